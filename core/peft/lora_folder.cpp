#include "core/peft/lora_folder.h"

#include <algorithm>

#include "core/base/atomic_file.h"
#include "core/base/fingerprint.h"
#include "core/io/tensor_print.h"
#include "core/model/tensors.h"

namespace lathe::peft {
namespace {

// "q" -> "q_proj": the last part of the module's path.
std::string module_name(const model::ArchSpec& arch, const std::string& map) {
  const std::string path = arch.module_of({0, map});
  return path.substr(path.rfind('.') + 1);
}

Json config_of(const model::LoadedModel& model, const LoraToSave& lora) {
  Json config = {{"peft_type", "LORA"},
                 {"task_type", "CAUSAL_LM"},
                 {"base_model_name_or_path", model.folder.string()},
                 {"revision", nullptr},
                 {"inference_mode", true},
                 {"auto_mapping", nullptr},
                 {"r", lora.rank},
                 {"lora_alpha", lora.alpha},
                 {"lora_dropout", lora.dropout},
                 {"bias", "none"},
                 {"fan_in_fan_out", false},
                 {"init_lora_weights", true},
                 {"use_rslora", false},
                 {"use_dora", false},
                 {"modules_to_save", nullptr},
                 {"rank_pattern", Json::object()},
                 {"alpha_pattern", Json::object()},
                 {"layers_to_transform", nullptr},
                 {"layers_pattern", nullptr},
                 {"exclude_modules", nullptr},
                 {"loftq_config", Json::object()},
                 {"megatron_config", nullptr},
                 {"megatron_core", "megatron.core"},
                 {"layer_replication", nullptr},
                 {"lora_bias", false}};
  if (lora.alpha == static_cast<double>(static_cast<int64_t>(lora.alpha))) config["lora_alpha"] = static_cast<int64_t>(lora.alpha);
  std::vector<std::string> targets;
  for (const std::string& map : lora.maps) targets.push_back(module_name(*model.arch, map));
  std::sort(targets.begin(), targets.end());
  config["target_modules"] = targets;
  return config;
}

model::TensorFile tensors_of(const model::ArchSpec& arch, const model::Attachments& attachments) {
  model::TensorFile tensors;
  for (const auto& [site, attachment] : attachments.linear)
    for (const model::LowRankTerm& term : attachment.low_rank) {
      tensors.add(lora_name(arch, site) + ".lora_A.weight", term.A_RK, "F32");
      tensors.add(lora_name(arch, site) + ".lora_B.weight", term.B_NR, "F32");
    }
  return tensors;
}

}  // namespace

std::string lora_fingerprint(const std::map<std::string, io::TensorEntry>& tensors, double scale) {
  return fingerprint_of(io::fingerprint_of(tensors) + Json(scale).dump());
}

std::string lora_fingerprint(const model::ArchSpec& arch, const model::Attachments& attachments, double scale) {
  return lora_fingerprint(tensors_of(arch, attachments).entries(), scale);
}

std::string lora_name(const model::ArchSpec& arch, const model::LinearSite& site) { return "base_model.model." + arch.module_of(site); }

void save_lora(FileSystem& disk, const std::filesystem::path& folder, const model::LoadedModel& model, const LoraToSave& lora) {
  if (const int fault = disk.create_folder(folder)) throw_disk_error("save_adapter", folder, fault);
  tensors_of(*model.arch, lora.attachments).save(disk, folder / "adapter_model.safetensors");
  std::string text = to_sorted_text(config_of(model, lora));
  text.pop_back();                       // PEFT's own files end without a newline
  write_file_atomically(disk, folder / "adapter_config.json", text);
}

}  // namespace lathe::peft
