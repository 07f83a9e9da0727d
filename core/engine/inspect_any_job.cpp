#include "core/engine/inspect_jobs.h"
#include "core/engine/path_kind.h"

namespace lathe::engine {

JobFinished run_inspect_job(const InspectJob& job, JobContext& context) {
  const PathFound found = what_is(job.path);
  switch (found.kind) {
    case PathKind::run: return run_inspect_run(found.path, context);
    case PathKind::data: return run_inspect_data(found.path, context);
    case PathKind::model:
    case PathKind::adapter: break;
  }
  return run_inspect_model_job({found.path, true}, context);
}

}  // namespace lathe::engine
