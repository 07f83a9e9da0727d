#include "core/model/labels.h"

#include "core/base/error.h"

namespace lathe::model {
namespace {

constexpr int64_t kMostLabels = 1'000'000;

bool is_classifier(const Json& hf) {
  for (const Json& name : member(hf, "architectures"))
    if (name.is_string() && name.get<std::string>().ends_with("ForSequenceClassification")) return true;
  return false;
}

}  // namespace

std::vector<std::string> read_labels(const Json& hf, const std::string& file) {
  std::vector<std::string> labels;
  if (!is_classifier(hf)) return labels;
  const Json& names = member(hf, "id2label");
  const bool named = names.is_object() && !names.empty();
  const int64_t count = named ? static_cast<int64_t>(names.size()) : int_or(hf, "num_labels", file, 2, 1, kMostLabels);
  for (int64_t id = 0; id < count; ++id) labels.push_back(named ? string_at(names, std::to_string(id).c_str(), file) : "LABEL_" + std::to_string(id));
  return labels;
}

void write_labels(const std::vector<std::string>& labels, const ArchSpec& arch, Json& hf) {
  Json names = Json::object(), ids = Json::object();
  for (size_t id = 0; id < labels.size(); ++id) {
    names[std::to_string(id)] = labels[id];
    ids[labels[id]] = id;
  }
  hf["id2label"] = std::move(names);
  hf["label2id"] = std::move(ids);
  hf["architectures"] = {arch.hf_class_for_labels};
  hf["problem_type"] = "single_label_classification";
  hf.erase("num_labels");
}

}  // namespace lathe::model
