#include "core/peft/lora_folder.h"

#include <algorithm>
#include <set>

#include "core/base/atomic_file.h"
#include "core/base/fingerprint.h"
#include "core/io/tensor_print.h"
#include "core/model/tensors.h"

namespace lathe::peft {
namespace {

bool names(const std::string& target, const std::string& path) { return path == target || path.ends_with("." + target); }

// The shortest endings of paths that name every adapted module and no other: "q_proj", where it must be "attn.c_proj".
std::vector<std::string> target_names(const model::LoadedModel& model, const model::Attachments& attachments) {
  std::vector<std::string> others = model.arch->other_modules;
  for (const model::LinearSite& site : model.decoder->linear_sites())
    if (!attachments.linear.contains(site)) others.push_back(model.arch->module_of(site));
  std::set<std::string> out;
  for (const auto& [site, attachment] : attachments.linear) {
    const std::string path = model.arch->module_of(site);
    std::string target = path;
    for (size_t dot = path.rfind('.'); dot != std::string::npos && dot > 0; dot = path.rfind('.', dot - 1)) {
      const std::string ending = path.substr(dot + 1);
      if (std::any_of(others.begin(), others.end(), [&](const std::string& other) { return names(ending, other); })) continue;
      target = ending;
      break;
    }
    out.insert(target);
  }
  return {out.begin(), out.end()};
}

// PEFT names both heads that it knows; a pooler goes with them where it is new.
Json modules_to_save(const model::Attachments& attachments) {
  if (attachments.head.empty()) return nullptr;
  Json out = {"classifier", "score"};
  if (attachments.head.contains("pooler.weight")) out.push_back("pooler");
  return out;
}

Json config_of(const model::LoadedModel& model, const LoraToSave& lora) {
  Json config = {{"peft_type", "LORA"},
                 {"task_type", lora.attachments.head.empty() ? "CAUSAL_LM" : "SEQ_CLS"},
                 {"base_model_name_or_path", model.folder.string()},
                 {"revision", nullptr},
                 {"inference_mode", true},
                 {"auto_mapping", nullptr},
                 {"r", lora.rank},
                 {"lora_alpha", lora.alpha},
                 {"lora_dropout", lora.dropout},
                 {"bias", "none"},
                 {"fan_in_fan_out", model.arch->stored_transposed != nullptr},
                 {"init_lora_weights", true},
                 {"use_rslora", false},
                 {"use_dora", false},
                 {"modules_to_save", modules_to_save(lora.attachments)},
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
  config["target_modules"] = target_names(model, lora.attachments);
  return config;
}

model::TensorFile tensors_of(const model::LoadedModel& model, const model::Attachments& attachments) {
  const model::ArchSpec& arch = *model.arch;
  model::TensorFile tensors;
  for (const model::Parameter& parameter : model.decoder->parameters())
    if (const auto found = attachments.head.find(parameter.slot); found != attachments.head.end()) tensors.add("base_model.model." + parameter.name, found->second, "F32");
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

bool learns_whole(const model::LoadedModel& model, const model::Parameter& parameter) {
  return parameter.slot.starts_with("classes.") || std::find(model.fresh.begin(), model.fresh.end(), parameter.name) != model.fresh.end();
}

std::string lora_fingerprint(const model::LoadedModel& model, const model::Attachments& attachments, double scale) {
  return lora_fingerprint(tensors_of(model, attachments).entries(), scale);
}

std::string lora_name(const model::ArchSpec& arch, const model::LinearSite& site) { return "base_model.model." + arch.module_of(site); }

void save_lora(FileSystem& disk, const std::filesystem::path& folder, const model::LoadedModel& model, const LoraToSave& lora) {
  if (const int fault = disk.create_folder(folder)) throw_disk_error("save_adapter", folder, fault);
  tensors_of(model, lora.attachments).save(disk, folder / "adapter_model.safetensors");
  std::string text = to_sorted_text(config_of(model, lora));
  text.pop_back();                       // PEFT's own files end without a newline
  write_file_atomically(disk, folder / "adapter_config.json", text);
  // PEFT keeps no names of labels: they stand where transformers looks for them.
  if (!lora.attachments.head.empty()) write_file_atomically(disk, folder / "config.json", to_sorted_text(model.hf_config));
}

}  // namespace lathe::peft
