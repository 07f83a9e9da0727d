// What every block of a forward pass shares.
// T tokens of the packed batch
#pragma once
#include "core/model/attachments.h"
#include "core/model/decoder.h"
#include "gpu/attention.h"
#include "gpu/rope.h"

namespace lathe::model {

struct LayerContext {
  const DecoderConfig& config;
  const DecoderInputs& inputs;
  const ForwardOptions& options;
  at::ScalarType dtype;
  gpu::Segments segments;
  gpu::RopeTable rope;
  at::Tensor prefix_rows_S;              // rows of [prefix; keys] in the order attention reads them; undefined: no prefix
  KeyValueCache* cache = nullptr;
  std::vector<gpu::Segments> each = {};  // with a cache on the processor: those of each sequence alone

  // A parameter bound in fp32 is rounded to the compute type here, so that its gradient reaches the fp32 leaf.
  at::Tensor computed(const at::Tensor& parameter) const {
    return parameter.scalar_type() == dtype ? parameter : parameter.to(dtype);
  }
};

}  // namespace lathe::model
