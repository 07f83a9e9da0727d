// The one place where a failure becomes an outcome: code, sentence and mend.
#pragma once
#include <exception>
#include <functional>

#include "core/engine/event.h"

namespace lathe::engine {

JobFinished finished_by(const std::exception_ptr& what);
// `work` says how it ended when nothing was thrown.
JobFinished run_guarded(const std::function<JobFinished()>& work);

}  // namespace lathe::engine
