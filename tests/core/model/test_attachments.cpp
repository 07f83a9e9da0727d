// What may be attached to a model, each place against a computation by hand.
#include <QTest>

#include "core/model/loader.h"
#include "tests/support/leaves.h"
#include "tests/support/reference.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::tests;

namespace {

const std::vector<Document> kDocuments = {{{5, 6, 7, 8, 9}, {5, 6, 7, 8, 9}, 0}, {{31, 32, 33}, {31, 32, 33}, 1}};

at::Tensor logits_of(const model::LoadedModel& model, const model::Attachments* attachments, const std::vector<Document>& documents = kDocuments,
                     int32_t slots = 0, int32_t prefix = 0) {
  const auto inputs = model::to_inputs(pack_by_hand(documents, slots, prefix), at::kCPU);
  return model.decoder->logits(model.decoder->forward(inputs, {.attachments = attachments}));
}

at::Tensor parameter(model::LoadedModel& model, const std::string& name) {
  for (const model::Parameter& one : model.decoder->parameters())
    if (one.name == name) return *one.tensor;
  throw std::out_of_range(name);
}

model::LowRankTerm random_term(const model::LoadedModel& model, const model::LinearSite& site, double scale) {
  const at::Tensor weight = model.decoder->linear_weight(site);
  return {at::randn({4, weight.size(1)}) * 0.2, at::randn({weight.size(0), 4}) * 0.2, scale};
}

// The Qwen3 forward of one document as the paper writes it, with prefixes put before each layer's own keys and values, and
// bottlenecks behind its MLP.
at::Tensor dense_logits(model::LoadedModel& model, at::Tensor x_SC, int64_t first_position, const model::Attachments& attachments = {}) {
  const auto& c = model.decoder->config();
  const auto norm = [&](const at::Tensor& x, const std::string& name) {
    return x * (x.square().mean(-1, true) + c.norm_epsilon).rsqrt() * parameter(model, name);
  };
  const int64_t size = x_SC.size(0), half = c.head_width / 2;
  const at::Tensor frequency = at::pow(c.rope.theta, at::arange(0, half, at::kDouble) / static_cast<double>(half)).reciprocal();
  const at::Tensor angle = (at::arange(first_position, first_position + size, at::kDouble).unsqueeze(1) * frequency).unsqueeze(1).to(at::kFloat);
  const auto rope = [&](const at::Tensor& x) {
    const at::Tensor a = x.narrow(2, 0, half), b = x.narrow(2, half, half);
    return at::cat({a * angle.cos() - b * angle.sin(), b * angle.cos() + a * angle.sin()}, 2);
  };
  for (int64_t layer = 0; layer < c.layers; ++layer) {
    const std::string at_layer = "model.layers." + std::to_string(layer) + ".";
    const auto map = [&](const at::Tensor& x, const std::string& name) { return at::matmul(x, parameter(model, at_layer + name + ".weight").t()); };
    const at::Tensor normed = norm(x_SC, at_layer + "input_layernorm.weight");
    const at::Tensor q = rope(norm(map(normed, "self_attn.q_proj").view({size, c.heads, -1}), at_layer + "self_attn.q_norm.weight"));
    at::Tensor k = rope(norm(map(normed, "self_attn.k_proj").view({size, c.kv_heads, -1}), at_layer + "self_attn.k_norm.weight"));
    at::Tensor v = map(normed, "self_attn.v_proj").view({size, c.kv_heads, -1});
    if (attachments.prefixes.contains(layer)) {
      k = at::cat({attachments.prefixes.at(layer).k_PHD, k});
      v = at::cat({attachments.prefixes.at(layer).v_PHD, v});
    }
    const int64_t keys = k.size(0);
    at::Tensor mixed = at::empty({size, c.heads, c.head_width});
    for (int64_t head = 0; head < c.heads; ++head) {
      const int64_t group = head / (c.heads / c.kv_heads);
      for (int64_t i = 0; i < size; ++i) {
        const int64_t seen = keys - size + i + 1;
        const at::Tensor score = at::matmul(k.select(1, group).narrow(0, 0, seen), q[i][head]) / std::sqrt(static_cast<double>(c.head_width));
        mixed[i][head] = at::matmul(at::softmax(score, 0), v.select(1, group).narrow(0, 0, seen));
      }
    }
    x_SC = x_SC + map(mixed.reshape({size, -1}), "self_attn.o_proj");
    const at::Tensor second = norm(x_SC, at_layer + "post_attention_layernorm.weight");
    at::Tensor out = map(at::silu(map(second, "mlp.gate_proj")) * map(second, "mlp.up_proj"), "mlp.down_proj");
    if (const auto terms = attachments.outputs.find({layer, "mlp"}); terms != attachments.outputs.end())
      for (const model::BottleneckTerm& term : terms->second)
        out = out + term.scale * (at::matmul(at::relu(at::matmul(out, term.down_MC.t()) + term.down_bias_M), term.up_CM.t()) + term.up_bias_C);
    x_SC = x_SC + out;
  }
  return at::matmul(norm(x_SC, "model.norm.weight"), parameter(model, "model.embed_tokens.weight").t());
}

at::Tensor embedded(model::LoadedModel& model, const std::vector<int32_t>& ids) {
  return at::embedding(parameter(model, "model.embed_tokens.weight"), at::tensor(ids, at::kInt).to(at::kLong));
}

}  // namespace

