// Choosing a token: greedy, temperature, top-k, top-p, and that a seed repeats.
#include <QTest>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include "core/base/error.h"
#include "core/eval/sampler.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::eval;

namespace {
const std::vector<float> kLogits = {0.0F, 2.0F, 1.0F, 2.0F, -1.0F};

double probability(int32_t token) {
  double sum = 0;
  for (const float logit : kLogits) sum += std::exp(static_cast<double>(logit));
  return std::exp(static_cast<double>(kLogits[static_cast<size_t>(token)])) / sum;
}

std::map<int32_t, double> shares(const config::GenerateOptions& options) {
  CounterRng rng(7, 1);
  std::map<int32_t, double> out;
  constexpr int kDraws = 20000;
  for (int i = 0; i < kDraws; ++i) out[choose_token(kLogits, options, rng)] += 1.0 / kDraws;
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
    for (int32_t id = 0; id < 5; ++id) QVERIFY(std::abs(seen.at(id) - probability(id)) < 0.015);
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
  void rowsWithoutAChoiceAreRefused_data() {
    QTest::addColumn<QString>("row");
    QTest::addColumn<QString>("code");
    for (const char* row : {"nan", "one nan", "inf", "out"}) QTest::newRow(row) << row << "generate.not_finite";
    QTest::newRow("all seen") << "all seen" << "generate.nothing_left";
  }
  void rowsWithoutAChoiceAreRefused() {
    QFETCH(QString, row);
    QFETCH(QString, code);
    constexpr float kNone = std::numeric_limits<float>::quiet_NaN(), kInfinite = std::numeric_limits<float>::infinity();
    const std::map<QString, std::vector<float>> rows = {{"nan", {kNone, kNone, kNone}}, {"one nan", {0, 1, kNone}}, {"inf", {0, kInfinite, 1}}, {"out", {-kInfinite, -kInfinite, -kInfinite}}, {"all seen", {1, 2, 3}}};
    const std::vector<int32_t> seen = {0, 1, 2};
    for (const double temperature : {0.0, 0.8}) {
      config::GenerateOptions options{.temperature = temperature};
      if (row == "all seen") options.no_repeat_ngram_size = 1;
      CounterRng rng(0, 0);
      try {
        choose_token(rows.at(row), options, rng, {seen, 6});
        QFAIL("a token was chosen");
      } catch (const Error& error) {
        QCOMPARE(error.code, code.toStdString());
        QVERIFY2(error.message.str().find("token 7") != std::string::npos, error.message.str().c_str());
      }
    }
  }
  void aRowWithTokensRuledOutStillGivesTheOthers() {
    constexpr float kOut = -std::numeric_limits<float>::infinity();
    CounterRng rng(0, 0);
    for (const double temperature : {0.0, 0.8}) QCOMPARE(choose_token(std::vector<float>{kOut, -5, kOut}, {.temperature = temperature}, rng), 1);
  }
  void oneSeedRepeats() {
    const config::GenerateOptions options{.temperature = 1};
    CounterRng first(7, 1), second(7, 1);
    for (int i = 0; i < 100; ++i) QCOMPARE(choose_token(kLogits, options, first), choose_token(kLogits, options, second));
  }
  // Against the plain way: everything sorted.
  void aLargeVocabularyIsDrawnFromAsIfItWereSorted() {
    CounterRng noise(3, 2);
    std::vector<float> logits(5000);
    for (float& logit : logits) logit = static_cast<float>(8 * noise.uniform());
    std::vector<int32_t> order(logits.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int32_t a, int32_t b) { return logits[static_cast<size_t>(a)] > logits[static_cast<size_t>(b)]; });
    for (const config::GenerateOptions& options : {config::GenerateOptions{.temperature = 1}, {.temperature = 0.7, .top_p = 0.9}, {.temperature = 2, .top_k = 700},
                                             {.temperature = 1.5, .top_p = 0.5, .top_k = 3000}, {.temperature = 1, .top_k = 1}}) {
      std::vector<double> weights;
      for (const int32_t id : order) weights.push_back(std::exp((logits[static_cast<size_t>(id)] - logits[static_cast<size_t>(order[0])]) / options.temperature));
      if (options.top_k > 0) weights.resize(static_cast<size_t>(options.top_k));
      const double all = std::accumulate(weights.begin(), weights.end(), 0.0);
      double reached = 0;
      size_t kept = 0;
      while (kept < weights.size() && (kept == 0 || reached < options.top_p * all)) reached += weights[kept++];
      CounterRng first(11, 4), second(11, 4);
      for (int i = 0; i < 200; ++i) {
        double left = first.uniform() * reached;
        size_t rank = 0;
        while (rank + 1 < kept && (left -= weights[rank]) >= 0) ++rank;
        QCOMPARE(choose_token(logits, options, second), order[rank]);
      }
    }
  }
};

LATHE_TEST(TestSampler)
#include "test_sampler.moc"
