#include <ATen/ATen.h>

#include <cmath>
#include <set>

#include "core/base/files.h"
#include "core/base/fingerprint.h"
#include "core/io/model_folder.h"
#include "core/model/tensors.h"
#include "core/peft/lora_folder.h"

namespace lathe::peft {
namespace {

namespace fs = std::filesystem;
constexpr const char* kConfig = "adapter_config.json";
constexpr const char* kTensors = "adapter_model.safetensors";

[[noreturn]] void unsupported(const fs::path& folder, const std::string& key, const Json& value) {
  throw Error("adapter.unsupported", phrase(LATHE_TR("[load_adapter] {0}: \"{1}\": {2} is not supported"), folder / kConfig, key, value.dump()),
              phrase(LATHE_TR("Save the adapter again without that option.")));
}

[[noreturn]] void bad_tensors(const fs::path& folder, const std::vector<Issue>& issues) {
  throw Error("adapter.wrong_tensors", phrase(LATHE_TR("[load_adapter] {0}: {1} tensors do not fit the model; the first: {2}"), folder / kTensors, issues.size(), issues.front().sentence()),
              phrase(LATHE_TR("Use the model that the adapter was trained on, and the whole adapter folder.")), issues);
}

bool is_unset(const Json& value) {
  return value.is_null() || value == false || ((value.is_object() || value.is_array()) && value.empty());
}

// What PEFT applies and this reader does not: ignoring it would change the numbers in silence.
void refuse_unsupported(const fs::path& folder, const Json& config) {
  if (const Json& type = member(config, "peft_type"); type != "LORA") unsupported(folder, "peft_type", type);
  if (const Json& task = member(config, "task_type"); !task.is_null() && task != "CAUSAL_LM" && task != "SEQ_CLS") unsupported(folder, "task_type", task);
  if (const Json& bias = member(config, "bias"); !bias.is_null() && bias != "none") unsupported(folder, "bias", bias);
  for (const char* key : {"use_dora", "lora_bias", "rank_pattern", "alpha_pattern", "layers_to_transform", "layers_pattern",
                          "exclude_modules", "use_qalora", "layer_replication", "target_parameters", "trainable_token_indices", "alora_invocation_tokens",
                          "arrow_config", "velora_config", "use_bdlora", "kasa_config", "monteclora_config", "megatron_config", "corda_config", "eva_config", "lora_ga_config"})
    if (!is_unset(member(config, key))) unsupported(folder, key, member(config, key));
  for (const Json& module : member(config, "modules_to_save"))
    if (module != "classifier" && module != "score" && module != "pooler") unsupported(folder, "modules_to_save", module);
  const Json& init = member(config, "init_lora_weights");
  static const std::set<std::string> harmless = {"gaussian", "orthogonal", "eva"};
  if (!init.is_null() && !init.is_boolean() && !(init.is_string() && harmless.contains(init.get<std::string>()))) unsupported(folder, "init_lora_weights", init);
}

std::vector<std::string> read_targets(const fs::path& folder, const Json& config) {
  const Json& targets = member(config, "target_modules");
  if (!targets.is_array() || targets.empty()) unsupported(folder, "target_modules", targets);
  std::vector<std::string> out;
  for (const Json& target : targets) {
    if (!target.is_string()) unsupported(folder, "target_modules", targets);
    out.push_back(target.get<std::string>());
  }
  return out;
}

bool names(const std::string& target, const std::string& path) { return path == target || path.ends_with("." + target); }

std::vector<model::LinearSite> targeted_sites(const fs::path& folder, const Json& config, const model::LoadedModel& model) {
  const std::vector<model::LinearSite> all = model.decoder->linear_sites();
  if (const Json& targets = member(config, "target_modules"); targets == "all-linear") return all;
  std::set<model::LinearSite> chosen;
  for (const std::string& target : read_targets(folder, config)) {
    bool any = false;
    for (const model::LinearSite& site : all)
      if (names(target, model.arch->module_of(site))) {
        chosen.insert(site);
        any = true;
      }
    if (!any)
      throw Error("adapter.unknown_target", phrase(LATHE_TR("[load_adapter] {0}: the target \"{1}\" is no linear map of this model"), folder / kConfig, target),
                  phrase(LATHE_TR("Use the model that the adapter was trained on.")));
  }
  return {chosen.begin(), chosen.end()};
}

// The tensor when it is there in the wanted shape; otherwise an issue, and an undefined tensor.
at::Tensor take(const io::SafetensorsFile& file, const std::string& name, const std::vector<int64_t>& shape, std::vector<Issue>& issues) {
  const auto found = file.tensors().find(name);
  if (found == file.tensors().end()) {
    issues.push_back({kTensors, 0, name, phrase(LATHE_TR("is missing")), "adapter.missing_tensor"});
    return {};
  }
  if (found->second.shape != shape) {
    issues.push_back({kTensors, 0, name, phrase(LATHE_TR("has the shape {0}; {1} is needed"), Json(found->second.shape).dump(), Json(shape).dump()), "adapter.wrong_shape"});
    return {};
  }
  return model::to_tensor(found->second, name, at::kFloat, at::kCPU);
}

int64_t rank_of(const fs::path& folder, const Json& config) { return int_or(config, "r", (folder / kConfig).string(), 8, 1, 65536); }

double scale_of(const fs::path& folder, const Json& config) {
  const std::string name = (folder / kConfig).string();
  const auto rank = static_cast<double>(rank_of(folder, config));
  return number_or(config, "lora_alpha", name, 8) / (bool_or(config, "use_rslora", name, false) ? std::sqrt(rank) : rank);
}

// Asked for whatever the adapter is loaded for: a share outside its range says that the file is not what PEFT wrote.
double dropout_of(const fs::path& folder, const Json& config) {
  const double share = number_or(config, "lora_dropout", (folder / kConfig).string(), 0);
  if (!(share >= 0 && share < 1)) unsupported(folder, "lora_dropout", member(config, "lora_dropout"));
  return share;
}

struct Reading {
  const model::LoadedModel& model;
  const io::SafetensorsFile& file;
  model::Attachments& out;
  std::set<std::string>& used;
  std::vector<Issue>& issues;
};

// The head that was learned beside the adapter; a pooler only where the file has one.
void read_head(Reading& reading) {
  for (const model::Parameter& parameter : reading.model.decoder->parameters()) {
    const std::string name = "base_model.model." + parameter.name;
    if (!parameter.is_head || (parameter.slot.starts_with("pooler.") && !reading.file.tensors().contains(name))) continue;
    const at::Tensor value = take(reading.file, name, parameter.shape, reading.issues);
    reading.used.insert(name);
    if (value.defined()) reading.out.head[parameter.slot] = value.to(reading.model.decoder->device());
  }
}

model::Attachments read_terms(const fs::path& folder, const Json& config, const model::LoadedModel& model, const io::SafetensorsFile& file) {
  const int64_t rank = rank_of(folder, config);
  const double scale = scale_of(folder, config), dropout = dropout_of(folder, config);
  model::Attachments out;
  std::vector<Issue> issues;
  std::set<std::string> used;
  uint64_t dropout_site = 0;
  for (const model::LinearSite& site : targeted_sites(folder, config, model)) {
    const at::Tensor weight = model.decoder->linear_weight(site);
    const std::string base = lora_name(*model.arch, site), name_A = base + ".lora_A.weight", name_B = base + ".lora_B.weight";
    const at::Tensor A = take(file, name_A, {rank, weight.size(1)}, issues), B = take(file, name_B, {weight.size(0), rank}, issues);
    used.insert({name_A, name_B});
    if (!issues.empty()) continue;
    const at::Device device = model.decoder->device();
    out.linear[site].low_rank = {model::LowRankTerm{A.to(device), B.to(device), scale, dropout, ++dropout_site}};
  }
  if (!is_unset(member(config, "modules_to_save"))) {
    Reading reading{model, file, out, used, issues};
    read_head(reading);
  }
  for (const auto& [tensor, entry] : file.tensors())
    if (!used.contains(tensor)) issues.push_back({kTensors, 0, tensor, phrase(LATHE_TR("belongs to no module that the adapter targets")), "adapter.unknown_tensor"});
  if (!issues.empty()) bad_tensors(folder, issues);
  return out;
}

}  // namespace

std::string spoken_hash(const std::string& base_fingerprint, const std::string& adapter_fingerprint) { return fingerprint_of(base_fingerprint + adapter_fingerprint); }

bool is_adapter_folder(const fs::path& folder) { return fs::exists(folder / kConfig); }

LoadedAdapter load_adapter(const fs::path& folder, const model::LoadedModel& model) {
  const at::NoGradGuard quiet;
  if (!is_adapter_folder(folder))
    throw Error("adapter.no_config", phrase(LATHE_TR("[load_adapter] {0}: there is no {1}"), folder, kConfig), phrase(LATHE_TR("Choose a folder that Lathe or PEFT saved an adapter in.")));
  const Json config = read_json_file(io::file_inside(folder, kConfig));
  refuse_unsupported(folder, config);
  if (!fs::exists(folder / kTensors) && fs::exists(folder / "adapter_model.bin")) io::refuse_pickle(folder / "adapter_model.bin");
  const io::SafetensorsFile file(io::file_inside(folder, kTensors));
  LoadedAdapter out{read_terms(folder, config, model, file), last_name(folder), string_or(config, "base_model_name_or_path", kConfig, ""), {}};
  out.fingerprint = lora_fingerprint(file.tensors(), scale_of(folder, config));
  return out;
}

}  // namespace lathe::peft
