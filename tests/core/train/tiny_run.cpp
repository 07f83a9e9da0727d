#include "tests/core/train/tiny_run.h"

#include "core/runs/run_folder.h"

namespace lathe::tests {

train::TrainOutcome run_new(const TinyProject& project, const config::RunConfig& config, Heard& heard, train::RunControl& control, FileSystem& disk) {
  return train::train({.config = config, .workspace = project.workspace(), .device_name = "cpu", .disk = disk}, control, heard);
}

train::TrainOutcome resume(const std::filesystem::path& folder, Heard& heard, train::RunControl& control, FileSystem& disk) {
  return train::train({.config = runs::read_run_record(folder).config, .run_folder = folder, .resume = true, .device_name = "cpu", .disk = disk}, control, heard);
}

std::map<std::string, std::string> files_of(const std::filesystem::path& folder) {
  std::map<std::string, std::string> out;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) out[std::filesystem::relative(entry.path(), folder).string()] = bytes_of(entry.path());
  return out;
}

}  // namespace lathe::tests
