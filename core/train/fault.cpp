#include "core/train/fault.h"

#include <c10/util/Exception.h>

#include <new>

namespace lathe::train {
namespace {

Fault out_of_memory() {
  return {"memory.device", phrase(LATHE_TR("The memory of the device is used up")),
          phrase(LATHE_TR("Take fewer tokens at a time (train.micro_tokens), shorter records (data.max_tokens) or a smaller rank; or close other "
                          "programs that use the card."))};
}

Fault device_fault(const char* what) {
  Fault out{"device.fault", phrase(LATHE_TR("The device reported a fault: {0}"), what),
            phrase(LATHE_TR("Restart Lathe, then resume the run from its last checkpoint."))};
  out.device_dead = true;
  return out;
}

Fault unexpected(const char* what) {
  return {"engine.unexpected", phrase(LATHE_TR("Something happened that Lathe did not expect: {0}"), what),
          phrase(LATHE_TR("Nothing that was saved is lost. Please report this sentence and the run's log.txt."))};
}

}  // namespace

Fault describe_fault(const std::exception_ptr& what) {
  try {
    std::rethrow_exception(what);
  } catch (const Cancelled&) {
    Fault out;
    out.cancelled = true;
    return out;
  } catch (const Error& error) {
    return {error.code, error.message, error.hint, error.issues};
  } catch (const c10::OutOfMemoryError&) {
    return out_of_memory();
  } catch (const c10::AcceleratorError& error) {
    return device_fault(error.what_without_backtrace());
  } catch (const c10::Error& error) {
    return unexpected(error.what_without_backtrace());
  } catch (const std::bad_alloc&) {
    return {"memory.host", phrase(LATHE_TR("The memory of this machine is used up")),
            phrase(LATHE_TR("Close other programs, or take a smaller model or data set."))};
  } catch (const std::exception& error) {
    return unexpected(error.what());
  }
}

}  // namespace lathe::train
