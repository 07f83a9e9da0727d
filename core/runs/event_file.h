// TensorBoard event files (formats.md 7): scalars as masked-crc32c records.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "core/runs/append_file.h"

namespace lathe::runs {

uint32_t crc32c(std::string_view bytes);
uint32_t masked_crc32c(std::string_view bytes);
// Length, its checksum, the data and its checksum.
std::string event_record(std::string_view data);
std::string version_event(double wall_time);
std::string scalar_event(double wall_time, int64_t step, std::string_view tag, float value);

class EventFile {
 public:
  // Begins a new file in `folder`, never appends to an old one: readers stop at a torn record in the middle.
  EventFile(FileSystem& disk, const std::filesystem::path& folder);
  void scalar(int64_t step, std::string_view tag, double value);
  void flush() { file_.flush(); }

 private:
  AppendFile file_;
};

}  // namespace lathe::runs
