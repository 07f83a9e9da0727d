#include "core/engine/jobs.h"

namespace lathe::engine {

DeviceChoice take_device(const config::DeviceConfig& wanted, JobContext& context) {
  const Hardware hardware = context.look_at_hardware(wanted.kind != "cpu");
  DeviceChoice choice = choose_device(wanted, hardware);
  if (choice.notice) context.events.log(*choice.notice);
  use_threads(wanted.threads > 0 ? wanted.threads : hardware.physical_cores);
  return choice;
}

}  // namespace lathe::engine
