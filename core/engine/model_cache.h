// The last model that answered, kept for the next question; at most one.
#pragma once
#include <optional>
#include <string>

#include "core/model/loader.h"

namespace lathe::engine {

class ModelCache {
 public:
  // The kept model when its files are still the same and it was loaded alike, else a fresh one.
  model::LoadedModel& get(const std::filesystem::path& folder, const model::LoadOptions& options);
  void drop();                           // gives its memory back to the device

 private:
  std::string key_;
  std::optional<model::LoadedModel> model_;
};

}  // namespace lathe::engine
