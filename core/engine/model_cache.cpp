#include "core/engine/model_cache.h"

#include <algorithm>
#include <vector>

#include "core/train/memory.h"

namespace lathe::engine {
namespace {

// Names, sizes and times of the folder's files: another model there, or an edited one, gives another key.
std::string key_of(const std::filesystem::path& folder, const model::LoadOptions& options) {
  std::vector<std::string> files;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored))
    if (entry.is_regular_file(ignored))
      files.push_back(entry.path().string() + "|" + std::to_string(entry.file_size(ignored)) + "|" +
                      std::to_string(entry.last_write_time(ignored).time_since_epoch().count()));
  std::sort(files.begin(), files.end());
  std::string key = options.device.str() + "|" + std::to_string(static_cast<int>(options.compute_dtype)) + "|" +
                    (options.from_scratch ? "from scratch " + std::to_string(options.seed) : "stored");
  for (const std::string& label : options.labels) key += "|" + label;
  for (const std::string& file : files) key += "\n" + file;
  return key;
}

}  // namespace

model::LoadedModel& ModelCache::get(const std::filesystem::path& folder, const model::LoadOptions& options) {
  std::string key = key_of(folder, options);
  if (model_ && key == key_) return *model_;
  drop();
  model_ = model::load_model(folder, options);
  key_ = std::move(key);
  return *model_;
}

void ModelCache::drop() {
  if (!model_) return;
  const at::Device device = model_->decoder->device();
  model_.reset();
  train::release_memory(device);
}

}  // namespace lathe::engine
