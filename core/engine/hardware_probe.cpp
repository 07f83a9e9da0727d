#include <ATen/DeviceAccelerator.h>
#include <c10/util/Exception.h>
#include <dlfcn.h>
#include <sched.h>
#include <unistd.h>

#include <fstream>
#include <regex>
#include <set>

#include "core/engine/hardware.h"
#include "gpu/plugin.h"

namespace lathe::engine {
namespace {

// A system library that may be absent, opened by name.
class Library {
 public:
  explicit Library(const char* name) : handle_(::dlopen(name, RTLD_NOW | RTLD_LOCAL)) {}
  ~Library() {
    if (handle_) ::dlclose(handle_);
  }
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;
  template <class Function>
  Function* find(const char* name) const {
    return handle_ ? reinterpret_cast<Function*>(::dlsym(handle_, name)) : nullptr;
  }

 private:
  void* handle_;
};

std::optional<int> leading_number(const std::string& text) {
  std::smatch found;
  if (!std::regex_search(text, found, std::regex(R"((\d{3,4})\.\d+)"))) return std::nullopt;
  return std::stoi(found[1]);
}

// NVML first; the driver's own text file where NVML is not installed.
std::optional<int> find_driver() {
  const Library nvml("libnvidia-ml.so.1");
  auto* start = nvml.find<int()>("nvmlInit_v2");
  auto* ask = nvml.find<int(char*, unsigned)>("nvmlSystemGetDriverVersion");
  char text[96] = "";
  if (start && ask && start() == 0 && ask(text, sizeof text) == 0) return leading_number(text);
  std::ifstream file("/proc/driver/nvidia/version");
  std::string line;
  std::getline(file, line);
  return leading_number(line);
}

// The driver's own list honours CUDA_VISIBLE_DEVICES, as Torch does.
std::vector<Card> find_cards() {
  constexpr int kMajor = 75, kMinor = 76;
  const Library cuda("libcuda.so.1");
  auto* start = cuda.find<int(unsigned)>("cuInit");
  auto* count = cuda.find<int(int*)>("cuDeviceGetCount");
  auto* name = cuda.find<int(char*, int, int)>("cuDeviceGetName");
  auto* attribute = cuda.find<int(int*, int, int)>("cuDeviceGetAttribute");
  auto* memory = cuda.find<int(size_t*, int)>("cuDeviceTotalMem_v2");
  int cards = 0;
  if (!start || !count || !name || !attribute || !memory || start(0) != 0 || count(&cards) != 0) return {};
  std::vector<Card> out;
  for (int i = 0; i < cards; ++i) {
    Card card;
    char text[128] = "";
    size_t bytes = 0;
    if (name(text, sizeof text, i) != 0 || memory(&bytes, i) != 0) continue;
    attribute(&card.compute_major, kMajor, i);
    attribute(&card.compute_minor, kMinor, i);
    card.name = text;
    card.memory_bytes = card.free_bytes = static_cast<int64_t>(bytes);
    out.push_back(std::move(card));
  }
  return out;
}

// Asking needs a context on the card, which a full card refuses.
void ask_memory(Card& card, c10::DeviceIndex index) {
  try {
    card.free_bytes = static_cast<int64_t>(at::accelerator::getMemoryInfo(index).first);
    // Before the first tensor there the allocator may not be asked, and keeps nothing.
    at::DeviceAllocator* allocator = at::getDeviceAllocator(at::kCUDA);
    if (allocator->initialized()) card.kept_bytes = allocator->getDeviceStats(index).reserved_bytes[0].current;
  } catch (const c10::Error& error) {
    const std::string why = error.what_without_backtrace();
    card.free_bytes = card.kept_bytes = 0;
    card.fault = why.substr(0, why.find('\n'));
  }
}

std::string value_of(const std::string& line) {
  const size_t colon = line.find(':');
  const size_t begin = colon == std::string::npos ? colon : line.find_first_not_of(" \t", colon + 1);
  return begin == std::string::npos ? "" : line.substr(begin);
}

int usable_threads() {
  cpu_set_t set;
  return ::sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
}

}  // namespace

ProbeResult probe_machine() {
  const gpu::Plugin& plugin = gpu::load_plugin();
  ProbeResult out{.plugin_loaded = plugin.loaded, .plugin_fault = plugin.fault, .driver_version = find_driver(), .cards = find_cards()};
  // The plugin's library needs a driver of its own generation before it may be asked for memory.
  if (plugin.loaded && out.driver_version && *out.driver_version >= kLeastDriver)
    for (size_t i = 0; i < out.cards.size() && static_cast<int>(i) < at::accelerator::deviceCount(); ++i)
      ask_memory(out.cards[i], static_cast<c10::DeviceIndex>(i));
  return out;
}

void describe_host(Hardware& hardware) {
  std::ifstream info("/proc/cpuinfo");
  std::set<std::pair<std::string, std::string>> cores;
  std::string line, name, package;
  while (std::getline(info, line)) {
    if (line.starts_with("model name")) name = value_of(line);
    if (line.starts_with("physical id")) package = value_of(line);
    if (line.starts_with("core id")) cores.emplace(package, value_of(line));
  }
  const int threads = usable_threads();
  hardware.physical_cores = cores.empty() ? threads : std::min(threads, static_cast<int>(cores.size()));
  hardware.cpu = (name.empty() ? "CPU" : name) + ", " + std::to_string(hardware.physical_cores) + (hardware.physical_cores == 1 ? " core" : " cores");
  const int64_t page = ::sysconf(_SC_PAGESIZE);
  hardware.memory_bytes = ::sysconf(_SC_PHYS_PAGES) * page;
  hardware.free_bytes = ::sysconf(_SC_AVPHYS_PAGES) * page;
  std::ifstream memory("/proc/meminfo");
  while (std::getline(memory, line))   // what programs can still get, caches included
    if (line.starts_with("MemAvailable")) hardware.free_bytes = std::stoll(value_of(line)) * 1024;
}

}  // namespace lathe::engine
