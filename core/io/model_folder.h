// A Hugging Face model folder on disk: which files it has, and that nothing in it leads out of it or runs code.
#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/io/safetensors.h"

namespace lathe::io {

// Opened weights: every tensor of every shard under its stored name.
class WeightFiles {
 public:
  // model.safetensors, or the shards of model.safetensors.index.json. Pickle files are refused with advice. Throws
  // Error model.no_weights, model.pickle, model.bad_index, safetensors.*.
  explicit WeightFiles(const std::filesystem::path& folder);
  const std::map<std::string, const TensorEntry*>& tensors() const { return tensors_; }
  std::string file_of(const std::string& tensor) const;             // for messages
  // Of names, shapes and bytes, independent of sharding. Reads everything, one tensor in memory at a time; throws Cancelled.
  std::string fingerprint(const std::stop_token& stop = {}) const;

 private:
  std::vector<std::unique_ptr<SafetensorsFile>> files_;
  std::map<std::string, const TensorEntry*> tensors_;
  std::map<std::string, std::string> file_names_;
};

// Whether the folder has the file, as every reader of a model's or an adapter's folder asks. It must lie there itself,
// also behind links; only a snapshot in the Hub's cache may link to the blobs beside it. Throws Error model.outside.
bool has_file(const std::filesystem::path& folder, const std::string& name);
// Where it is, when it must be there. Throws Error model.no_weights too.
std::filesystem::path file_inside(const std::filesystem::path& folder, const std::string& name);
bool is_pickle_name(const std::filesystem::path& file);
[[noreturn]] void refuse_pickle(const std::filesystem::path& file);

// config.json as a document: unknown keys are kept. Throws Error model.no_config, json.*.
Json read_model_config(const std::filesystem::path& folder);

}  // namespace lathe::io
