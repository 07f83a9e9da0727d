// The header of a safetensors file: refused with an Error, or every tensor lies inside the file.
#include <cstdint>
#include <cstdlib>

#include "core/base/error.h"
#include "core/io/safetensors_header.h"

using namespace lathe;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::span<const std::byte> file(reinterpret_cast<const std::byte*>(data), size);
  try {
    for (const auto& [name, tensor] : io::read_safetensors_header(file, "fuzz").tensors) {
      const size_t bits = static_cast<size_t>(tensor.elements()) * static_cast<size_t>(io::bits_of(tensor.dtype));
      if ((bits + 7) / 8 != tensor.bytes.size()) std::abort();
      if (!tensor.bytes.empty() && (tensor.bytes.data() < file.data() || tensor.bytes.data() + tensor.bytes.size() > file.data() + size)) std::abort();
    }
  } catch (const Error&) {
    return 0;
  }
  return 0;
}
