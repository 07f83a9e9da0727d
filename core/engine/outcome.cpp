#include "core/engine/outcome.h"

#include "core/train/fault.h"

namespace lathe::engine {

JobFinished finished_by(const std::exception_ptr& what) {
  train::Fault fault = train::describe_fault(what);
  return {.result = fault.cancelled ? Result::cancelled : Result::failed,
          .code = std::move(fault.code),
          .message = std::move(fault.message),
          .hint = std::move(fault.hint),
          .issues = std::move(fault.issues),
          .engine_dead = fault.device_dead};
}

JobFinished run_guarded(const std::function<JobFinished()>& work) {
  try {
    return work();
  } catch (...) {
    return finished_by(std::current_exception());
  }
}

}  // namespace lathe::engine