class TestAttachments : public QObject {
  Q_OBJECT
  model::LoadedModel model_;

 private Q_SLOTS:
  void init() {
    model_ = model::load_model(fixture("models/qwen3_tied"), {});
    at::manual_seed(1);
  }

  void noneAndEmptyAreTheSameBits() {
    const model::Attachments empty;
    model::Attachments inactive;
    inactive.linear[{0, "q"}].low_rank = {random_term(model_, {0, "q"}, 3)};
    inactive.linear[{0, "q"}].low_rank[0].active = false;
    const at::Tensor plain = logits_of(model_, nullptr);
    QVERIFY(at::equal(plain, logits_of(model_, &empty)));
    QVERIFY(at::equal(plain, logits_of(model_, &inactive)));
  }

  void twoTermsOnOneMapEqualTheirMergedWeight() {
    model::Attachments attachments;
    at::Tensor delta_q, delta_down;
    for (const model::LinearSite& site : {model::LinearSite{0, "q"}, model::LinearSite{1, "down"}}) {
      const auto a = random_term(model_, site, 1.5), b = random_term(model_, site, -0.5);
      auto sleeping = random_term(model_, site, 9);
      sleeping.active = false;
      attachments.linear[site].low_rank = {a, sleeping, b};
      (site.map == "q" ? delta_q : delta_down) = 1.5 * at::matmul(a.B_NR, a.A_RK) - 0.5 * at::matmul(b.B_NR, b.A_RK);
    }
    const at::Tensor attached = logits_of(model_, &attachments);
    QVERIFY(relative_error(attached, logits_of(model_, nullptr)) > 1e-2);
    parameter(model_, "model.layers.0.self_attn.q_proj.weight").add_(delta_q);
    parameter(model_, "model.layers.1.mlp.down_proj.weight").add_(delta_down);
    QVERIFY(relative_error(attached, logits_of(model_, nullptr)) <= 1e-5);
  }

  void aFrozenTermIsAppliedButDoesNotLearn() {
    model::Attachments attachments;
    auto frozen = random_term(model_, {0, "v"}, 1), learning = random_term(model_, {0, "v"}, 1), sleeping = random_term(model_, {0, "v"}, 1);
    learning.A_RK.requires_grad_(true);
    learning.B_NR.requires_grad_(true);
    sleeping.A_RK.requires_grad_(true);
    sleeping.active = false;
    attachments.linear[{0, "v"}].low_rank = {frozen, learning, sleeping};
    const auto inputs = model::to_inputs(pack_by_hand(kDocuments), at::kCPU);
    model_.decoder->loss_sum(model_.decoder->forward(inputs, {.attachments = &attachments}), inputs).backward();
    QVERIFY(learning.A_RK.grad().abs().max().item<double>() > 0 && learning.B_NR.grad().abs().max().item<double>() > 0);
    QVERIFY(!frozen.A_RK.grad().defined() && !sleeping.A_RK.grad().defined());
    QVERIFY(!parameter(model_, "model.embed_tokens.weight").grad().defined());
  }

  void theBaseAloneEqualsADenseComputation() {
    for (size_t i = 0, begin = 0; i < kDocuments.size(); begin += kDocuments[i++].ids.size()) {
      const auto size = static_cast<int64_t>(kDocuments[i].ids.size());
      const at::Tensor dense = dense_logits(model_, embedded(model_, kDocuments[i].ids), 0);
      QVERIFY(relative_error(logits_of(model_, nullptr).narrow(0, static_cast<int64_t>(begin), size), dense) <= 1e-5);
    }
  }

