#include "core/io/safetensors.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/io/safetensors_header.h"

namespace lathe::io {

int64_t TensorEntry::elements() const {
  int64_t count = 1;
  for (const int64_t size : shape) count *= size;
  return count;
}

int bits_of(const std::string& dtype) {
  static const std::map<std::string, int> bits = {
      {"BOOL", 8},        {"U8", 8},          {"I8", 8},      {"F8_E5M2", 8}, {"F8_E4M3", 8}, {"F8_E8M0", 8}, {"F8_E4M3FNUZ", 8},
      {"F8_E5M2FNUZ", 8}, {"F4", 4},          {"F6_E2M3", 6}, {"F6_E3M2", 6}, {"I16", 16},    {"U16", 16},    {"F16", 16},
      {"BF16", 16},       {"I32", 32},        {"U32", 32},    {"F32", 32},    {"C64", 64},    {"F64", 64},    {"I64", 64},
      {"U64", 64}};
  const auto found = bits.find(dtype);
  return found == bits.end() ? 0 : found->second;
}

SafetensorsFile::SafetensorsFile(const std::filesystem::path& path) : path_(path), file_(path) {
  SafetensorsHeader header = read_safetensors_header(file_.bytes(), path.filename().string());
  tensors_ = std::move(header.tensors);
  metadata_ = std::move(header.metadata);
}

const TensorEntry& SafetensorsFile::at(const std::string& name) const {
  const auto found = tensors_.find(name);
  if (found == tensors_.end())
    throw Error("safetensors.missing", phrase(LATHE_TR("[load_safetensors] {0}: there is no tensor \"{1}\""), path_.filename(), name),
                phrase(LATHE_TR("Use a file that holds it.")));
  return found->second;
}

void release_pages(std::span<const std::byte> bytes) {
  const auto page = static_cast<uintptr_t>(sysconf(_SC_PAGESIZE));
  const auto address = reinterpret_cast<uintptr_t>(bytes.data());
  const uintptr_t begin = (address + page - 1) / page * page, end = (address + bytes.size()) / page * page;     // whole pages alone
  // Advice: where it is not taken, the pages stay.
  if (begin < end) madvise(reinterpret_cast<void*>(begin), end - begin, MADV_DONTNEED);
}

namespace {

struct Place {
  const std::string* name;
  const TensorEntry* entry;
};

std::vector<Place> in_file_order(const std::map<std::string, TensorEntry>& tensors) {
  std::vector<Place> places;
  for (const auto& [name, entry] : tensors) places.push_back({&name, &entry});
  std::stable_sort(places.begin(), places.end(),
                   [](const Place& a, const Place& b) { return bits_of(a.entry->dtype) > bits_of(b.entry->dtype); });
  return places;
}

std::string header_text(const std::vector<Place>& places, const std::map<std::string, std::string>& metadata) {
  Json header = Json::object();
  header["__metadata__"] = metadata;
  int64_t offset = 0;
  for (const Place& place : places) {
    const auto size = static_cast<int64_t>(place.entry->bytes.size());
    header.push_back({*place.name, {{"dtype", place.entry->dtype}, {"shape", place.entry->shape}, {"data_offsets", {offset, offset + size}}}});
    offset += size;
  }
  std::string text = header.dump();
  text.resize((text.size() + 7) / 8 * 8, ' ');
  return text;
}

}  // namespace

void write_safetensors(FileSystem& disk, const std::filesystem::path& target, const std::map<std::string, TensorEntry>& tensors,
                       std::map<std::string, std::string> metadata) {
  metadata.try_emplace("format", "pt");
  const std::vector<Place> places = in_file_order(tensors);
  const std::string header = header_text(places, metadata);
  std::string length(8, '\0');
  for (int i = 0; i < 8; ++i) length[static_cast<size_t>(i)] = static_cast<char>(header.size() >> (8 * i) & 0xFF);
  AtomicFile file(disk, target);
  file.write(length + header);
  for (const Place& place : places)
    file.write({reinterpret_cast<const char*>(place.entry->bytes.data()), place.entry->bytes.size()});
  file.commit();
}

}  // namespace lathe::io
