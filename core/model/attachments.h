// The places where a method may add something to a model, as plain data: never a callback, so that an engine may
// apply it, fold it into a product, or merge it. The model knows no method by name.
// P virtual tokens, C model width, K in, N out, R rank
#pragma once
#include <ATen/core/Tensor.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace lathe::model {

// A linear map of the decoder: its layer and its short name (linear_map_names: "q", "gate", ...).
struct LinearSite {
  int64_t layer = 0;
  std::string map;
  auto operator<=>(const LinearSite&) const = default;
};

// y += scale * B * (A * dropout(x))
struct LowRankTerm {
  at::Tensor A_RK, B_NR;                 // fp32
  double scale = 1;
  double dropout = 0;
  uint64_t dropout_site = 0;             // distinct for each (site, term) of one method
  bool active = true;
};

struct LinearAttachment {
  std::vector<LowRankTerm> low_rank;     // applied in order, each when active
};

// Keys and values that every sequence of the layer sees before its own; in the form they have in the cache.
struct LayerPrefix {
  at::Tensor k_PHD, v_PHD;
};

// A bottleneck on a sub-layer's output ("attention" or "mlp"): out += scale * up(act(down(out))).
struct BottleneckTerm {
  at::Tensor down_MC, down_bias_M, up_CM, up_bias_C;
  std::string activation;
  double scale = 1;
  bool active = true;
};

struct Attachments {
  at::Tensor virtual_tokens_PC;                              // undefined: none
  std::map<int64_t, LayerPrefix> prefixes;                   // by layer
  std::map<LinearSite, LinearAttachment> linear;
  std::map<LinearSite, std::vector<BottleneckTerm>> outputs; // site.map is "attention" or "mlp"
  std::map<std::string, at::Tensor> head;                    // in place of the classification head's own: "classes.weight"
  // The last place, the base parameters themselves, needs no entry: a method binds trainable views in the model.

  bool has_dropout() const {
    for (const auto& [site, attachment] : linear)
      for (const LowRankTerm& term : attachment.low_rank)
        if (term.active && term.dropout > 0) return true;
    return false;
  }
  bool empty() const { return !virtual_tokens_PC.defined() && prefixes.empty() && linear.empty() && outputs.empty() && head.empty(); }
};

}  // namespace lathe::model
