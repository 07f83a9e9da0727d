// The parts of InspectJob: one for each kind of path.
#pragma once
#include "core/engine/jobs.h"

namespace lathe::engine {

inline constexpr size_t kInspectedAtOnce = 1024;         // records in memory

JobFinished run_inspect_run(const std::filesystem::path& folder, JobContext& context);
JobFinished run_inspect_data(const std::filesystem::path& file, JobContext& context);

}  // namespace lathe::engine
