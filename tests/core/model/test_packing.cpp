// Packing changes nothing: each document has the loss and gradients it has alone.
#include <QTest>

#include "core/model/loader.h"
#include "tests/support/leaves.h"
#include "tests/support/reference.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::tests;

namespace {

constexpr double kTolerance = 1e-6;

std::vector<Document> two_documents() {
  Document a, b;
  for (int32_t i = 0; i < 23; ++i) a.ids.push_back(3 + (i * 7) % 90);
  for (int32_t i = 0; i < 11; ++i) b.ids.push_back(4 + (i * 13) % 90);
  a.labels = a.ids;
  b.labels = b.ids;
  for (size_t i = 0; i < 6; ++i) a.labels[i] = -100;
  b.record = 17;
  return {a, b};
}

at::Tensor loss_of(const model::Decoder& decoder, const std::vector<Document>& documents, const model::ForwardOptions& options = {}) {
  const auto inputs = model::to_inputs(pack_by_hand(documents), at::kCPU);
  return decoder.loss_sum(decoder.forward(inputs, options), inputs);
}

void compare(const Leaves& together, const Leaves& alone) {
  double worst = 0;
  for (const auto& [name, gradient] : together) {
    const double error = relative_error(gradient, alone.at(name));
    QVERIFY2(error <= kTolerance, (name + " " + std::to_string(error)).c_str());
    worst = std::max(worst, error);
  }
  qInfo("largest difference of a gradient %.1e", worst);
}

}  // namespace

