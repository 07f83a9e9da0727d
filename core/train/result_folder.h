// best/ and final/: what a run made, in Hugging Face's layout, with a note of which step it is.
#pragma once
#include <filesystem>
#include <optional>

#include "core/base/file_system.h"
#include "core/peft/method.h"
#include "core/train/checkpointer.h"

namespace lathe::train {

struct ResultNote {
  int64_t step = 0;
  std::optional<double> eval_loss;
};

// Whole or not at all; an older one stays until then. Throws Error disk.*.
void save_result(FileSystem& disk, const std::filesystem::path& target, const peft::Tuning& tuning, const ResultNote& note);
std::optional<ResultNote> read_result_note(const std::filesystem::path& folder);

}  // namespace lathe::train
