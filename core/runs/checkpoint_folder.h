// Checkpoint folders: written beside their place, manifest last, renamed in. One without a valid manifest does not
// exist.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/file_system.h"

namespace lathe::runs {

// The step in a name like step-00000120; empty for any other name.
std::optional<int64_t> step_of_checkpoint(const std::filesystem::path& folder);

// Throws Error disk.full with both figures when fewer than need x 1.1 bytes are free under `folder`.
void require_free_space(FileSystem& disk, const std::filesystem::path& folder, int64_t need_bytes);

// A folder written whole or not at all: `write` fills one beside `target`, which then takes its place. Between the two
// renames the old one is at <target>.old; recover_folder puts it back after a crash there.
void replace_folder(FileSystem& disk, const std::filesystem::path& target,
                    const std::function<void(const std::filesystem::path& folder)>& write);
void recover_folder(FileSystem& disk, const std::filesystem::path& target);

// `write` puts files into the folder it is given (through `disk`); then each file is fingerprinted, manifest.json is
// written, the folder is renamed to `target` and its parent flushed. Leftovers of an earlier attempt are removed.
void save_checkpoint(FileSystem& disk, const std::filesystem::path& target,
                     const std::function<void(const std::filesystem::path& folder)>& write);
// Empty when size and fingerprint of every file in the manifest agree, else the reason.
std::string checkpoint_fault(const std::filesystem::path& folder);
// The valid checkpoint with the highest step under <run>/checkpoints; skips damaged ones, naming them in `skipped`.
std::optional<std::filesystem::path> last_valid_checkpoint(const std::filesystem::path& run_folder, std::vector<std::string>& skipped);
std::filesystem::path checkpoint_path(const std::filesystem::path& run_folder, int64_t step);   // step-00000120
// Removes all but the newest `keep`, never `kept_step`. Temporary folders go too.
void prune_checkpoints(FileSystem& disk, const std::filesystem::path& run_folder, int keep, int64_t kept_step);

}  // namespace lathe::runs
