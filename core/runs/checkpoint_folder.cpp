#include "core/runs/checkpoint_folder.h"

#include <algorithm>
#include <cstdio>

#include "core/base/atomic_file.h"
#include "core/base/fingerprint.h"
#include "core/base/json.h"

namespace lathe::runs {
namespace {

constexpr const char* kManifest = "manifest.json";
constexpr const char* kPrefix = "step-";
constexpr const char* kUnfinished = ".tmp";

std::string manifest_of(const std::filesystem::path& folder) {
  Json files = Json::object();
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    files[entry.path().filename().string()] = {{"bytes", static_cast<int64_t>(entry.file_size())},
                                               {"fingerprint", fingerprint_of_file(entry.path())}};
  return to_sorted_text({{"schema_version", 1}, {"files", files}});
}

std::string file_fault(const std::filesystem::path& folder, const std::string& name, const Json& expected) {
  const std::filesystem::path path = folder / name;
  std::error_code fault;
  const auto size = std::filesystem::file_size(path, fault);
  if (std::filesystem::path(name).filename() != name) return name + " is not a plain file name";
  if (fault) return name + " is missing";
  if (expected.value("bytes", int64_t{-1}) != static_cast<int64_t>(size)) return name + " has the wrong size";
  if (expected.value("fingerprint", "") != fingerprint_of_file(path)) return name + " is damaged";
  return {};
}

std::vector<std::filesystem::path> checkpoints_newest_first(const std::filesystem::path& run_folder) {
  std::vector<std::filesystem::path> out;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(run_folder / "checkpoints", ignored))
    if (step_of_checkpoint(entry.path())) out.push_back(entry.path());
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return step_of_checkpoint(a) > step_of_checkpoint(b); });
  return out;
}

}  // namespace

void save_checkpoint(FileSystem& disk, const std::filesystem::path& target,
                     const std::function<void(const std::filesystem::path& folder)>& write) {
  if (std::filesystem::exists(target)) {
    if (checkpoint_fault(target).empty()) return;   // the same step of the same run is the same state
    disk.remove(target);
  }
  std::filesystem::path unfinished = target;
  unfinished += kUnfinished;
  disk.remove(unfinished);
  if (const int fault = disk.create_folder(unfinished)) throw_disk_error("save", unfinished, fault);
  const std::filesystem::path run = target.parent_path().parent_path() / ".";
  try {
    if (const int fault = disk.flush_folder(run)) throw_disk_error("save", target, fault);   // for the first one "checkpoints" is new
    write(unfinished);
    write_file_atomically(disk, unfinished / kManifest, manifest_of(unfinished));
    if (const int fault = disk.rename(unfinished, target)) throw_disk_error("save", target, fault);
  } catch (...) {
    disk.remove(unfinished);
    throw;
  }
  if (const int fault = disk.flush_folder(target.parent_path())) throw_disk_error("save", target, fault);
}

std::string checkpoint_fault(const std::filesystem::path& folder) {
  try {
    const Json manifest = read_json_file(folder / kManifest);
    if (!member(manifest, "files").is_object() || manifest["files"].empty()) return "manifest.json names no files";
    for (const auto& [name, expected] : manifest["files"].items())
      if (std::string fault = file_fault(folder, name, expected); !fault.empty()) return fault;
    return {};
  } catch (const std::exception& error) {
    return error.what();
  }
}

std::optional<std::filesystem::path> last_valid_checkpoint(const std::filesystem::path& run_folder, std::vector<std::string>& skipped) {
  for (const std::filesystem::path& folder : checkpoints_newest_first(run_folder)) {
    const std::string fault = checkpoint_fault(folder);
    if (fault.empty()) return folder;
    skipped.push_back(folder.filename().string() + ": " + fault);
  }
  return std::nullopt;
}

std::filesystem::path checkpoint_path(const std::filesystem::path& run_folder, int64_t step) {
  char name[32];
  std::snprintf(name, sizeof name, "%s%08lld", kPrefix, static_cast<long long>(step));
  return run_folder / "checkpoints" / name;
}

std::optional<int64_t> step_of_checkpoint(const std::filesystem::path& folder) {
  const std::string name = folder.filename().string(), prefix = kPrefix;
  if (!name.starts_with(prefix) || name.size() < prefix.size() + 8 || name.size() > prefix.size() + 18) return std::nullopt;
  const std::string digits = name.substr(prefix.size());
  if (!std::all_of(digits.begin(), digits.end(), [](unsigned char c) { return std::isdigit(c); })) return std::nullopt;
  return std::stoll(digits);
}

void prune_checkpoints(FileSystem& disk, const std::filesystem::path& run_folder, int keep, int64_t kept_step) {
  const std::vector<std::filesystem::path> all = checkpoints_newest_first(run_folder);
  for (size_t i = static_cast<size_t>(keep); i < all.size(); ++i)
    if (step_of_checkpoint(all[i]) != kept_step) disk.remove(all[i]);
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(run_folder / "checkpoints", ignored))
    if (entry.path().extension() == kUnfinished) disk.remove(entry.path());
}

}  // namespace lathe::runs
