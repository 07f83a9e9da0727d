// Between safetensors entries and tensors.
#pragma once
#include <ATen/core/Tensor.h>

#include <map>
#include <string>

#include "core/io/safetensors.h"

namespace lathe::model {

// The entry as a tensor of `dtype` on `device`, copied. Throws Error model.element_type for what is not a float type.
at::Tensor to_tensor(const io::TensorEntry& entry, const std::string& name, at::ScalarType dtype, const at::Device& device);
// Any element type Torch knows, copied to the processor as it is.
at::Tensor to_tensor(const io::TensorEntry& entry, const std::string& name);

// Tensors on their way into a file; keeps what the entries point to.
class TensorFile {
 public:
  // `dtype`: "F32", "BF16" or "F16".
  void add(const std::string& name, const at::Tensor& tensor, const std::string& dtype);
  const std::map<std::string, io::TensorEntry>& entries() const { return entries_; }
  // Writes, reads back and compares before it counts. Throws Error disk.*, save.mismatch.
  void save(FileSystem& disk, const std::filesystem::path& target, const std::map<std::string, std::string>& metadata = {}) const;

 private:
  std::map<std::string, io::TensorEntry> entries_;
  std::vector<at::Tensor> kept_;
};

}  // namespace lathe::model
