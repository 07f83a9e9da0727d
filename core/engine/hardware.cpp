#include "core/engine/hardware.h"

#include <algorithm>

namespace lathe::engine {
namespace {

Phrase fault_of(const ProbeResult& probe) {
  if (!probe.driver_version) return phrase(LATHE_TR("No NVIDIA driver was found: the processor is used"));
  if (*probe.driver_version < kLeastDriver)
    return phrase(LATHE_TR("The NVIDIA driver is version {0}; version {1} or newer is needed: the processor is used until it is updated"),
                  *probe.driver_version, kLeastDriver);
  if (!probe.plugin_loaded)
    return phrase(LATHE_TR("Lathe's CUDA part could not be loaded ({0}): the processor is used; run installer/setup without --cpu"), probe.plugin_fault);
  if (probe.cards.empty()) return phrase(LATHE_TR("No NVIDIA card was found: the processor is used"));
  const Card& card = probe.cards.front();
  if (card.compute_major * 10 + card.compute_minor < kLeastCompute)
    return phrase(LATHE_TR("{0} has compute capability {1}.{2}; 8.0 or newer is needed: the processor is used"), card.name, card.compute_major,
                  card.compute_minor);
  if (!card.fault.empty())
    return phrase(LATHE_TR("{0} does not answer ({1}): the processor is used; close other programs that use the card"), card.name, card.fault);
  if (const int64_t usable = card.free_bytes + card.kept_bytes; usable < kLeastFreeBytes)
    return phrase(LATHE_TR("{0} has only {1} MB of memory free: the processor is used; close other programs that use the card"), card.name, usable >> 20);
  return {};
}

}  // namespace

Hardware judge(const ProbeResult& probe) {
  Hardware out;
  out.cards = probe.cards;
  out.driver_version = probe.driver_version;
  out.sentence = fault_of(probe);
  out.cuda_ready = out.sentence.empty();
  if (out.cuda_ready)
    out.sentence = phrase(LATHE_TR("{0}, {1} GB, driver {2}: ready"), probe.cards.front().name, (probe.cards.front().memory_bytes + (1 << 29)) >> 30,
                          *probe.driver_version);
  return out;
}

}  // namespace lathe::engine
