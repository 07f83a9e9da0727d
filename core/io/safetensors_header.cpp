#include "core/io/safetensors_header.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/utf8.h"

namespace lathe::io {
namespace {

constexpr uint64_t kMostHeaderBytes = 100'000'000;
constexpr int kMostNesting = 64;
constexpr int64_t kMostElements = int64_t{1} << 40;
constexpr size_t kMostValues = 1'000'000;            // some ten a tensor; parsed, each takes many times its text

[[noreturn]] void refuse(const std::string& name, const char* code, Phrase reason) {
  throw Error(code, phrase(LATHE_TR("[load_safetensors] {0}: {1}"), name, reason),
              phrase(LATHE_TR("The file is damaged or not a safetensors file. Download or copy it again.")));
}
[[noreturn]] void bad(const std::string& name, Phrase reason) { refuse(name, "safetensors.bad_header", std::move(reason)); }

uint64_t header_length(std::span<const std::byte> file, const std::string& name) {
  if (file.size() < 8) refuse(name, "safetensors.truncated", phrase(LATHE_TR("the file has only {0} bytes"), file.size()));
  uint64_t length = 0;
  for (size_t i = 0; i < 8; ++i) length |= static_cast<uint64_t>(file[i]) << (8 * i);
  if (length > kMostHeaderBytes)
    bad(name, phrase(LATHE_TR("the header says it is {0} bytes long; at most {1} are allowed"), std::to_string(length), kMostHeaderBytes));
  if (length > file.size() - 8)
    refuse(name, "safetensors.truncated", phrase(LATHE_TR("the header says {0} bytes, the file has {1}"), length, file.size()));
  return length;
}

int64_t whole_number(const Json& value, const std::string& name, const std::string& tensor) {
  const bool fits = value.is_number_integer() && !(value.is_number_unsigned() && value.get<uint64_t>() > uint64_t{INT64_MAX});
  if (!fits || value.get<int64_t>() < 0)
    bad(name, phrase(LATHE_TR("tensor \"{0}\": {1} is not a whole number from 0 on"), tensor, value.dump()));
  return value.get<int64_t>();
}

// Elements of a shape; overflow and sizes that no machine holds are refused before anything is multiplied.
int64_t element_count(const std::vector<int64_t>& shape, const std::string& name, const std::string& tensor) {
  if (std::find(shape.begin(), shape.end(), 0) != shape.end()) return 0;
  int64_t count = 1;
  for (const int64_t size : shape) {
    if (size > kMostElements / count) bad(name, phrase(LATHE_TR("tensor \"{0}\": its shape has too many elements"), tensor));
    count *= size;
  }
  return count;
}

struct Extent {
  int64_t begin, end;
  std::string tensor;
};

struct Described {
  TensorEntry entry;
  Extent extent;
};

Described read_entry(const Json& value, const std::string& name, const std::string& tensor) {
  const Json &dtype = member(value, "dtype"), &shape = member(value, "shape"), &offsets = member(value, "data_offsets");
  if (!dtype.is_string() || !shape.is_array() || !offsets.is_array() || offsets.size() != 2)
    bad(name, phrase(LATHE_TR("tensor \"{0}\" lacks dtype, shape or data_offsets"), tensor));
  Described out{{dtype.get<std::string>(), {}, {}}, {whole_number(offsets[0], name, tensor), whole_number(offsets[1], name, tensor), tensor}};
  const int bits = bits_of(out.entry.dtype);
  if (bits == 0) bad(name, phrase(LATHE_TR("tensor \"{0}\": the element type \"{1}\" is not known"), tensor, out.entry.dtype));
  for (const Json& size : shape) out.entry.shape.push_back(whole_number(size, name, tensor));
  const int64_t total_bits = element_count(out.entry.shape, name, tensor) * bits;
  if (total_bits % 8 != 0) bad(name, phrase(LATHE_TR("tensor \"{0}\" does not end at a whole byte"), tensor));
  if (out.extent.end < out.extent.begin || out.extent.end - out.extent.begin != total_bits / 8)
    bad(name, phrase(LATHE_TR("tensor \"{0}\": its shape needs {1} bytes, its offsets give {2}"), tensor, total_bits / 8,
                     out.extent.end - out.extent.begin));
  return out;
}

std::map<std::string, std::string> read_metadata(const Json& value, const std::string& name) {
  std::map<std::string, std::string> out;
  if (value.is_null()) return out;
  if (!value.is_object()) bad(name, phrase(LATHE_TR("__metadata__ is not an object of texts")));
  for (const auto& [key, text] : value.items()) {
    if (!text.is_string()) bad(name, phrase(LATHE_TR("__metadata__: \"{0}\" is not a text"), key));
    out[key] = text.get<std::string>();
  }
  return out;
}

// The data must be covered once and without a gap.
void check_extents(std::vector<Extent> extents, int64_t data_bytes, const std::string& name) {
  std::sort(extents.begin(), extents.end(), [](const Extent& a, const Extent& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
  });
  int64_t reached = 0;
  for (const Extent& extent : extents) {
    if (extent.begin != reached)
      bad(name, phrase(LATHE_TR("tensor \"{0}\" begins at byte {1} of the data, expected {2}"), extent.tensor, extent.begin, reached));
    reached = extent.end;
  }
  if (reached != data_bytes)
    refuse(name, reached > data_bytes ? "safetensors.truncated" : "safetensors.bad_header",
           phrase(LATHE_TR("the header describes {0} bytes of data, the file has {1}"), reached, data_bytes));
}

Json parse_header(std::string_view text, const std::string& name) {
  if (text.empty() || text.front() != '{') bad(name, phrase(LATHE_TR("the header does not begin with \"{\"")));
  if (find_bad_utf8(text) != std::string_view::npos) bad(name, phrase(LATHE_TR("the header is not valid UTF-8")));
  try {
    return parse_json(text, name, {.max_bytes = kMostHeaderBytes, .max_depth = kMostNesting, .max_values = kMostValues});
  } catch (const Error& fault) {
    bad(name, phrase(LATHE_TR("the header is not valid: {0}"), fault.message));
  }
}

}  // namespace

SafetensorsHeader read_safetensors_header(std::span<const std::byte> file, const std::string& name) {
  const uint64_t length = header_length(file, name);
  const Json header = parse_header({reinterpret_cast<const char*>(file.data()) + 8, length}, name);
  const std::span<const std::byte> data = file.subspan(8 + length);
  SafetensorsHeader out;
  std::vector<Extent> extents;
  for (const auto& [tensor, value] : header.items()) {
    if (tensor == "__metadata__") { out.metadata = read_metadata(value, name); continue; }
    Described described = read_entry(value, name, tensor);
    extents.push_back(described.extent);
    out.tensors.emplace(tensor, std::move(described.entry));
  }
  check_extents(extents, static_cast<int64_t>(data.size()), name);
  for (const Extent& extent : extents)
    out.tensors.at(extent.tensor).bytes = data.subspan(static_cast<size_t>(extent.begin), static_cast<size_t>(extent.end - extent.begin));
  return out;
}

}  // namespace lathe::io
