// The one composed transformer, decoder or encoder. Sequences are packed end to end; attention stays inside each.
// T tokens of the packed batch, N sequences, C model width, V vocabulary, H heads, D head width, M learned targets,
// L labels
#pragma once
#include <ATen/core/Tensor.h>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/data/packer.h"
#include "core/model/attachments.h"
#include "core/model/decoder_config.h"

namespace lathe::model {

// A batch on the device.
struct DecoderInputs {
  at::Tensor ids_T, positions_T;                     // int64
  at::Tensor cu_q_N1, cu_k_N1;                       // int32, on the device
  std::vector<int32_t> host_cu_q, host_cu_k;
  int64_t longest_q = 0, longest_k = 0;
  at::Tensor records_T;                              // int64 record of each token, for dropout keys; undefined without
  at::Tensor token_types_T;                          // int64; undefined: all of type 0
  at::Tensor label_rows_M, label_ids_M;              // int64: rows with a target, and the targets
  at::Tensor slot_rows, slot_positions;              // int64: virtual-token slots; undefined when there is none
  // Where sequences have classes instead: the first and last row of each that has one, and the class.
  at::Tensor first_rows_M, last_rows_M, classes_M;   // int64; undefined: none has
  int64_t num_targets = 0;
};
// `dropout_keys`: whether a term may draw dropout.
DecoderInputs to_inputs(const data::Batch& batch, const at::Device& device, bool dropout_keys = true);

// The linear maps that layers can have by their short names, in order of use: where terms can be attached.
const std::vector<std::string>& linear_map_names();

struct ForwardOptions {
  const Attachments* attachments = nullptr;          // null: the base alone
  bool dropout = false;                              // on in training only
  uint64_t seed = 0;
  int64_t step = 0;
};

class KeyValueCache;                                 // model/kv_cache.h
struct ArchSpec;                                     // model/arch.h
struct LayerContext;                                 // model/blocks/layer_context.h
struct AttentionWeights;
struct MlpWeights;

// A parameter as stored: `name` is Hugging Face's. Binding replaces the tensor the decoder computes with.
struct Parameter {
  std::string name;
  at::Tensor* tensor = nullptr;                      // the slot in the decoder
  std::vector<int64_t> shape;
  bool decay = true;                                 // false for norms and biases
  bool stored_transposed = false;                    // files hold it as [in, out]
  bool is_head = false;                              // part of a sequence-classification head
  std::string slot;                                  // Lathe's own name: "layers.3.q.weight"
};

class Decoder {
 public:
  // Parameters are undefined until the loader fills them.
  Decoder(const ArchSpec& arch, DecoderConfig config, at::ScalarType compute_dtype, at::Device device);
  ~Decoder();
  const DecoderConfig& config() const { return config_; }
  at::ScalarType compute_dtype() const { return compute_dtype_; }
  at::Device device() const { return device_; }

  // Hidden states after the final norm [T, C].
  at::Tensor forward(const DecoderInputs& inputs, const ForwardOptions& options) const;
  // The same with keys and values kept; inputs hold only the new tokens of the cache's sequences.
  at::Tensor forward_cached(const DecoderInputs& inputs, const ForwardOptions& options, KeyValueCache& cache) const;
  at::Tensor logits(const at::Tensor& hidden_TC) const;          // [T, V]
  // Sum over the learned targets of -log p, a differentiable scalar in fp32; logits never stand in memory as a whole.
  at::Tensor loss_sum(const at::Tensor& hidden_TC, const DecoderInputs& inputs) const;
  at::Tensor token_losses(const at::Tensor& hidden_TC, const DecoderInputs& inputs) const;   // [M], no gradient

  // Scores of the labels for each sequence that has a class, differentiable [M, L], fp32.
  at::Tensor class_logits(const at::Tensor& hidden_TC, const DecoderInputs& inputs, const ForwardOptions& options) const;

  std::vector<Parameter> parameters();               // a tied head appears once, as the embedding
  at::Tensor linear_weight(const LinearSite& site) const;        // [N, K]
  std::vector<LinearSite> linear_sites() const;
  int64_t num_parameters() const;
  // A head that is not the embedding: set by the loader when a folder says tied but holds two different tensors.
  void untie_head() { config_.tied_head = false; }

 private:
  struct Weights;
  at::Tensor run(const DecoderInputs& inputs, const ForwardOptions& options, KeyValueCache* cache) const;
  at::Tensor embed(const DecoderInputs& inputs, const LayerContext& context) const;
  at::Tensor head() const;
  const ArchSpec& arch_;
  DecoderConfig config_;
  at::ScalarType compute_dtype_;
  at::Device device_;
  std::unique_ptr<Weights> weights_;
};

}  // namespace lathe::model
