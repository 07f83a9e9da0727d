// The evaluation loss weighs tokens, never batches.
#include <QTest>
#include <cmath>

#include "core/eval/perplexity.h"
#include "core/model/loader.h"
#include "tests/support/reference.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::tests;

class TestPerplexity : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void equalsTransformersHoweverItIsPacked() {
    const auto folder = fixture("models/qwen3_untied");
    const Expected expected(folder);
    const auto model = model::load_model(folder, {});
    const auto documents = fixture_documents(expected);
    const std::vector<data::Batch> packed = {pack_by_hand(documents)};
    std::vector<data::Batch> apart;
    for (const Document& document : documents) apart.push_back(pack_by_hand({document}));
    for (const auto& batches : {packed, apart}) {
      const eval::TokenLoss loss = eval::token_loss(*model.decoder, nullptr, batches, {});
      QCOMPARE(loss.targets, expected.at("loss_tokens").item<int64_t>());
      QVERIFY(std::abs(loss.mean() - expected.at("loss").item<double>()) < 1e-6 * loss.mean());
      QVERIFY(std::abs(std::log(loss.perplexity()) - loss.mean()) < 1e-9);
    }
  }
  void nothingToLearnIsZeroAndNotNaN() {
    const auto model = model::load_model(fixture("models/qwen3_untied"), {});
    const std::vector<data::Batch> batches = {pack_by_hand({{{5, 6, 7}, {-100, -100, -100}, 0}})};
    const eval::TokenLoss loss = eval::token_loss(*model.decoder, nullptr, batches, {});
    QCOMPARE(loss.targets, int64_t{0});
    QCOMPARE(loss.mean(), 0.0);
  }
  void anOverflowIsInfinite() { QVERIFY(std::isinf(eval::TokenLoss{1e6, 1}.perplexity())); }
  void stoppingIsHeard() {
    const auto model = model::load_model(fixture("models/qwen3_untied"), {});
    std::stop_source source;
    source.request_stop();
    const std::vector<data::Batch> batches = {pack_by_hand({{{5, 6, 7}, {5, 6, 7}, 0}})};
    QVERIFY_THROWS_EXCEPTION(Cancelled, eval::token_loss(*model.decoder, nullptr, batches, source.get_token()));
  }
};

LATHE_TEST(TestPerplexity)
#include "test_perplexity.moc"
