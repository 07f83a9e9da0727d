#include "core/eval/classifier.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>

#include "core/base/stop.h"

namespace lathe::eval {

LabelKind label_kind(const Json& hf, const std::string& folder) {
  const std::string type = string_or(hf, "problem_type", "config.json", "");
  if (type == "regression")
    throw Error("classify.regression", phrase(LATHE_TR("[classify] {0} was trained to tell a number (regression), which has no labels"), folder),
                phrase(LATHE_TR("Choose a model with labels.")));
  const Json& names = member(hf, "id2label");
  return type == "multi_label_classification" || names.size() == 1 ? LabelKind::each_alone : LabelKind::one_of_all;
}

Classifier::Classifier(const model::Decoder& decoder, const model::Attachments* attachments, LabelKind kind) : decoder_(decoder), attachments_(attachments), kind_(kind) {
  if (decoder.config().labels.empty())
    throw Error("classify.no_labels", phrase(LATHE_TR("[classify] this model has no labels: it writes answers")),
                phrase(LATHE_TR("Ask it with lathe generate, or train it with objective.kind=classification.")));
}

at::Tensor Classifier::probabilities(std::span<const data::Sample> texts, const std::stop_token& stop) const {
  constexpr int64_t kAtOnce = 4096;      // tokens
  const at::NoGradGuard quiet;
  std::vector<data::Sample> samples(texts.begin(), texts.end());
  std::vector<const data::Sample*> all;
  int64_t longest = 1;
  for (size_t i = 0; i < samples.size(); ++i) {
    samples[i].record = static_cast<int64_t>(i);
    samples[i].class_id = 0;             // only marks the text as one that is scored
    all.push_back(&samples[i]);
    longest = std::max(longest, static_cast<int64_t>(samples[i].ids.size()));
  }
  const at::Tensor out_NL = at::zeros({static_cast<int64_t>(texts.size()), static_cast<int64_t>(decoder_.config().labels.size())}, at::kFloat);
  if (all.empty()) return out_NL;
  for (const data::Batch& batch : data::pack(all, {.micro_tokens = std::max(kAtOnce, longest)})) {
    throw_if_stopped(stop);
    const model::DecoderInputs inputs = model::to_inputs(batch, decoder_.device(), false);
    const model::ForwardOptions options{.attachments = attachments_};
    const at::Tensor scores_ML = decoder_.class_logits(decoder_.forward(inputs, options), inputs, options).to(at::kFloat);
    const at::Tensor shares_ML = kind_ == LabelKind::one_of_all ? scores_ML.softmax(1) : scores_ML.sigmoid();
    out_NL.index_copy_(0, at::tensor(batch.records, at::kLong), shares_ML.cpu());
  }
  return out_NL;
}

}  // namespace lathe::eval
