#include "core/engine/label_folder.h"

#include "core/io/model_folder.h"
#include "core/model/labels.h"

namespace lathe::engine {
namespace {
constexpr const char* kConfig = "config.json";
}

Json label_config(const std::filesystem::path& folder) {
  if (!io::has_file(folder, kConfig)) return nullptr;
  Json config = read_json_file(folder / kConfig);
  return model::read_labels(config, (folder / kConfig).string()).empty() ? Json() : config;
}

std::vector<std::string> labels_of_adapter(const std::filesystem::path& folder, const Json& base) {
  if (string_or(read_json_file(io::file_inside(folder, "adapter_config.json")), "task_type", "adapter_config.json", "") != "SEQ_CLS") return {};
  if (const Json own = label_config(folder); own.is_object()) return model::read_labels(own, (folder / kConfig).string());
  std::vector<std::string> labels = model::read_labels(base, "config.json");
  const io::SafetensorsFile file(io::file_inside(folder, "adapter_model.safetensors"));
  for (const char* head : {"base_model.model.score.weight", "base_model.model.classifier.weight"}) {
    const auto found = file.tensors().find(head);
    if (found == file.tensors().end() || found->second.shape.empty()) continue;
    const auto rows = static_cast<size_t>(found->second.shape.front());
    if (rows == labels.size()) return labels;
    labels.clear();
    for (size_t i = 0; i < rows; ++i) labels.push_back("LABEL_" + std::to_string(i));
  }
  return labels;
}

}  // namespace lathe::engine
