// The header of a safetensors file, checked whole before any byte of data is used.
#pragma once
#include "core/io/safetensors.h"

namespace lathe::io {

struct SafetensorsHeader {
  std::map<std::string, TensorEntry> tensors;        // bytes point into the file
  std::map<std::string, std::string> metadata;
};

// Throws Error safetensors.bad_header or safetensors.truncated; `name` opens the message.
SafetensorsHeader read_safetensors_header(std::span<const std::byte> file, const std::string& name);

}  // namespace lathe::io
