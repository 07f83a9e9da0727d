// Logits, loss, every gradient and ten AdamW steps against transformers.
#include <ATen/ATen.h>

#include <QTest>

#include "core/model/loader.h"
#include "tests/support/leaves.h"
#include "tests/support/reference.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::tests;

namespace {

constexpr double kTolerance = 1e-5;

at::Tensor mean_loss(const model::Decoder& decoder, const model::DecoderInputs& inputs) {
  return decoder.loss_sum(decoder.forward(inputs, {}), inputs) / static_cast<double>(inputs.num_targets);
}

}  // namespace

class TestDecoderParity : public QObject {
  Q_OBJECT
  void models() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("values");
    for (const ParityModel& model : parity_models("adamw_loss"))
      QTest::newRow(model.name.c_str()) << QString::fromStdString(model.name) << QString::fromStdString(model.folder) << QString::fromStdString(model.expected);
  }

 private Q_SLOTS:
  void logitsEqualTransformers_data() { models(); }
  void logitsEqualTransformers() {
    QFETCH(QString, name);
    QFETCH(QString, folder);
    QFETCH(QString, values);
    const Expected expected(values.toStdString());
    const auto model = model::load_model(folder.toStdString(), {});
    const auto inputs = model::to_inputs(pack_by_hand(fixture_documents(expected)), at::kCPU);
    const at::NoGradGuard quiet;
    const double error = relative_error(model.decoder->logits(model.decoder->forward(inputs, {})), expected.at("logits"));
    qInfo("%s: logits %.1e", qPrintable(name), error);
    QVERIFY(error <= kTolerance);
  }

  void lossAndEveryGradientEqualTransformers_data() { models(); }
  void lossAndEveryGradientEqualTransformers() {
    QFETCH(QString, name);
    QFETCH(QString, folder);
    QFETCH(QString, values);
    const Expected expected(values.toStdString());
    auto model = model::load_model(folder.toStdString(), {});
    auto leaves = make_leaves(model);
    const auto inputs = model::to_inputs(pack_by_hand(fixture_documents(expected)), at::kCPU);
    QCOMPARE(inputs.num_targets, expected.at("loss_tokens").item<int64_t>());
    const at::Tensor loss = mean_loss(*model.decoder, inputs);
    QVERIFY(relative_error(loss.reshape(1), expected.at("loss")) <= 1e-6);
    loss.backward();
    const auto stored = [&](const std::string& name, const at::Tensor& value) { return transposed_names(model).contains(name) ? value.t() : value; };
    QCOMPARE(leaves.size(), expected.names("grad/").size());
    double worst = 0;
    for (const std::string& parameter : expected.names("grad/")) {
      const double error = relative_error(stored(parameter, leaves.at(parameter).grad()), expected.at("grad/" + parameter));
      QVERIFY2(error <= kTolerance, (parameter + " " + std::to_string(error)).c_str());
      worst = std::max(worst, error);
    }
    qInfo("%s: gradients %.1e", qPrintable(name), worst);
  }

  void tenStepsEndWhereTransformersEnds_data() { models(); }
  void tenStepsEndWhereTransformersEnds() {
    QFETCH(QString, name);
    QFETCH(QString, folder);
    QFETCH(QString, values);
    const Expected expected(values.toStdString());
    auto model = model::load_model(folder.toStdString(), {});
    auto leaves = make_leaves(model);
    const auto inputs = model::to_inputs(pack_by_hand(fixture_documents(expected)), at::kCPU);
    TestAdamW optimizer;
    std::vector<at::Tensor> losses;
    for (int step = 0; step < 10; ++step) {
      losses.push_back(mean_loss(*model.decoder, inputs));
      optimizer.step(leaves, gradients_of(losses.back(), leaves));
    }
    QVERIFY(relative_error(at::stack(losses), expected.at("adamw_loss")) <= kTolerance);
    double worst = 0;
    int64_t left_out = 0;
    const auto transposed = transposed_names(model);
    for (const auto& [parameter, leaf] : leaves) {
      // AdamW's first step is the sign of the gradient, so an element whose gradient is rounding noise says nothing.
      const at::Tensor gradient = expected.at("grad/" + parameter).abs(), named = gradient > 1e-5 * gradient.max();
      const at::Tensor telling = expected.has("steady/" + parameter) ? named.logical_and(expected.at("steady/" + parameter).to(at::kBool)) : named;
      left_out += telling.numel() - telling.sum().item<int64_t>();
      const double error = relative_error((transposed.contains(parameter) ? leaf.t() : leaf).masked_select(telling), expected.at("final/" + parameter).masked_select(telling));
      // A parameter with elements that rounding decides has others near them, and each processor rounds in its own way.
      const double allowed = expected.has("steady/" + parameter) ? 10 * kTolerance : kTolerance;
      QVERIFY2(error <= allowed, (parameter + " " + std::to_string(error)).c_str());
      worst = std::max(worst, error);
    }
    qInfo("%s: weights after ten steps %.1e, %lld elements left out", qPrintable(name), worst, static_cast<long long>(left_out));
  }
};

LATHE_TEST(TestDecoderParity)
#include "test_decoder_parity.moc"
