// Choosing a token: greedy, temperature, top-k, top-p, and that a seed repeats.
#include <QTest>
#include <cmath>
#include <map>
#include <numeric>

#include "core/eval/sampler.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::eval;

namespace {
const std::vector<float> kLogits = {0.0F, 2.0F, 1.0F, 2.0F, -1.0F};

std::map<int32_t, double> shares(const GenerateSettings& settings) {
  CounterRng rng(settings.seed, 1);
  std::map<int32_t, double> out;
  constexpr int kDraws = 20000;
  for (int i = 0; i < kDraws; ++i) out[choose_token(kLogits, settings, rng)] += 1.0 / kDraws;
  return out;
}
}  // namespace

class TestSampler : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void greedyTakesTheLowestIdOfATie() {
    CounterRng rng(0, 0);
    QCOMPARE(choose_token(kLogits, {}, rng), 1);
  }
  void samplingFollowsTheDistribution() {
    const auto seen = shares({.temperature = 1});
    for (int32_t id = 0; id < 5; ++id) QVERIFY(std::abs(seen.at(id) - std::exp(log_prob(kLogits, id))) < 0.015);
  }
  void temperatureSharpens() {
    const auto cold = shares({.temperature = 0.25}), warm = shares({.temperature = 4});
    QVERIFY(cold.at(1) + cold.at(3) > 0.97);
    QVERIFY(warm.at(4) > 0.1);
  }
  void topKKeepsTheLargest() {
    const auto seen = shares({.temperature = 1, .top_k = 3});
    QCOMPARE(seen.size(), size_t{3});
    QVERIFY(seen.contains(1) && seen.contains(2) && seen.contains(3));
  }
  void topPKeepsTheFewestThatReachIt() {
    QCOMPARE(shares({.temperature = 1, .top_p = 0.5}).size(), size_t{2});      // 0.385 + 0.385
    QCOMPARE(shares({.temperature = 1, .top_p = 0.3}).size(), size_t{1});
    QCOMPARE(shares({.temperature = 1, .top_p = 0.8}).size(), size_t{3});
  }
  void oneSeedRepeats() {
    const GenerateSettings settings{.temperature = 1, .seed = 7};
    CounterRng first(settings.seed, 1), second(settings.seed, 1);
    for (int i = 0; i < 100; ++i) QCOMPARE(choose_token(kLogits, settings, first), choose_token(kLogits, settings, second));
  }
  // Against the plain way: everything sorted.
  void aLargeVocabularyIsDrawnFromAsIfItWereSorted() {
    CounterRng noise(3, 2);
    std::vector<float> logits(5000);
    for (float& logit : logits) logit = static_cast<float>(8 * noise.uniform());
    std::vector<int32_t> order(logits.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int32_t a, int32_t b) { return logits[static_cast<size_t>(a)] > logits[static_cast<size_t>(b)]; });
    for (const GenerateSettings& settings : {GenerateSettings{.temperature = 1}, {.temperature = 0.7, .top_p = 0.9}, {.temperature = 2, .top_k = 700},
                                             {.temperature = 1.5, .top_p = 0.5, .top_k = 3000}, {.temperature = 1, .top_k = 1}}) {
      std::vector<double> weights;
      for (const int32_t id : order) weights.push_back(std::exp((logits[static_cast<size_t>(id)] - logits[static_cast<size_t>(order[0])]) / settings.temperature));
      if (settings.top_k > 0) weights.resize(static_cast<size_t>(settings.top_k));
      const double all = std::accumulate(weights.begin(), weights.end(), 0.0);
      double reached = 0;
      size_t kept = 0;
      while (kept < weights.size() && (kept == 0 || reached < settings.top_p * all)) reached += weights[kept++];
      CounterRng first(11, 4), second(11, 4);
      for (int i = 0; i < 200; ++i) {
        double left = first.uniform() * reached;
        size_t rank = 0;
        while (rank + 1 < kept && (left -= weights[rank]) >= 0) ++rank;
        QCOMPARE(choose_token(logits, settings, second), order[rank]);
      }
    }
  }
  void logProbabilitiesSumToOne() {
    double sum = 0;
    for (int32_t id = 0; id < 5; ++id) sum += std::exp(log_prob(kLogits, id));
    QVERIFY(std::abs(sum - 1) < 1e-12);
  }
};

LATHE_TEST(TestSampler)
#include "test_sampler.moc"
