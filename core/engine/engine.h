// The engine as the window and the command line see it: jobs in, events out, no waiting. One thread works on the
// device, first in first out; one desk thread does checks that need no device meanwhile.
#pragma once
#include <functional>
#include <memory>
#include <vector>

#include "core/base/file_system.h"
#include "core/engine/event.h"
#include "core/engine/job.h"

namespace lathe::engine {

class Engine {
 public:
  virtual ~Engine() = default;           // cancels what runs and joins
  virtual JobId submit(Job job) = 0;
  virtual void cancel(JobId id) = 0;     // within one micro-batch; a waiting job ends as cancelled at once
  virtual void pause(JobId id) = 0;      // checkpoint, free the device; the job ends as paused, resume by TrainJob.resume
  virtual void stop_and_save(JobId id) = 0;           // finishes the run early: final and best are written
  virtual void save_now(JobId id) = 0;
  virtual void ask(JobId run, text::Conversation prompt, GenerateOptions options) = 0;   // answered between two steps
  virtual std::vector<Event> drain() = 0;             // everything since the last call
};

// What tests put in place of the machine's own.
struct EngineParts {
  FileSystem* disk = nullptr;                         // null: the real one
  std::function<ProbeResult()> probe;                 // empty: looks at this machine
};

// `wake` is called from engine threads, once per burst, when events wait.
std::unique_ptr<Engine> make_engine(std::function<void()> wake, EngineParts parts = {});

}  // namespace lathe::engine
