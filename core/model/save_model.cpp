#include <ATen/ATen.h>

#include <map>

#include "core/base/atomic_file.h"
#include "core/base/files.h"
#include "core/io/tensor_print.h"
#include "core/model/arch/rope.h"
#include "core/model/loader.h"
#include "core/model/side_files.h"
#include "core/model/tensors.h"

namespace lathe::model {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSingle = "model.safetensors";
constexpr const char* kIndex = "model.safetensors.index.json";
constexpr size_t kMostSideBytes = size_t{256} << 20;

void make_folder(FileSystem& disk, const fs::path& folder) {
  if (const int fault = disk.create_folder(folder)) throw_disk_error("save_model", folder, fault);
}

void copy_file(FileSystem& disk, const fs::path& from, const fs::path& to) { write_file_atomically(disk, to, read_text_file(from, kMostSideBytes)); }

void copy_side_files(FileSystem& disk, const fs::path& from, const fs::path& to) {
  for (const fs::path& name : side_files(from)) {
    if (name.has_parent_path()) make_folder(disk, to / name.parent_path());
    copy_file(disk, from / name, to / name);
  }
}

Json config_to_save(const LoadedModel& model, const std::string& dtype) {
  Json config = model.hf_config;
  const char* word = dtype == "BF16" ? "bfloat16" : dtype == "F16" ? "float16" : "float32";
  config["dtype"] = word;
  if (config.contains("torch_dtype")) config["torch_dtype"] = word;
  if (!config.contains("architectures")) config["architectures"] = {model.arch->hf_class};
  config["tie_word_embeddings"] = model.decoder->config().tied_head;
  if (model.decoder->config().rotary) write_rope(model.decoder->config().rope, config);
  return config;
}

at::Tensor as_stored(const Parameter& parameter) { return parameter.stored_transposed ? parameter.tensor->t() : *parameter.tensor; }

// Parameters in shards of at most `bytes`, in order; a larger one stands alone.
std::vector<std::vector<Parameter>> shards_of(const LoadedModel& model, const SaveOptions& options) {
  std::vector<std::vector<Parameter>> shards(1);
  int64_t held = 0;
  for (Parameter& parameter : model.decoder->parameters()) {
    const int64_t size = parameter.tensor->numel() * io::bits_of(options.dtype) / 8;
    if (!shards.back().empty() && held + size > options.shard_bytes) {
      shards.emplace_back();
      held = 0;
    }
    held += size;
    shards.back().push_back(std::move(parameter));
  }
  return shards;
}

std::string shard_name(size_t index, size_t count) {
  const auto five = [](size_t number) {
    const std::string digits = std::to_string(number);
    return std::string(digits.size() < 5 ? 5 - digits.size() : 0, '0') + digits;
  };
  return "model-" + five(index + 1) + "-of-" + five(count) + ".safetensors";
}

// A name that a reader would look for first must not stay from before.
void remove_old(FileSystem& disk, const fs::path& file) {
  if (!fs::exists(file)) return;
  if (const int fault = disk.remove(file)) throw_disk_error("save_model", file, fault);
}

void save_weights(FileSystem& disk, const LoadedModel& model, const fs::path& folder, const SaveOptions& options) {
  const auto shards = shards_of(model, options);
  Json map = Json::object();
  int64_t parameters = 0, bytes = 0;
  for (size_t i = 0; i < shards.size(); ++i) {
    const std::string name = shards.size() == 1 ? kSingle : shard_name(i, shards.size());
    TensorFile tensors;
    for (const Parameter& parameter : shards[i]) {
      tensors.add(parameter.name, as_stored(parameter), options.dtype);
      map[parameter.name] = name;
      parameters += parameter.tensor->numel();
      bytes += parameter.tensor->numel() * io::bits_of(options.dtype) / 8;
    }
    tensors.save(disk, folder / name);
  }
  if (shards.size() == 1) return remove_old(disk, folder / kIndex);
  write_file_atomically(disk, folder / kIndex, to_sorted_text({{"metadata", {{"total_parameters", parameters}, {"total_size", bytes}}}, {"weight_map", map}}));
  remove_old(disk, folder / kSingle);
}

}  // namespace

std::string saved_fingerprint(const LoadedModel& model, const std::string& dtype) {
  std::map<std::string, Parameter> by_name;
  for (Parameter& parameter : model.decoder->parameters()) by_name.emplace(parameter.name, parameter);
  io::TensorPrint print;
  for (const auto& [name, parameter] : by_name) {
    TensorFile one;
    one.add(name, as_stored(parameter), dtype);
    print.add(name, one.entries().at(name));
  }
  return print.hex();
}

void save_model(FileSystem& disk, const LoadedModel& model, const fs::path& folder, const SaveOptions& options) {
  make_folder(disk, folder);
  save_weights(disk, model, folder, options);
  copy_side_files(disk, model.folder, folder);
  write_file_atomically(disk, folder / "config.json", to_sorted_text(config_to_save(model, options.dtype)));
}

}  // namespace lathe::model
