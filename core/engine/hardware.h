// What this machine can train on, and why not, in sentences.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace lathe::engine {

struct Card {
  std::string name;
  int compute_major = 0, compute_minor = 0;
  int64_t memory_bytes = 0, free_bytes = 0;
  int64_t kept_bytes = 0;                // not free, but this process's own: the model of the last question
  std::string fault;                     // why it would not say how much is free
};

// What was found, before it is judged; tests supply their own.
struct ProbeResult {
  bool plugin_loaded = false;
  std::string plugin_fault;              // dlopen's sentence
  std::optional<int> driver_version;     // 580 of "580.82.07"; absent: no NVIDIA driver
  std::vector<Card> cards;
};

struct Hardware {
  std::string cpu;                       // "Intel(R) Xeon(R) Processor, 2 cores"
  int physical_cores = 1;
  int64_t memory_bytes = 0, free_bytes = 0;
  std::vector<Card> cards;
  std::optional<int> driver_version;
  bool cuda_ready = false;
  Phrase sentence;                       // one: "NVIDIA H200, 141 GB, driver 580: ready", or why the processor is used
};

inline constexpr int kLeastDriver = 580;
inline constexpr int kLeastCompute = 80;              // sm_80
inline constexpr int64_t kLeastFreeBytes = int64_t{1} << 30;

ProbeResult probe_machine();                          // loads the plugin first, then asks the driver
void describe_host(Hardware& hardware);               // processor and main memory
// Driver, card, memory, plugin: the first that is missing is said. Of several cards the first is judged and used.
Hardware judge(const ProbeResult& probe);

}  // namespace lathe::engine