class TestPacking : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void aBatchArrivesAsItIs() {
    for (const auto& documents : {two_documents(), std::vector<Document>{two_documents()[0]}}) {   // three borders, and two
      const data::Batch batch = pack_by_hand(documents, 2, 3);
      const model::DecoderInputs inputs = model::to_inputs(batch, at::kCPU);
      const auto holds = [](const at::Tensor& tensor, const auto& values, at::ScalarType type) {
        const at::Tensor expected = at::tensor(std::vector<int64_t>(values.begin(), values.end()), at::kLong);
        return tensor.scalar_type() == type && tensor.is_contiguous() && at::equal(tensor.to(at::kLong), expected);
      };
      QVERIFY(holds(inputs.ids_T, batch.ids, at::kLong) && holds(inputs.positions_T, batch.positions, at::kLong));
      QVERIFY(holds(inputs.cu_q_N1, batch.cu_seqlens_q, at::kInt) && holds(inputs.cu_k_N1, batch.cu_seqlens_k, at::kInt));
      std::vector<int64_t> rows, labels, slots, places, records;
      for (size_t t = 0; t < batch.ids.size(); ++t) {
        if (batch.targets[t] >= 0) rows.push_back(static_cast<int64_t>(t)), labels.push_back(batch.targets[t]);
        if (batch.ids[t] < 0) slots.push_back(static_cast<int64_t>(t)), places.push_back(batch.positions[t]);
        records.push_back(static_cast<int64_t>(t) < batch.cu_seqlens_q[1] ? batch.records[0] : batch.records[1]);
      }
      QVERIFY(holds(inputs.label_rows_M, rows, at::kLong) && holds(inputs.label_ids_M, labels, at::kLong));
      QVERIFY(holds(inputs.slot_rows, slots, at::kLong) && holds(inputs.slot_positions, places, at::kLong));
      QVERIFY(holds(inputs.records_T, records, at::kLong));
      QVERIFY(inputs.longest_q == 25 && inputs.longest_k == 28 && inputs.num_targets == batch.num_targets);
      QVERIFY(!model::to_inputs(batch, at::kCPU, false).records_T.defined());
    }
  }

  void twoPackedDocumentsGiveTheirOwnLossAndGradients_data() {
    QTest::addColumn<QString>("name");
    for (const char* name : {"llama_untied", "qwen3_tied"}) QTest::newRow(name) << name;
  }
  void twoPackedDocumentsGiveTheirOwnLossAndGradients() {
    QFETCH(QString, name);
    auto model = model::load_model(fixture("models/" + name.toStdString()), {});
    Leaves leaves = make_leaves(model);
    const auto documents = two_documents();
    const at::Tensor together = loss_of(*model.decoder, documents);
    const at::Tensor first = loss_of(*model.decoder, {documents[0]}), second = loss_of(*model.decoder, {documents[1]});
    QVERIFY(relative_error(together, first + second) <= kTolerance);
    compare(gradients_of(together, leaves), gradients_of(first + second, leaves));
  }

  void unevenMicroBatchesGiveTheGradientsOfOneLargeBatch() {
    auto model = model::load_model(fixture("models/qwen3_untied"), {});
    Leaves leaves = make_leaves(model);
    auto documents = two_documents();
    documents.push_back({{9, 8, 7, 6, 5}, {-100, -100, 7, 6, 5}, 3});
    const Leaves large = gradients_of(loss_of(*model.decoder, documents) / 30.0, leaves);
    at::Tensor parts = at::zeros({});
    for (const Document& document : documents) parts = parts + loss_of(*model.decoder, {document}) / 30.0;
    compare(large, gradients_of(parts, leaves));
  }

  void neighboursDoNotSeeEachOther() {
    const auto model = model::load_model(fixture("models/qwen3_tied"), {});
    auto documents = two_documents();
    const at::NoGradGuard quiet;
    const auto hidden = [&] { return model.decoder->forward(model::to_inputs(pack_by_hand(documents), at::kCPU), {}); };
    const at::Tensor before = hidden();
    for (int32_t& id : documents[0].ids) id = 42;
    QVERIFY(at::equal(hidden().narrow(0, 23, 11), before.narrow(0, 23, 11)));
  }

  void dropoutMasksDoNotDependOnThePacking() {
    auto model = model::load_model(fixture("models/llama_untied"), {});
    model::Attachments attachments;
    at::manual_seed(5);
    uint64_t site_number = 0;
    for (const auto& site : model.decoder->linear_sites()) {
      const at::Tensor weight = model.decoder->linear_weight(site);
      attachments.linear[site].low_rank = {{at::randn({4, weight.size(1)}) * 0.1, at::randn({weight.size(0), 4}) * 0.1, 2, 0.3, ++site_number}};
    }
    const model::ForwardOptions options{.attachments = &attachments, .dropout = true, .seed = 11, .step = 4};
    auto documents = two_documents();
    const at::NoGradGuard quiet;
    const at::Tensor first = loss_of(*model.decoder, {documents[0]}, options), second = loss_of(*model.decoder, {documents[1]}, options);
    const at::Tensor together = loss_of(*model.decoder, documents, options);
    std::swap(documents[0], documents[1]);
    QVERIFY(relative_error(together, first + second) <= kTolerance);
    QVERIFY(relative_error(loss_of(*model.decoder, documents, options), together) <= kTolerance);
    model::ForwardOptions next = options;
    next.step = 5;
    QVERIFY(relative_error(loss_of(*model.decoder, documents, next), together) > 1e-4);
    next.dropout = false;
    QVERIFY(relative_error(loss_of(*model.decoder, documents, next), together) > 1e-4);
  }

  void bf16StaysNearFp32() {
    const auto folder = fixture("models/qwen3_bf16");
    auto exact = model::load_model(folder, {}), rough = model::load_model(folder, {.compute_dtype = at::kBFloat16});
    QCOMPARE(rough.decoder->parameters().front().tensor->scalar_type(), at::kBFloat16);
    Leaves exact_leaves = make_leaves(exact), rough_leaves;
    for (const model::Parameter& parameter : rough.decoder->parameters()) {      // fp32 masters, cast inside
      *parameter.tensor = parameter.tensor->to(at::kFloat).requires_grad_(true);
      rough_leaves[parameter.name] = *parameter.tensor;
    }
    const at::Tensor exact_loss = loss_of(*exact.decoder, two_documents()), rough_loss = loss_of(*rough.decoder, two_documents());
    QVERIFY(relative_error(rough_loss, exact_loss) < 2e-2);
    const Leaves exact_gradients = gradients_of(exact_loss, exact_leaves), rough_gradients = gradients_of(rough_loss, rough_leaves);
    double worst = 0;
    for (const auto& [name, gradient] : exact_gradients) {
      QCOMPARE(rough_gradients.at(name).scalar_type(), at::kFloat);
      worst = std::max(worst, relative_error(rough_gradients.at(name), gradient));
    }
    qInfo("bf16: loss %.1e, worst gradient %.1e", relative_error(rough_loss, exact_loss), worst);
    QVERIFY(worst < 0.2);
  }
};

LATHE_TEST(TestPacking)
#include "test_packing.moc"
