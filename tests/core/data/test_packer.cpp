#include <algorithm>

#include "core/base/rng.h"
#include "core/data/packer.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::data;

class TestPacker : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void tokenTypesStandBesideTheirTokens() {
    const Sample single{.record = 0, .ids = {5, 6, 7, 8}, .labels = {-100, -100, -100, -100}}, pair{.record = 1, .ids = {1, 2, 3}, .labels = {-100, -100, -100}, .token_types = {0, 1, 1}},
        last{.record = 2, .ids = {9}, .labels = {-100}};
    const std::vector<const Sample*> samples{&single, &pair, &last};
    const std::vector<Batch> batches = pack(samples, {.micro_tokens = 64, .virtual_tokens = 2});
    QCOMPARE(batches.size(), size_t{1});
    QCOMPARE(batches[0].token_types, (std::vector<int32_t>{0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0}));
    const std::vector<const Sample*> without{&single, &last};
    QVERIFY(pack(without, {.micro_tokens = 64})[0].token_types.empty());
  }

  void sequencesStandEndToEndAndLabelsAreShiftedInside() {
    const std::vector<Sample> samples{{4, {10, 11, 12}, {kNotLearned, 11, 12}}, {9, {20, 21}, {20, 21}}};
    const std::vector<Batch> batches = pack(pointers(samples), {.micro_tokens = 8});
    QCOMPARE(batches.size(), size_t{1});
    const Batch& batch = batches[0];
    QCOMPARE(batch.ids, (std::vector<int32_t>{10, 11, 12, 20, 21}));
    QCOMPARE(batch.targets, (std::vector<int32_t>{11, 12, -100, 21, -100}));
    QCOMPARE(batch.positions, (std::vector<int32_t>{0, 1, 2, 0, 1}));
    QCOMPARE(batch.cu_seqlens_q, (std::vector<int32_t>{0, 3, 5}));
    QCOMPARE(batch.cu_seqlens_k, batch.cu_seqlens_q);
    QCOMPARE(batch.records, (std::vector<int64_t>{4, 9}));
    QCOMPARE(batch.num_targets, int64_t{3});
  }

  void virtualTokensAreSlotsWithoutTargets() {
    const std::vector<Sample> samples{{0, {10, 11}, {10, 11}}, {1, {20}, {20}}};
    const Batch batch = pack(pointers(samples), {.micro_tokens = 16, .virtual_tokens = 2})[0];
    QCOMPARE(batch.ids, (std::vector<int32_t>{-1, -1, 10, 11, -1, -1, 20}));
    QCOMPARE(batch.targets, (std::vector<int32_t>{-100, -100, 11, -100, -100, -100, -100}));
    QCOMPARE(batch.positions, (std::vector<int32_t>{0, 1, 2, 3, 0, 1, 2}));
    QCOMPARE(batch.cu_seqlens_q, (std::vector<int32_t>{0, 4, 7}));
    QCOMPARE(batch.cu_seqlens_k, batch.cu_seqlens_q);
    QCOMPARE(batch.num_targets, int64_t{1});
  }

  void prefixesLengthenTheKeysOnly() {
    const std::vector<Sample> samples{{0, {10, 11}, {10, 11}}, {1, {20}, {20}}};
    const Batch batch = pack(pointers(samples), {.micro_tokens = 3, .prefix_tokens = 5})[0];
    QCOMPARE(batch.ids, (std::vector<int32_t>{10, 11, 20}));
    QCOMPARE(batch.positions, (std::vector<int32_t>{5, 6, 5}));
    QCOMPARE(batch.cu_seqlens_q, (std::vector<int32_t>{0, 2, 3}));
    QCOMPARE(batch.cu_seqlens_k, (std::vector<int32_t>{0, 7, 13}));
  }

  void microTokensChangeNeitherTargetsNorRecords() {
    const std::vector<Sample> samples = random_samples(60);
    const auto whole = pairs(pack(pointers(samples), {.micro_tokens = 1 << 20}));
    QVERIFY(!whole.empty());
    for (const int64_t micro_tokens : {40, 41, 64, 100, 333}) {
      const auto batches = pack(pointers(samples), {.micro_tokens = micro_tokens});
      for (const Batch& batch : batches) QVERIFY(batch.num_tokens() <= micro_tokens);
      QCOMPARE(pairs(batches), whole);
    }
  }

  void packingIsDense() {
    const std::vector<Sample> samples = random_samples(200);
    int64_t tokens = 0;
    for (const Sample& sample : samples) tokens += static_cast<int64_t>(sample.ids.size());
    const auto batches = pack(pointers(samples), {.micro_tokens = 128});
    QVERIFY(static_cast<int64_t>(batches.size()) <= tokens / 128 + 2);
  }

  void aSequenceThatDoesNotFitIsNamed() {
    const std::vector<Sample> samples{{6, std::vector<int32_t>(9), std::vector<int32_t>(9)}};
    try {
      pack(pointers(samples), {.micro_tokens = 8});
      QFAIL("accepted");
    } catch (const Error& error) {
      QCOMPARE(error.code, std::string("data.micro_tokens"));
      QVERIFY(std::string(error.what()).find("record 7") != std::string::npos);
    }
    QVERIFY(pack({}, {}).empty());
  }

  void everyEpochTakesEverySampleOnce() {
    StepPlan plan(10, 4, 42);
    QCOMPARE(plan.steps_per_epoch(), int64_t{3});
    std::vector<std::vector<int64_t>> orders;
    for (int epoch = 0; epoch < 3; ++epoch) {
      std::vector<int64_t> order;
      for (int step = 0; step < 3; ++step) {
        const auto taken = plan.samples_of(epoch * 3 + step);
        QCOMPARE(taken.size(), size_t(step < 2 ? 4 : 2));
        order.insert(order.end(), taken.begin(), taken.end());
      }
      orders.push_back(order);
      std::sort(order.begin(), order.end());
      for (int64_t i = 0; i < 10; ++i) QCOMPARE(order[i], i);
    }
    QVERIFY(orders[0] != orders[1] && orders[1] != orders[2]);
  }

  void theOrderDependsOnSeedAndEpochAlone() {
    StepPlan forwards(100, 8, 7), jumping(100, 8, 7), other(100, 8, 8);
    const auto expected = forwards.samples_of(30);
    for (int64_t step = 0; step < 30; ++step) forwards.samples_of(step);
    QCOMPARE(jumping.samples_of(30), expected);
    jumping.samples_of(5);
    QCOMPARE(jumping.samples_of(30), expected);
    QVERIFY(other.samples_of(30) != expected);
  }

 private:
  static std::vector<const Sample*> pointers(const std::vector<Sample>& samples) {
    std::vector<const Sample*> out;
    for (const Sample& sample : samples) out.push_back(&sample);
    return out;
  }
  static std::vector<Sample> random_samples(int count) {
    CounterRng rng(11, 0);
    std::vector<Sample> out;
    for (int i = 0; i < count; ++i) {
      Sample& sample = out.emplace_back();
      sample.record = i;
      for (uint64_t t = 0, length = 1 + rng.below(40); t < length; ++t) {
        sample.ids.push_back(static_cast<int32_t>(rng.below(1000)));
        sample.labels.push_back(rng.below(2) ? sample.ids.back() : kNotLearned);
      }
    }
    return out;
  }
  // (record, position, id, target) of every token, in one order.
  static std::vector<std::array<int64_t, 4>> pairs(const std::vector<Batch>& batches) {
    std::vector<std::array<int64_t, 4>> out;
    for (const Batch& batch : batches)
      for (int64_t n = 0; n < batch.num_sequences(); ++n)
        for (int32_t t = batch.cu_seqlens_q[n]; t < batch.cu_seqlens_q[n + 1]; ++t) out.push_back({batch.records[n], batch.positions[t], batch.ids[t], batch.targets[t]});
    std::sort(out.begin(), out.end());
    return out;
  }
};

LATHE_TEST(TestPacker)
#include "test_packer.moc"
