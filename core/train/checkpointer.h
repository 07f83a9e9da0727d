// The state of a run on disk: everything that the next step depends on, keyed by name. The order of records, dropout
// and the learning rate are functions of the step number, so the number stands for all of them.
#pragma once
#include <filesystem>
#include <limits>
#include <optional>

#include "core/base/file_system.h"
#include "core/train/arena.h"
#include "core/train/optimizer.h"

namespace lathe::train {

struct Best {
  int64_t step = 0;
  double loss = std::numeric_limits<double>::infinity();
};

struct Progressed {
  int64_t step = 0;                      // optimizer steps done, skipped ones included
  std::optional<Best> best;
};

int64_t checkpoint_bytes(const ParameterArena& arena);
struct StateToSave {
  const ParameterArena& arena;
  const AdamW& optimizer;
  const Progressed& progressed;
};
// Checks the free space first. Throws Error disk.*.
void save_state(FileSystem& disk, const std::filesystem::path& run_folder, const StateToSave& state);
// Throws Error checkpoint.mismatch when names or shapes are not this run's.
Progressed load_state(const std::filesystem::path& checkpoint, ParameterArena& arena, AdamW& optimizer);

}  // namespace lathe::train
