// LoRA in PEFT's folder layout (formats.md 4.1, 4.2).
#pragma once
#include <string>
#include <vector>

#include "core/io/safetensors.h"
#include "core/peft/method.h"

namespace lathe::peft {

struct LoraToSave {
  const model::Attachments& attachments;
  int64_t rank = 0;
  double alpha = 0, dropout = 0;
};

// "base_model.model.model.layers.0.self_attn.q_proj"
std::string lora_name(const model::ArchSpec& arch, const model::LinearSite& site);
// Of its tensors and their scale, in memory or in a file.
std::string lora_fingerprint(const std::map<std::string, io::TensorEntry>& tensors, double scale);
std::string lora_fingerprint(const model::LoadedModel& model, const model::Attachments& attachments, double scale);
// Whether a parameter is learned as it is, beside the adapter (PEFT's modules_to_save): a head's classes, and what of a
// head no file held.
bool learns_whole(const model::LoadedModel& model, const model::Parameter& parameter);
// Reads back and compares before it counts.
void save_lora(FileSystem& disk, const std::filesystem::path& folder, const model::LoadedModel& model, const LoraToSave& lora);

}  // namespace lathe::peft
