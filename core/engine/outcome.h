// The one place where a failure becomes an outcome: code, sentence and mend.
#pragma once
#include <functional>

#include "core/engine/event.h"

namespace lathe::engine {

// `work` says how it ended when nothing was thrown.
JobFinished run_guarded(const std::function<JobFinished()>& work);

}  // namespace lathe::engine
