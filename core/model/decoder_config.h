// A decoder as data: how architectures differ. Specs in model/arch turn config.json into this.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace lathe::model {

struct RopeConfig {
  double theta = 10000;
  std::string type = "default";          // "linear", "dynamic", "yarn", "llama3": how long contexts are reached
  double factor = 1;
  int64_t original_context = 0;          // before scaling
  double low_frequency = 1, high_frequency = 4;      // llama3
  double beta_fast = 32, beta_slow = 1;  // yarn
  bool truncate = true;                  // yarn
  double attention_factor = 1;           // yarn: multiplies cosine and sine
};

enum class Norm { rms, layer };

struct DecoderConfig {
  int64_t vocab = 0, width = 0, layers = 0, heads = 0, kv_heads = 0, head_width = 0, mlp_width = 0, context = 0;
  double norm_epsilon = 1e-6;
  double initial_std = 0.02;             // of random weights
  double initial_share_at_outputs = 1;   // of it, for the maps that end a sub-layer ("o", "down")
  Norm norm = Norm::rms;
  bool norm_after = false;               // a block's norm stands after its sum (BERT), not before its maps
  bool embed_norm = false, final_norm = true;
  bool causal = true;                    // false: an encoder, each token sees all of its sequence
  bool rotary = true;                    // false: learned positions, `context` of them
  int64_t token_types = 0;               // learned rows that tell the parts of a pair apart; 0: none
  bool fused_qkv = false;                // one map "qkv" in place of q, k, v
  bool gated_mlp = true;                 // down(act(gate) * up), else down(act(up))
  std::string activation = "silu";
  bool language_head = true;
  std::vector<std::string> labels;       // of a sequence-classification head, which then stands in place of the language head
  bool pooler = false;                   // that head sees tanh(pooler(first token)), else the last token
  bool label_bias = false;
  bool qk_norm = false;
  bool qkv_bias = false, o_bias = false, mlp_bias = false;
  bool tied_head = false;
  RopeConfig rope;
  std::vector<int64_t> windows;          // by layer: how many keys a query sees, its own included; 0 and absence: all
  int64_t window_of(int64_t layer) const { return windows.empty() ? 0 : windows[static_cast<size_t>(layer)]; }
  bool writes() const { return causal && has_language_head(); }            // can generate
  bool has_language_head() const { return language_head && labels.empty(); }
  std::string stored_dtype;              // "F32", "BF16": as config.json says
};

}  // namespace lathe::model
