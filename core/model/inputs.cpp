#include <ATen/ATen.h>

#include <algorithm>

#include "core/model/decoder.h"

namespace lathe::model {
namespace {

at::Tensor upload(const std::vector<int64_t>& values, const at::Device& device) { return at::tensor(values, at::kLong).to(device); }
at::Tensor upload_wide(const std::vector<int32_t>& values, const at::Device& device) {
  return upload({values.begin(), values.end()}, device);
}

int64_t longest(const std::vector<int32_t>& borders) {
  int32_t most = 0;
  for (size_t i = 1; i < borders.size(); ++i) most = std::max(most, borders[i] - borders[i - 1]);
  return most;
}

std::vector<int64_t> record_of_each_token(const data::Batch& batch) {
  std::vector<int64_t> records(batch.ids.size());
  for (size_t i = 0; i < batch.records.size(); ++i)
    std::fill(records.begin() + batch.cu_seqlens_q[i], records.begin() + batch.cu_seqlens_q[i + 1], batch.records[i]);
  return records;
}

void add_labels(DecoderInputs& inputs, const data::Batch& batch, const at::Device& device) {
  std::vector<int64_t> rows, ids;
  for (size_t t = 0; t < batch.targets.size(); ++t)
    if (batch.targets[t] >= 0) {
      rows.push_back(static_cast<int64_t>(t));
      ids.push_back(batch.targets[t]);
    }
  inputs.label_rows_M = upload(rows, device);
  inputs.label_ids_M = upload(ids, device);
  inputs.num_targets = static_cast<int64_t>(rows.size());
}

void add_slots(DecoderInputs& inputs, const data::Batch& batch, const at::Device& device) {
  std::vector<int64_t> rows, places;
  for (size_t t = 0; t < batch.ids.size(); ++t)
    if (batch.ids[t] < 0) {
      rows.push_back(static_cast<int64_t>(t));
      places.push_back(batch.positions[t]);
    }
  if (rows.empty()) return;
  inputs.slot_rows = upload(rows, device);
  inputs.slot_positions = upload(places, device);
}

}  // namespace

DecoderInputs to_inputs(const data::Batch& batch, const at::Device& device) {
  DecoderInputs inputs;
  inputs.ids_T = upload_wide(batch.ids, device);
  inputs.positions_T = upload_wide(batch.positions, device);
  inputs.host_cu_q = batch.cu_seqlens_q;
  inputs.host_cu_k = batch.cu_seqlens_k;
  inputs.cu_q_N1 = at::tensor(batch.cu_seqlens_q, at::kInt).to(device);
  inputs.cu_k_N1 = at::tensor(batch.cu_seqlens_k, at::kInt).to(device);
  inputs.longest_q = longest(batch.cu_seqlens_q);
  inputs.longest_k = longest(batch.cu_seqlens_k);
  inputs.targets_T = upload_wide(batch.targets, device);
  inputs.records_T = upload(record_of_each_token(batch), device);
  add_labels(inputs, batch, device);
  add_slots(inputs, batch, device);
  return inputs;
}

}  // namespace lathe::model
