#include <ATen/ATen.h>

#include <algorithm>
#include <cstring>

#include "core/model/decoder.h"
#include "gpu/attention.h"

namespace lathe::model {
namespace {

// What a micro-batch sends to the device, end to end: one copy, for which the host does not wait. The tensors are views
// of it.
class Parcel {
 public:
  void add(at::Tensor& place, std::vector<int64_t> values) {
    size_ += values.size();
    wide_.push_back({&place, std::move(values)});
  }
  void add_wide(at::Tensor& place, const std::vector<int32_t>& values) { add(place, {values.begin(), values.end()}); }
  // Borders stay 32 bits wide; two of them share an element of the buffer.
  void add_borders(at::Tensor& place, const std::vector<int32_t>& values) {
    size_ += (values.size() + 1) / 2;
    borders_.push_back({&place, &values});
  }

  void send(const at::Device& device) const {
    // A pinned block goes back to its allocator only after the copies that were queued from it.
    const at::Tensor host = at::empty({static_cast<int64_t>(size_)}, at::TensorOptions(at::kLong).pinned_memory(device.is_cuda()));
    int64_t* next = host.mutable_data_ptr<int64_t>();
    for (const Wide& one : wide_) next = std::copy(one.values.begin(), one.values.end(), next);
    for (const Borders& one : borders_) {
      std::memcpy(next, one.values->data(), one.values->size() * sizeof(int32_t));
      next += (one.values->size() + 1) / 2;
    }
    unpack(host.to(device, at::kLong, /*non_blocking=*/true));
  }

 private:
  struct Wide {
    at::Tensor* place;
    std::vector<int64_t> values;
  };
  struct Borders {
    at::Tensor* place;
    const std::vector<int32_t>* values;
  };

  void unpack(const at::Tensor& there) const {
    int64_t begin = 0;
    for (const Wide& one : wide_) {
      const auto size = static_cast<int64_t>(one.values.size());
      *one.place = there.narrow(0, begin, size);
      begin += size;
    }
    for (const Borders& one : borders_) {
      const auto size = static_cast<int64_t>(one.values->size());
      *one.place = there.narrow(0, begin, (size + 1) / 2).view(at::kInt).narrow(0, 0, size);
      begin += (size + 1) / 2;
    }
  }

  std::vector<Wide> wide_;
  std::vector<Borders> borders_;
  size_t size_ = 0;
};

std::vector<int64_t> record_of_each_token(const data::Batch& batch) {
  std::vector<int64_t> records(batch.ids.size());
  for (size_t i = 0; i < batch.records.size(); ++i)
    std::fill(records.begin() + batch.cu_seqlens_q[i], records.begin() + batch.cu_seqlens_q[i + 1], batch.records[i]);
  return records;
}

void add_labels(DecoderInputs& inputs, const data::Batch& batch, Parcel& parcel) {
  std::vector<int64_t> rows, ids;
  for (size_t t = 0; t < batch.targets.size(); ++t)
    if (batch.targets[t] >= 0) {
      rows.push_back(static_cast<int64_t>(t));
      ids.push_back(batch.targets[t]);
    }
  inputs.num_targets = static_cast<int64_t>(rows.size());
  parcel.add(inputs.label_rows_M, std::move(rows));
  parcel.add(inputs.label_ids_M, std::move(ids));
}

void add_slots(DecoderInputs& inputs, const data::Batch& batch, Parcel& parcel) {
  std::vector<int64_t> rows, places;
  for (size_t t = 0; t < batch.ids.size(); ++t)
    if (batch.ids[t] < 0) {
      rows.push_back(static_cast<int64_t>(t));
      places.push_back(batch.positions[t]);
    }
  if (rows.empty()) return;
  parcel.add(inputs.slot_rows, std::move(rows));
  parcel.add(inputs.slot_positions, std::move(places));
}

void add_classes(DecoderInputs& inputs, const data::Batch& batch, Parcel& parcel) {
  if (batch.classes.empty()) return;
  std::vector<int64_t> first, last, classes;
  for (size_t i = 0; i < batch.classes.size(); ++i)
    if (batch.classes[i] >= 0) {
      first.push_back(batch.cu_seqlens_q[i]);
      last.push_back(batch.cu_seqlens_q[i + 1] - 1);
      classes.push_back(batch.classes[i]);
    }
  inputs.num_targets = static_cast<int64_t>(classes.size());
  parcel.add(inputs.first_rows_M, std::move(first));
  parcel.add(inputs.last_rows_M, std::move(last));
  parcel.add(inputs.classes_M, std::move(classes));
}

}  // namespace

DecoderInputs to_inputs(const data::Batch& batch, const at::Device& device, bool dropout_keys) {
  DecoderInputs inputs;
  inputs.host_cu_q = batch.cu_seqlens_q;
  inputs.host_cu_k = batch.cu_seqlens_k;
  inputs.longest_q = gpu::longest(batch.cu_seqlens_q);
  inputs.longest_k = gpu::longest(batch.cu_seqlens_k);
  Parcel parcel;
  parcel.add_wide(inputs.ids_T, batch.ids);
  parcel.add_wide(inputs.positions_T, batch.positions);
  if (dropout_keys) parcel.add(inputs.records_T, record_of_each_token(batch));
  add_labels(inputs, batch, parcel);
  add_slots(inputs, batch, parcel);
  add_classes(inputs, batch, parcel);
  if (!batch.token_types.empty()) parcel.add_wide(inputs.token_types_T, batch.token_types);
  parcel.add_borders(inputs.cu_q_N1, batch.cu_seqlens_q);
  parcel.add_borders(inputs.cu_k_N1, batch.cu_seqlens_k);
  parcel.send(device);
  return inputs;
}

}  // namespace lathe::model