  void virtualTokensStandBeforeEachSequence() {
    model::Attachments attachments;
    attachments.virtual_tokens_PC = at::randn({3, model_.decoder->config().width}).requires_grad_(true);
    const at::Tensor packed = logits_of(model_, &attachments, kDocuments, 3);
    at::Tensor dense = at::cat({dense_logits(model_, at::cat({attachments.virtual_tokens_PC, embedded(model_, kDocuments[0].ids)}), 0),
                                dense_logits(model_, at::cat({attachments.virtual_tokens_PC, embedded(model_, kDocuments[1].ids)}), 0)});
    QVERIFY(relative_error(packed, dense) <= 1e-5);
    const at::Tensor weights = at::randn(packed.sizes());
    compareGradients((packed * weights).sum(), (dense * weights).sum(), {attachments.virtual_tokens_PC});
  }

  void prefixesAreSeenByEverySequence() {
    const auto& config = model_.decoder->config();
    model::Attachments attachments;
    std::vector<at::Tensor> leaves;
    for (int64_t layer = 0; layer < config.layers; ++layer) {
      attachments.prefixes[layer] = {at::randn({4, config.kv_heads, config.head_width}).requires_grad_(true),
                                     at::randn({4, config.kv_heads, config.head_width}).requires_grad_(true)};
      leaves.insert(leaves.end(), {attachments.prefixes[layer].k_PHD, attachments.prefixes[layer].v_PHD});
    }
    const at::Tensor packed = logits_of(model_, &attachments, kDocuments, 0, 4);
    const at::Tensor dense = at::cat({dense_logits(model_, embedded(model_, kDocuments[0].ids), 4, attachments),
                                      dense_logits(model_, embedded(model_, kDocuments[1].ids), 4, attachments)});
    QVERIFY(relative_error(packed, dense) <= 1e-5);
    const at::Tensor weights = at::randn(packed.sizes());
    compareGradients((packed * weights).sum(), (dense * weights).sum(), leaves);
  }

  void bottlenecksChangeASubLayersOutput() {
    const int64_t width = model_.decoder->config().width;
    model::BottleneckTerm term{at::randn({6, width}) * 0.3, at::randn({6}) * 0.3, at::randn({width, 6}) * 0.3, at::randn({width}) * 0.3, "relu", 0.7, true};
    model::Attachments attachments;
    attachments.outputs[{1, "mlp"}] = {term};
    const at::Tensor changed = logits_of(model_, &attachments);
    QVERIFY(relative_error(changed, logits_of(model_, nullptr)) > 1e-3);
    const at::Tensor dense = at::cat({dense_logits(model_, embedded(model_, kDocuments[0].ids), 0, attachments),
                                      dense_logits(model_, embedded(model_, kDocuments[1].ids), 0, attachments)});
    QVERIFY(relative_error(changed, dense) <= 1e-5);
    attachments.outputs[{1, "mlp"}][0].active = false;
    QVERIFY(at::equal(logits_of(model_, &attachments), logits_of(model_, nullptr)));
  }

  void slotsWithoutVirtualTokensAreRefused() { QVERIFY_THROWS_EXCEPTION(c10::Error, logits_of(model_, nullptr, kDocuments, 2)); }
  void aBatchPackedForAnotherPrefixIsRefused() {
    const auto& config = model_.decoder->config();
    model::Attachments attachments;
    attachments.prefixes[0] = {at::randn({4, config.kv_heads, config.head_width}), at::randn({4, config.kv_heads, config.head_width})};
    QVERIFY_THROWS_EXCEPTION(c10::Error, logits_of(model_, &attachments, kDocuments, 0, 3));
  }

 private:
  void compareGradients(const at::Tensor& ours, const at::Tensor& by_hand, const std::vector<at::Tensor>& leaves) {
    ours.backward();
    std::vector<at::Tensor> first;
    for (at::Tensor leaf : leaves) {
      first.push_back(leaf.grad().clone());
      leaf.mutable_grad().reset();
    }
    by_hand.backward();
    for (size_t i = 0; i < leaves.size(); ++i) QVERIFY(relative_error(first[i], leaves[i].grad()) <= 1e-5);
  }
};

LATHE_TEST(TestAttachments)
#include "test_attachments.moc"
