// Rotary angles with the scalings that config.json can ask for (formats.md 1.1), as transformers computes them.
// T tokens, D head width
#pragma once
#include "core/model/decoder_config.h"
#include "gpu/attention.h"
#include "gpu/rope.h"

namespace lathe::model {

// "dynamic" takes the length of each sequence: of a cached one, what it has with the new tokens; older keys stay as they were.
gpu::RopeTable rope_table(const DecoderConfig& config, const at::Tensor& positions_T, const gpu::Segments& segments);

}  // namespace lathe::model
