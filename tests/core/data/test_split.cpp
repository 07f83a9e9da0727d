#include <algorithm>
#include <set>

#include "core/data/audit.h"
#include "tests/support/run_tests.h"

using namespace lathe::data;

class TestSplit : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void theShareIsHeldOutOnceAndForAll() {
    const auto samples = different(200);
    const Split split = split_samples(samples, 0.05, 42);
    QCOMPARE(split.evaluation.size(), size_t{10});
    std::set<int64_t> all(split.train.begin(), split.train.end());
    all.insert(split.evaluation.begin(), split.evaluation.end());
    QCOMPARE(all.size(), size_t{200});
    QVERIFY(std::is_sorted(split.train.begin(), split.train.end()) && std::is_sorted(split.evaluation.begin(), split.evaluation.end()));
    QCOMPARE(split_samples(samples, 0.05, 42).evaluation, split.evaluation);
    QVERIFY(split_samples(samples, 0.05, 43).evaluation != split.evaluation);
  }

  void atLeastOneIsHeldOutAndOneIsLeft() {
    QCOMPARE(split_samples(different(2), 0.05, 1).evaluation.size(), size_t{1});
    QCOMPARE(split_samples(different(3), 0.9, 1).train.size(), size_t{1});
    QVERIFY(split_samples(different(1), 0.5, 1).evaluation.empty());
    QVERIFY(split_samples(different(50), 0, 1).evaluation.empty());
    QVERIFY(split_samples({}, 0.5, 1).train.empty());
  }

  void duplicatesFallOnOneSide() {
    std::vector<Sample> samples;
    for (int copy = 0; copy < 4; ++copy)
      for (Sample& sample : different(25)) samples.push_back(std::move(sample));
    for (uint64_t seed = 0; seed < 20; ++seed) {
      const Split split = split_samples(samples, 0.2, seed);
      std::set<int32_t> held;
      for (const int64_t i : split.evaluation) held.insert(samples[i].ids[0]);
      QCOMPARE(split.evaluation.size(), 4 * held.size());
      QCOMPARE(split.evaluation.size(), size_t{20});
      for (const int64_t i : split.train) QVERIFY(!held.contains(samples[i].ids[0]));
    }
    QVERIFY(split_samples(std::vector<Sample>(10, samples[0]), 0.2, 1).evaluation.empty());
  }

  void groupsLargerThanTheShareStillGiveOne() {
    std::vector<Sample> samples(30, different(1)[0]);
    samples.resize(50, different(2)[1]);
    const Split split = split_samples(samples, 0.05, 1);
    QCOMPARE(split.evaluation.size(), size_t{20});
  }

 private:
  static std::vector<Sample> different(int count) {
    std::vector<Sample> out;
    for (int i = 0; i < count; ++i) out.push_back({i, {i, 1}, {-100, 1}});
    return out;
  }
};

LATHE_TEST(TestSplit)
#include "test_split.moc"
