// What may be said to a run from another thread; the trainer looks between micro-batches and between steps.
#pragma once
#include <atomic>
#include <stop_token>

namespace lathe::train {

struct RunControl {
  std::stop_source stop;                 // cancel: leaves within one micro-batch
  std::atomic<bool> pause = false;       // checkpoint, then end as paused
  std::atomic<bool> finish = false;      // checkpoint, final and best, then end
  std::atomic<bool> save = false;        // a checkpoint at the next step
};

}  // namespace lathe::train
