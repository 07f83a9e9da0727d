// Samples to packed batches: sequences end to end, never padded. Labels are shifted here and only here.
// T tokens of the micro-batch, N sequences.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "core/data/sample.h"

namespace lathe::data {

struct Batch {
  std::vector<int32_t> ids;              // [T]; -1 marks a virtual-token slot
  std::vector<int32_t> targets;          // [T] the next token's label inside the same sequence, else -100
  std::vector<int32_t> positions;        // [T] from 0 in each sequence; virtual tokens and prefixes count
  std::vector<int32_t> cu_seqlens_q;     // [N+1]
  std::vector<int32_t> cu_seqlens_k;     // [N+1]; longer than q by the prefix length of each sequence
  std::vector<int64_t> records;          // [N] which record each sequence is, for dropout keys and for naming
  std::vector<int32_t> token_types;      // [T], or empty: all of type 0
  std::vector<int32_t> classes;          // [N] of each sequence, -1: none; empty where no sequence has one
  int64_t num_targets = 0;               // targets or classes that are learned

  int64_t num_tokens() const { return static_cast<int64_t>(ids.size()); }
  int64_t num_sequences() const { return static_cast<int64_t>(records.size()); }
};

struct PackOptions {
  int64_t micro_tokens = 4096;           // a micro-batch holds at most this many slots
  int64_t virtual_tokens = 0;            // slots of id -1 before each sequence, at positions 0..n-1
  int64_t prefix_tokens = 0;             // keys that attention sees before each sequence; they take no slot, positions begin after them
};

// First-fit decreasing over the step's samples; the result depends on the samples and options alone. Throws Error
// data.micro_tokens when one sequence is longer than micro_tokens.
std::vector<Batch> pack(std::span<const Sample* const> samples, const PackOptions& options);

// Which samples each optimizer step takes: all of an epoch in an order that depends on (seed, epoch) alone, in groups
// of batch_records; the last group of an epoch may be smaller. Position is a plain step number, so that resuming needs
// no state.
class StepPlan {
 public:
  StepPlan(int64_t num_samples, int64_t batch_records, uint64_t seed);
  int64_t steps_per_epoch() const { return steps_per_epoch_; }
  std::vector<int64_t> samples_of(int64_t step);        // step counts from 0

 private:
  int64_t num_samples_, batch_records_, steps_per_epoch_;
  uint64_t seed_;
  int64_t epoch_ = -1;
  std::vector<int64_t> order_;
};

}  // namespace lathe::data
