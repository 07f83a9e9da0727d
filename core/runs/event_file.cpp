#include "core/runs/event_file.h"

#include <unistd.h>

#include <array>
#include <bit>
#include <chrono>
#include <cstring>

namespace lathe::runs {
namespace {

constexpr std::array<uint32_t, 256> make_table() {
  std::array<uint32_t, 256> table{};
  for (uint32_t i = 0; i < 256; ++i) {
    uint32_t c = i;
    for (int bit = 0; bit < 8; ++bit) c = (c >> 1) ^ ((c & 1) ? 0x82F63B78u : 0u);
    table[i] = c;
  }
  return table;
}
constexpr std::array<uint32_t, 256> kTable = make_table();

// Event files are little-endian, as are the machines that Lathe runs on.
static_assert(std::endian::native == std::endian::little);
template <class T>
std::string bytes_of(T value) {
  std::string out(sizeof value, '\0');
  std::memcpy(out.data(), &value, sizeof value);
  return out;
}

std::string varint(uint64_t value) {
  std::string out;
  for (; value >= 0x80; value >>= 7) out += static_cast<char>(value | 0x80);
  return out + static_cast<char>(value);
}

// Protocol buffers: field number and wire type, then the value.
std::string text_field(int number, std::string_view text) {
  return varint(static_cast<uint64_t>(number) << 3 | 2) + varint(text.size()) + std::string(text);
}
std::string double_field(int number, double value) { return varint(static_cast<uint64_t>(number) << 3 | 1) + bytes_of(value); }
std::string float_field(int number, float value) { return varint(static_cast<uint64_t>(number) << 3 | 5) + bytes_of(value); }

double seconds_now() {
  return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

std::filesystem::path new_name(const std::filesystem::path& folder) {
  char host[256] = "localhost";
  ::gethostname(host, sizeof host - 1);
  const std::string stem = "events.out.tfevents." + std::to_string(static_cast<int64_t>(seconds_now())) + "." + host + "." +
                           std::to_string(::getpid()) + ".";
  int n = 0;
  while (std::filesystem::exists(folder / (stem + std::to_string(n)))) ++n;
  return folder / (stem + std::to_string(n));
}

}  // namespace

uint32_t crc32c(std::string_view bytes) {
  uint32_t c = ~0u;
  for (const char byte : bytes) c = (c >> 8) ^ kTable[(c ^ static_cast<uint8_t>(byte)) & 0xff];
  return ~c;
}

uint32_t masked_crc32c(std::string_view bytes) { return std::rotr(crc32c(bytes), 15) + 0xa282ead8u; }

std::string event_record(std::string_view data) {
  const std::string length = bytes_of(static_cast<uint64_t>(data.size()));
  return length + bytes_of(masked_crc32c(length)) + std::string(data) + bytes_of(masked_crc32c(data));
}

std::string version_event(double wall_time) { return double_field(1, wall_time) + text_field(3, "brain.Event:2"); }

std::string scalar_event(double wall_time, int64_t step, std::string_view tag, float value) {
  const std::string metadata = text_field(9, text_field(1, text_field(1, "scalars")));
  const std::string summary = text_field(1, text_field(1, tag) + float_field(2, value) + metadata);
  const std::string number = step == 0 ? "" : varint(2 << 3) + varint(static_cast<uint64_t>(step));   // a zero is not written
  return double_field(1, wall_time) + number + text_field(5, summary);
}

EventFile::EventFile(FileSystem& disk, const std::filesystem::path& folder) : file_(disk, new_name(folder)) {
  file_.write(event_record(version_event(seconds_now())));
  file_.flush();
}

void EventFile::scalar(int64_t step, std::string_view tag, double value) {
  file_.write(event_record(scalar_event(seconds_now(), step, tag, static_cast<float>(value))));
}

}  // namespace lathe::runs
