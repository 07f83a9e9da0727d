#include <algorithm>
#include <numeric>

#include "core/base/rng.h"
#include "tests/support/run_tests.h"

using namespace lathe;

class TestRng : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  // Known answers of Philox 4x32-10 from Random123's kat_vectors.
  void philoxGivesItsKnownAnswers() {
    QCOMPARE(philox({0, 0, 0, 0}, {0, 0}), (std::array<uint32_t, 4>{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
    const uint32_t ones = 0xffffffff;
    QCOMPARE(philox({ones, ones, ones, ones}, {ones, ones}), (std::array<uint32_t, 4>{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
    QCOMPARE(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
             (std::array<uint32_t, 4>{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
  }

  void streamsAreRepeatableAndDiffer() {
    CounterRng a(1, 2), b(1, 2), other_stream(1, 3), other_seed(2, 2);
    const uint64_t first = a.next();
    QCOMPARE(b.next(), first);
    QVERIFY(other_stream.next() != first && other_seed.next() != first && a.next() != first);
  }

  void drawsBelowABoundAreEven() {
    CounterRng rng(5, 0);
    std::array<int, 7> counts{};
    for (int i = 0; i < 70000; ++i) ++counts[rng.below(7)];
    for (const int count : counts) QVERIFY(count > 9500 && count < 10500);
    for (int i = 0; i < 1000; ++i) {
      const double value = rng.uniform();
      QVERIFY(value >= 0 && value < 1);
    }
    QCOMPARE(rng.below(1), uint64_t{0});
  }

  void shufflingKeepsEveryNumberAndDependsOnSeedAndStream() {
    auto order = shuffled(100, 42, 1);
    QCOMPARE(order, shuffled(100, 42, 1));
    QVERIFY(order != shuffled(100, 42, 2) && order != shuffled(100, 43, 1));
    std::sort(order.begin(), order.end());
    std::vector<int64_t> counted(100);
    std::iota(counted.begin(), counted.end(), 0);
    QCOMPARE(order, counted);
    QVERIFY(shuffled(0, 1, 1).empty());
  }
};

LATHE_TEST(TestRng)
#include "test_rng.moc"
