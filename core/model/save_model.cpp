#include <ATen/ATen.h>

#include <array>

#include "core/base/atomic_file.h"
#include "core/base/files.h"
#include "core/io/tensor_print.h"
#include "core/model/arch/rope.h"
#include "core/model/loader.h"
#include "core/model/tensors.h"

namespace lathe::model {
namespace {

namespace fs = std::filesystem;

// Everything a tokenizer or template may consist of, copied unchanged.
constexpr std::array kSideFiles = {"generation_config.json", "tokenizer.json",   "tokenizer.model", "tokenizer_config.json", "special_tokens_map.json",
                                   "added_tokens.json",      "vocab.json",       "merges.txt",      "vocab.txt",             "chat_template.jinja",
                                   "chat_template.json"};
constexpr size_t kMostSideBytes = size_t{256} << 20;

void make_folder(FileSystem& disk, const fs::path& folder) {
  if (const int fault = disk.create_folder(folder)) throw_disk_error("save_model", folder, fault);
}

void copy_file(FileSystem& disk, const fs::path& from, const fs::path& to) { write_file_atomically(disk, to, read_text_file(from, kMostSideBytes)); }

void copy_side_files(FileSystem& disk, const fs::path& from, const fs::path& to) {
  for (const char* name : kSideFiles)
    if (fs::is_regular_file(from / name)) copy_file(disk, from / name, to / name);
  const fs::path templates = "additional_chat_templates";
  if (!fs::is_directory(from / templates)) return;
  make_folder(disk, to / templates);
  for (const auto& entry : fs::directory_iterator(from / templates))
    if (entry.is_regular_file() && entry.path().extension() == ".jinja") copy_file(disk, entry.path(), to / templates / entry.path().filename());
}

Json config_to_save(const LoadedModel& model, const std::string& dtype) {
  Json config = model.hf_config;
  const char* word = dtype == "BF16" ? "bfloat16" : "float32";
  config["dtype"] = word;
  if (config.contains("torch_dtype")) config["torch_dtype"] = word;
  if (!config.contains("architectures")) config["architectures"] = {model.arch->hf_class};
  config["tie_word_embeddings"] = model.decoder->config().tied_head;
  if (model.decoder->config().rotary) write_rope(model.decoder->config().rope, config);
  return config;
}

TensorFile tensors_of(const LoadedModel& model, const std::string& dtype) {
  TensorFile tensors;
  for (const Parameter& parameter : model.decoder->parameters())
    tensors.add(parameter.name, parameter.stored_transposed ? parameter.tensor->t() : *parameter.tensor, dtype);
  return tensors;
}

}  // namespace

std::string saved_fingerprint(const LoadedModel& model, const std::string& dtype) { return io::fingerprint_of(tensors_of(model, dtype).entries()); }

void save_model(FileSystem& disk, const LoadedModel& model, const fs::path& folder, const std::string& dtype) {
  make_folder(disk, folder);
  tensors_of(model, dtype).save(disk, folder / "model.safetensors");
  copy_side_files(disk, model.folder, folder);
  write_file_atomically(disk, folder / "config.json", to_sorted_text(config_to_save(model, dtype)));
}

}  // namespace lathe::model
