// Expected values made by the Python libraries (tests/parity), as tensors, and how far a result is from them.
#pragma once
#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "core/data/packer.h"
#include "core/io/safetensors.h"
#include "core/model/tensors.h"
#include "tests/support/paths.h"

namespace lathe::tests {

class Expected {
 public:
  explicit Expected(const std::filesystem::path& folder) : file_(folder / "expected.safetensors") {}
  at::Tensor at(const std::string& name) const { return model::to_tensor(file_.at(name), name); }
  bool has(const std::string& name) const { return file_.tensors().contains(name); }
  std::vector<std::string> names(const std::string& prefix) const {
    std::vector<std::string> out;
    for (const auto& [name, entry] : file_.tensors())
      if (name.starts_with(prefix)) out.push_back(name.substr(prefix.size()));
    return out;
  }

 private:
  io::SafetensorsFile file_;
};

// |result - expected| / |expected|, in double; the plain norm where nothing is expected.
inline double relative_error(const at::Tensor& result, const at::Tensor& expected) {
  const at::Tensor wide = expected.to(at::kDouble), off = result.detach().to(at::kDouble) - wide;
  const double norm = wide.norm().item<double>();
  return off.norm().item<double>() / (norm > 0 ? norm : 1);
}

// A model folder and the folder of what transformers computes from it: the committed ones that hold `value`, and one on
// disk that LATHE_PARITY_MODEL and LATHE_PARITY_EXPECTED name (tests/parity/models.py --real).
struct ParityModel {
  std::string name;
  std::filesystem::path folder, expected;
};
inline std::vector<ParityModel> parity_models(const std::string& value, const std::string& group = "models") {
  std::vector<ParityModel> out;
  for (const auto& entry : std::filesystem::directory_iterator(fixture(group)))
    if (std::filesystem::exists(entry.path() / "expected.safetensors") && Expected(entry.path()).has(value))
      out.push_back({entry.path().filename().string(), entry.path(), entry.path()});
  std::sort(out.begin(), out.end(), [](const ParityModel& a, const ParityModel& b) { return a.name < b.name; });
  if (const auto real = from_environment("LATHE_PARITY_MODEL"); !real.empty() && group == "models")
    if (const auto expected = from_environment("LATHE_PARITY_EXPECTED"); Expected(expected).has(value)) out.push_back({"real", real, expected});
  return out;
}

struct Document {
  std::vector<int32_t> ids, labels;      // labels unshifted
  int64_t record = 0;
};

// One packed batch by hand, so that these tests stand without the packer. `slots` virtual tokens before each document,
// `prefix` keys before each.
inline data::Batch pack_by_hand(const std::vector<Document>& documents, int32_t slots = 0, int32_t prefix = 0) {
  data::Batch batch;
  batch.cu_seqlens_q = batch.cu_seqlens_k = {0};
  for (const Document& document : documents) {
    const auto size = static_cast<int32_t>(document.ids.size());
    for (int32_t i = 0; i < slots + size; ++i) {
      const int32_t t = i - slots;
      batch.ids.push_back(t < 0 ? -1 : document.ids[static_cast<size_t>(t)]);
      batch.targets.push_back(t < 0 || t + 1 == size ? -100 : document.labels[static_cast<size_t>(t + 1)]);
      batch.positions.push_back(prefix + i);
      batch.num_targets += batch.targets.back() >= 0;
    }
    batch.cu_seqlens_q.push_back(batch.cu_seqlens_q.back() + slots + size);
    batch.cu_seqlens_k.push_back(batch.cu_seqlens_k.back() + prefix + slots + size);
    batch.records.push_back(document.record);
  }
  return batch;
}

// The three documents of a fixture.
inline std::vector<Document> fixture_documents(const Expected& expected) {
  const at::Tensor ids = expected.at("input_ids").to(at::kInt), labels = expected.at("labels").to(at::kInt), lengths = expected.at("lengths").to(at::kLong);
  std::vector<Document> out;
  int64_t begin = 0;
  for (int64_t i = 0; i < lengths.numel(); ++i) {
    const int64_t size = lengths[i].item<int64_t>();
    const int32_t *id = ids.const_data_ptr<int32_t>() + begin, *label = labels.const_data_ptr<int32_t>() + begin;
    out.push_back({{id, id + size}, {label, label + size}, i});
    begin += size;
  }
  return out;
}

}  // namespace lathe::tests
