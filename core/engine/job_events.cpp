#include "core/engine/job_events.h"

namespace lathe::engine {

void JobEvents::progress(Progress progress) {
  constexpr std::chrono::milliseconds kApart(100);
  const auto now = std::chrono::steady_clock::now();
  const bool first = progress.stage.format != stage_, last = progress.total > 0 && progress.done >= progress.total;
  if (!first && !last && now - last_ < kApart) return;
  stage_ = progress.stage.format;
  last_ = now;
  send(std::move(progress));
}

}  // namespace lathe::engine
