#include "tests/core/train/tiny_run.h"

#include "core/runs/run_folder.h"

namespace lathe::tests {

train::TrainOutcome run_new(const TinyProject& project, const config::RunConfig& config, Heard& heard, train::RunControl& control, FileSystem& disk) {
  return train::train({.config = config, .workspace = project.workspace(), .device_name = "cpu", .disk = disk}, control, heard);
}

train::TrainOutcome resume(const std::filesystem::path& folder, Heard& heard, train::RunControl& control, FileSystem& disk) {
  return train::train({.config = runs::read_run_record(folder).config, .run_folder = folder, .resume = true, .device_name = "cpu", .disk = disk}, control, heard);
}

}  // namespace lathe::tests
