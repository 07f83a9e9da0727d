// Logits processors and warpers change a row as transformers' own do: the same ids ruled out, the same values left.
#include <QTest>
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/json.h"
#include "core/eval/sampler.h"
#include "tests/support/paths.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::tests;
using namespace lathe::eval;

namespace {

config::GenerateOptions options_of(const Json& one) {
  config::GenerateOptions out;
  const Json& options = one.at("options");
  out.temperature = options.value("temperature", 1.0);
  out.top_k = options.value("top_k", 0);
  out.top_p = options.value("top_p", 1.0);
  out.min_p = options.value("min_p", 0.0);
  out.repetition_penalty = options.value("repetition_penalty", 1.0);
  out.no_repeat_ngram_size = options.value("no_repeat_ngram_size", 0);
  out.min_new_tokens = options.value("min_new_tokens", 0);
  return out;
}

}  // namespace

class TestProcessors : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void rowsEqualTransformers_data() {
    QTest::addColumn<QString>("text");
    const Json cases = read_json_file(fixture("processors") / "cases.json");
    for (size_t i = 0; i < cases.size(); ++i)
      QTest::addRow("%zu %s %s", i, cases[i]["row"].get<std::string>().c_str(), cases[i]["options"].dump().c_str()) << QString::fromStdString(cases[i].dump());
    qInfo("%zu rows", cases.size());
  }
  void rowsEqualTransformers() {
    QFETCH(QString, text);
    const Json one = parse_json(text.toStdString(), "case");
    auto row = one["before"].get<std::vector<float>>();
    const auto seen = one["seen"].get<std::vector<int32_t>>();
    const auto end_ids = one["end_ids"].get<std::vector<int32_t>>();
    const config::GenerateOptions options = options_of(one);
    process(row, options, {seen, one["num_new"].get<int64_t>(), end_ids});
    warp(row, options);
    std::vector<float> expected;
    for (const Json& value : one["after"]) expected.push_back(value.is_null() ? -std::numeric_limits<float>::infinity() : value.get<float>());
    QCOMPARE(row.size(), expected.size());
    // Which of a tie stays depends on the reference's processor: how many and what values do not.
    if (one["row"] == "ties")
      for (auto* values : {&row, &expected}) std::sort(values->begin(), values->end());
    for (size_t i = 0; i < row.size(); ++i) {
      QVERIFY2(std::isfinite(row[i]) == std::isfinite(expected[i]), qPrintable(QString("id %1").arg(i)));
      if (std::isfinite(row[i])) QVERIFY(std::abs(row[i] - expected[i]) <= 1e-6F * std::max(1.0F, std::abs(row[i])));
    }
  }

  void greedyGoesThroughTheProcessors() {
    const std::vector<float> logits = {0, 3, 2, 1};
    CounterRng rng(0, 0);
    const std::vector<int32_t> seen = {1}, end_ids = {1, 2};
    QCOMPARE(choose_token(logits, {.no_repeat_ngram_size = 1}, rng, {seen, 1}), 2);
    QCOMPARE(choose_token(logits, {.min_new_tokens = 2}, rng, {seen, 1, end_ids}), 3);
    QCOMPARE(choose_token(logits, {.min_new_tokens = 2}, rng, {seen, 2, end_ids}), 1);
  }
};

LATHE_TEST(TestProcessors)
#include "test_processors.moc"
