// Model folders in and out.
#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/file_system.h"
#include "core/base/json.h"
#include "core/model/arch.h"
#include "core/model/decoder.h"

namespace lathe::model {

struct LoadOptions {
  at::Device device = at::kCPU;
  at::ScalarType compute_dtype = at::kFloat;
  bool from_scratch = false;                         // random weights by seed; the folder needs none
  uint64_t seed = 0;
  std::vector<std::string> labels = {};              // the model shall tell these apart: its own head where it knows just them, else a new one by seed
  std::stop_token stop = {};
  bool fingerprint = true;                           // reads every byte once more
  std::function<void(int64_t done, int64_t total)> progress;   // bytes
};

struct LoadedModel {
  const ArchSpec* arch = nullptr;
  Json hf_config;                                    // the document, unknown keys kept
  std::unique_ptr<Decoder> decoder;
  std::string fingerprint;                           // of the stored weights; of seed and config when from scratch
  std::filesystem::path folder;
  std::vector<std::string> fresh;                    // stored names of a head's parameters that no file held
  std::vector<Phrase> notes;                         // what a person should know: an embedding and head that differ
};

// Throws Error model.*, safetensors.*: missing tensors, wrong shapes and unknown tensors are named, and any file that
// leads out of the folder.
LoadedModel load_model(const std::filesystem::path& folder, const LoadOptions& options);

// The fingerprint that a folder written by save_model has.
std::string saved_fingerprint(const LoadedModel& model, const std::string& dtype);
struct SaveOptions {
  SaveOptions(std::string dtype, int64_t shard_bytes = 5'000'000'000) : dtype(std::move(dtype)), shard_bytes(shard_bytes) {}
  SaveOptions(const char* dtype) : SaveOptions(std::string(dtype)) {}
  std::string dtype;                                 // "F32", "BF16", "F16"
  int64_t shard_bytes;                               // larger models are cut into files with an index; a tensor is never cut
};
// A whole Hugging Face folder: config.json (unknown keys kept), weights, tokenizer and template files copied from where
// the model came from. One shard in memory at a time.
void save_model(FileSystem& disk, const LoadedModel& model, const std::filesystem::path& folder, const SaveOptions& options);

}  // namespace lathe::model
