// A decoder as data: how architectures differ. Specs in model/arch turn config.json into this.
#pragma once
#include <cstdint>
#include <string>

namespace lathe::model {

struct RopeConfig {
  double theta = 10000;
};

struct DecoderConfig {
  int64_t vocab = 0, width = 0, layers = 0, heads = 0, kv_heads = 0, head_width = 0, mlp_width = 0, context = 0;
  double norm_epsilon = 1e-6;
  double initial_std = 0.02;             // of random weights
  bool qk_norm = false;
  bool qkv_bias = false, o_bias = false, mlp_bias = false;
  bool tied_head = false;
  RopeConfig rope;
  std::string stored_dtype;              // "F32", "BF16": as config.json says
};

}  // namespace lathe::model
