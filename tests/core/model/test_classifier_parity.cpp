// Sequence classifiers: scores, loss, every gradient and ten AdamW steps against transformers; heads in and out of folders.
#include <ATen/ATen.h>

#include <QTest>

#include "core/base/atomic_file.h"
#include "core/model/loader.h"
#include "tests/support/folders.h"
#include "tests/support/leaves.h"
#include "tests/support/reference.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::tests;

namespace {

constexpr double kTolerance = 1e-5;

std::vector<int32_t> ints(const at::Tensor& values) {
  const at::Tensor narrow = values.to(at::kInt).contiguous();
  return {narrow.const_data_ptr<int32_t>(), narrow.const_data_ptr<int32_t>() + narrow.numel()};
}

// The texts of a fixture as one packed batch; `all` gives the text without a class the first one.
model::DecoderInputs inputs_of(const Expected& expected, bool all = false) {
  data::Batch batch;
  batch.ids = ints(expected.at("input_ids"));
  batch.token_types = ints(expected.at("token_types"));
  batch.classes = ints(expected.at("classes"));
  batch.cu_seqlens_q = {0};
  for (const int32_t length : ints(expected.at("lengths"))) {
    for (int32_t i = 0; i < length; ++i) batch.positions.push_back(i);
    batch.records.push_back(batch.num_sequences());
    batch.cu_seqlens_q.push_back(batch.cu_seqlens_q.back() + length);
  }
  batch.cu_seqlens_k = batch.cu_seqlens_q;
  batch.targets.assign(batch.ids.size(), -100);
  for (int32_t& one : batch.classes)
    if (one < 0) one = all ? 0 : -1;
  return model::to_inputs(batch, at::kCPU);
}

at::Tensor scores(const model::Decoder& decoder, const model::DecoderInputs& inputs) { return decoder.class_logits(decoder.forward(inputs, {}), inputs, {}); }

at::Tensor loss_of(const model::Decoder& decoder, const model::DecoderInputs& inputs) { return at::cross_entropy_loss(scores(decoder, inputs), inputs.classes_M); }

}  // namespace

class TestClassifierParity : public QObject {
  Q_OBJECT
  void models() {
    QTest::addColumn<QString>("folder");
    const auto models = parity_models("class_logits", "classifiers");
    QVERIFY(models.size() >= 3);
    for (const ParityModel& model : models) QTest::newRow(model.name.c_str()) << QString::fromStdString(model.folder);
  }

 private Q_SLOTS:
  void scoresGradientsAndStepsEqualTransformers_data() { models(); }
  void scoresGradientsAndStepsEqualTransformers() {
    QFETCH(QString, folder);
    const Expected expected(folder.toStdString());
    auto model = model::load_model(folder.toStdString(), {});
    QCOMPARE(model.decoder->config().labels, (std::vector<std::string>{"bad", "fair", "good"}));
    const double logits = relative_error(scores(*model.decoder, inputs_of(expected, true)), expected.at("class_logits"));
    QVERIFY2(logits <= kTolerance, std::to_string(logits).c_str());

    auto leaves = make_leaves(model);
    const auto transposed = transposed_names(model);
    const auto stored = [&](const std::string& name, const at::Tensor& value) { return transposed.contains(name) ? value.t() : value; };
    const auto inputs = inputs_of(expected);
    QCOMPARE(inputs.num_targets, int64_t{4});
    QCOMPARE(leaves.size(), expected.names("grad/").size());
    TestAdamW optimizer;
    std::vector<at::Tensor> losses;
    double worst = 0;
    for (int step = 0; step < 10; ++step) {
      losses.push_back(loss_of(*model.decoder, inputs));
      const Leaves gradients = gradients_of(losses.back(), leaves);
      for (const std::string& name : expected.names("grad/")) {
        if (step > 0) break;
        const at::Tensor wanted = expected.at("grad/" + name), got = stored(name, gradients.at(name));
        // A key's bias moves all scores of a query alike: its gradient is rounding noise.
        const double error = wanted.norm().item<double>() < 1e-6 ? got.norm().item<double>() : relative_error(got, wanted);
        QVERIFY2(error <= kTolerance, (name + " " + std::to_string(error)).c_str());
        worst = std::max(worst, error);
      }
      optimizer.step(leaves, gradients);
    }
    QVERIFY(relative_error(at::stack(losses), expected.at("adamw_loss")) <= kTolerance);
    double last = 0;
    for (const auto& [name, leaf] : leaves) {
      const at::Tensor gradient = expected.at("grad/" + name).abs(), telling = (gradient > 1e-5 * gradient.max()).logical_and(gradient > 1e-7);
      const double error = relative_error(stored(name, leaf).masked_select(telling), expected.at("final/" + name).masked_select(telling));
      QVERIFY2(error <= kTolerance, (name + " " + std::to_string(error)).c_str());
      last = std::max(last, error);
    }
    qInfo("scores %.1e, gradients %.1e, weights after ten steps %.1e", logits, worst, last);
  }

  void savingAndLoadingKeepsTheHead_data() { models(); }
  void savingAndLoadingKeepsTheHead() {
    QFETCH(QString, folder);
    const Scratch scratch;
    const Expected expected(folder.toStdString());
    const auto model = model::load_model(folder.toStdString(), {});
    model::save_model(real_file_system(), model, scratch.path() / "saved", "F32");
    const auto again = model::load_model(scratch.path() / "saved", {});
    QCOMPARE(again.fingerprint, model.fingerprint);
    QCOMPARE(again.decoder->config().labels, model.decoder->config().labels);
    const at::NoGradGuard quiet;
    QVERIFY(at::equal(scores(*again.decoder, inputs_of(expected)), scores(*model.decoder, inputs_of(expected))));
  }

  void otherLabelsGetANewHeadThatIsSaidAndSaved_data() { models(); }
  void otherLabelsGetANewHeadThatIsSaidAndSaved() {
    QFETCH(QString, folder);
    const Scratch scratch;
    const std::vector<std::string> labels = {"no", "yes"};
    const auto own = model::load_model(folder.toStdString(), {.labels = {"bad", "fair", "good"}});
    QVERIFY(own.notes.empty() && own.fresh.empty());
    const auto one = model::load_model(folder.toStdString(), {.seed = 4, .labels = labels}), other = model::load_model(folder.toStdString(), {.seed = 5, .labels = labels});
    QVERIFY(one.notes.size() == 1 && !one.fresh.empty());
    const Expected expected(folder.toStdString());
    data::Batch text;
    text.ids = {5, 6, 7};
    text.positions = {0, 1, 2};
    text.targets = {-100, -100, -100};
    text.cu_seqlens_q = text.cu_seqlens_k = {0, 3};
    text.records = {0};
    text.classes = {1};
    const auto inputs = model::to_inputs(text, at::kCPU);
    const at::NoGradGuard quiet;
    const at::Tensor before = scores(*one.decoder, inputs);
    QCOMPARE(before.sizes().vec(), (std::vector<int64_t>{1, 2}));
    QVERIFY(!at::equal(before, scores(*other.decoder, inputs)));
    model::save_model(real_file_system(), one, scratch.path() / "saved", "F32");
    const auto again = model::load_model(scratch.path() / "saved", {.labels = labels});
    QVERIFY(again.notes.empty() && again.hf_config["label2id"]["yes"] == 1);
    QVERIFY(at::equal(before, scores(*again.decoder, inputs)));
  }
};

LATHE_TEST(TestClassifierParity)
#include "test_classifier_parity.moc"
