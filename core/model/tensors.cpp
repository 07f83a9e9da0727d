#include "core/model/tensors.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "core/base/error.h"

namespace lathe::model {
namespace {

std::optional<at::ScalarType> scalar_type(const std::string& dtype) {
  static const std::map<std::string, at::ScalarType> types = {
      {"F32", at::kFloat}, {"BF16", at::kBFloat16}, {"F16", at::kHalf}, {"F64", at::kDouble}, {"I64", at::kLong},
      {"I32", at::kInt},   {"I16", at::kShort},     {"I8", at::kChar},  {"U8", at::kByte},    {"BOOL", at::kBool}};
  const auto found = types.find(dtype);
  return found == types.end() ? std::nullopt : std::optional(found->second);
}

[[noreturn]] void refuse(const io::TensorEntry& entry, const std::string& name) {
  throw Error("model.element_type", phrase(LATHE_TR("[load_model] tensor \"{0}\" holds numbers of type {1}, which cannot be read here"), name, entry.dtype),
              phrase(LATHE_TR("Use a copy of the model in float32, bfloat16 or float16.")));
}

at::Tensor view_of(const io::TensorEntry& entry, const std::string& name) {
  const auto type = scalar_type(entry.dtype);
  if (!type) refuse(entry, name);
  if (entry.bytes.empty()) return at::empty(entry.shape, *type);
  return at::from_blob(const_cast<std::byte*>(entry.bytes.data()), entry.shape, at::TensorOptions(*type));
}

}  // namespace

at::Tensor to_tensor(const io::TensorEntry& entry, const std::string& name) { return view_of(entry, name).clone(); }

at::Tensor to_tensor(const io::TensorEntry& entry, const std::string& name, at::ScalarType dtype, const at::Device& device) {
  const at::Tensor view = view_of(entry, name);
  if (!view.is_floating_point()) refuse(entry, name);
  return view.to(device, dtype, false, true);
}

void TensorFile::add(const std::string& name, const at::Tensor& tensor, const std::string& dtype) {
  const at::Tensor stored = tensor.detach().to(at::kCPU, *scalar_type(dtype)).contiguous();
  kept_.push_back(stored);
  entries_[name] = {dtype, stored.sizes().vec(), {static_cast<const std::byte*>(stored.const_data_ptr()), stored.nbytes()}};
}

void TensorFile::save(FileSystem& disk, const std::filesystem::path& target, const std::map<std::string, std::string>& metadata) const {
  io::write_safetensors(disk, target, entries_, metadata);
  const io::SafetensorsFile written(target);
  const auto same = [&](const auto& item) {
    const auto found = written.tensors().find(item.first);
    return found != written.tensors().end() && found->second.dtype == item.second.dtype && found->second.shape == item.second.shape &&
           std::ranges::equal(found->second.bytes, item.second.bytes);
  };
  if (written.tensors().size() != entries_.size() || !std::all_of(entries_.begin(), entries_.end(), same))
    throw Error("save.mismatch", phrase(LATHE_TR("[save] {0}: what was written reads back differently"), target),
                phrase(LATHE_TR("The disk may be failing. Save to another one.")));
}

}  // namespace lathe::model
