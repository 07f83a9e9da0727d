#include "core/data/packer.h"

#include <algorithm>
#include <cassert>
#include <numeric>

#include "core/base/error.h"
#include "core/base/rng.h"

namespace lathe::data {
namespace {

constexpr uint64_t kOrderStream = 0x6f72646572;        // apart from every other use of the seed

int64_t slots_of(const Sample& sample, const PackOptions& options) { return options.virtual_tokens + static_cast<int64_t>(sample.ids.size()); }

void append(const Sample& sample, const PackOptions& options, Batch& batch) {
  const auto length = static_cast<int64_t>(sample.ids.size());
  for (int64_t v = 0; v < options.virtual_tokens; ++v) {
    batch.ids.push_back(-1);
    batch.targets.push_back(kNotLearned);
  }
  if (!sample.token_types.empty()) {
    batch.token_types.resize(batch.ids.size());          // what came before is of type 0, virtual tokens too
    batch.token_types.insert(batch.token_types.end(), sample.token_types.begin(), sample.token_types.end());
  }
  for (int64_t t = 0; t < length; ++t) {
    const int32_t target = t + 1 < length ? sample.labels[t + 1] : kNotLearned;
    batch.ids.push_back(sample.ids[t]);
    batch.targets.push_back(target);
    batch.num_targets += target != kNotLearned;
  }
  const int64_t slots = slots_of(sample, options);
  for (int64_t i = 0; i < slots; ++i) batch.positions.push_back(static_cast<int32_t>(options.prefix_tokens + i));
  batch.cu_seqlens_q.push_back(static_cast<int32_t>(batch.cu_seqlens_q.back() + slots));
  batch.cu_seqlens_k.push_back(static_cast<int32_t>(batch.cu_seqlens_k.back() + slots + options.prefix_tokens));
  batch.records.push_back(sample.record);
  if (sample.class_id < 0) return;
  batch.classes.push_back(sample.class_id);
  ++batch.num_targets;
}

[[noreturn]] void too_long(const Sample& sample, int64_t slots, int64_t micro_tokens) {
  throw Error("data.micro_tokens", phrase(LATHE_TR("[pack] record {0} has {1} tokens, but a micro-batch holds {2}"), sample.record + 1, slots, micro_tokens),
              phrase(LATHE_TR("Raise train.micro_tokens to at least {0}, or lower data.max_tokens."), slots));
}

}  // namespace

std::vector<Batch> pack(std::span<const Sample* const> samples, const PackOptions& options) {
  std::vector<size_t> order(samples.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return samples[a]->ids.size() > samples[b]->ids.size(); });
  std::vector<std::vector<size_t>> bins;
  std::vector<int64_t> room;
  for (const size_t i : order) {
    const int64_t slots = slots_of(*samples[i], options);
    if (slots > options.micro_tokens) too_long(*samples[i], slots, options.micro_tokens);
    size_t bin = 0;
    while (bin < bins.size() && room[bin] < slots) ++bin;
    if (bin == bins.size()) {
      bins.emplace_back();
      room.push_back(options.micro_tokens);
    }
    bins[bin].push_back(i);
    room[bin] -= slots;
  }
  std::vector<Batch> batches;
  for (std::vector<size_t>& bin : bins) {
    std::sort(bin.begin(), bin.end());
    Batch& batch = batches.emplace_back();
    batch.cu_seqlens_q = batch.cu_seqlens_k = {0};
    for (const size_t i : bin) append(*samples[i], options, batch);
    if (!batch.token_types.empty()) batch.token_types.resize(batch.ids.size());
  }
  return batches;
}

StepPlan::StepPlan(int64_t num_samples, int64_t batch_records, uint64_t seed)
    : num_samples_(num_samples), batch_records_(batch_records), steps_per_epoch_((num_samples + batch_records - 1) / batch_records), seed_(seed) {
  assert(num_samples > 0 && batch_records > 0);
}

std::vector<int64_t> StepPlan::samples_of(int64_t step) {
  if (const int64_t epoch = step / steps_per_epoch_; epoch != epoch_) {
    order_ = shuffled(num_samples_, seed_, kOrderStream + static_cast<uint64_t>(epoch));
    epoch_ = epoch;
  }
  const int64_t begin = step % steps_per_epoch_ * batch_records_;
  const int64_t end = std::min(begin + batch_records_, num_samples_);
  return {order_.begin() + begin, order_.begin() + end};
}

}  // namespace lathe::data
