// Probabilities of a classifier's labels for texts that are given as token ids.
// N texts, L labels
#pragma once
#include <ATen/core/Tensor.h>

#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/data/sample.h"
#include "core/model/decoder.h"

namespace lathe::eval {

enum class LabelKind { one_of_all, each_alone };         // probabilities that add up to one, or of each label by itself

// As transformers takes them: by problem_type of config.json, each alone where there is one label only. Throws Error
// classify.regression where the scores are no probabilities.
LabelKind label_kind(const Json& hf, const std::string& folder);

class Classifier {
 public:
  // Throws Error classify.no_labels for a model that tells none apart.
  Classifier(const model::Decoder& decoder, const model::Attachments* attachments, LabelKind kind);
  // [N, L] fp32 on the processor, in the order of the texts, of which none is empty; only ids and token types count. Throws Cancelled between batches.
  at::Tensor probabilities(std::span<const data::Sample> texts, const std::stop_token& stop) const;

 private:
  const model::Decoder& decoder_;
  const model::Attachments* attachments_;
  LabelKind kind_;
};

}  // namespace lathe::eval
