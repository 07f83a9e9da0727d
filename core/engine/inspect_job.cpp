#include "core/base/fingerprint.h"
#include "core/engine/jobs.h"
#include "core/io/model_folder.h"
#include "core/model/arch.h"
#include "core/peft/method.h"
#include "core/text/chat_template.h"

namespace lathe::engine {
namespace {

void count(const std::map<std::string, const io::TensorEntry*>& tensors, ModelInspected& out) {
  for (const auto& [name, entry] : tensors) {
    out.parameters += entry->elements();
    out.weight_bytes += static_cast<int64_t>(entry->bytes.size());
    if (out.dtype.empty()) out.dtype = entry->dtype;
    else if (out.dtype != entry->dtype && out.dtype.find(entry->dtype) == std::string::npos) out.dtype += ", " + entry->dtype;
  }
}

void describe_words(const std::filesystem::path& folder, ModelInspected& out) {
  const std::unique_ptr<text::Tokenizer> tokenizer = text::load_tokenizer(folder);
  const text::TemplateChoice chat = text::choose_template(folder, "auto", *tokenizer);
  out.tokenizer = std::string(tokenizer->kind()) + ", " + std::to_string(tokenizer->size()) + " tokens";
  out.chat_template = chat.chat_template->id();
  out.template_notice = chat.notice;
}

ModelInspected inspect_model(const InspectModelJob& job, const std::stop_token& stop) {
  const std::filesystem::path& folder = job.model;
  ModelInspected out{.path = folder.string(), .kind = "model"};
  const Json hf = io::read_model_config(folder);
  const std::string file = (folder / "config.json").string();
  const model::ArchSpec& arch = model::architecture_of(hf, file);
  const model::DecoderConfig config = arch.decoder(hf, file);
  out.architecture = arch.id;
  out.layers = config.layers;
  out.hidden = config.width;
  out.heads = config.heads;
  out.kv_heads = config.kv_heads;
  out.vocabulary = config.vocab;
  out.context = config.context;
  const io::WeightFiles weights(folder);
  count(weights.tensors(), out);
  if (job.fingerprint) out.fingerprint = weights.fingerprint(stop);
  describe_words(folder, out);
  return out;
}

ModelInspected inspect_adapter(const std::filesystem::path& folder) {
  ModelInspected out{.path = folder.string(), .kind = "adapter"};
  const Json config = read_json_file(folder / "adapter_config.json");
  out.base_model = string_or(config, "base_model_name_or_path", "adapter_config.json", "");
  out.architecture = string_or(config, "peft_type", "adapter_config.json", "");
  const io::SafetensorsFile file(folder / "adapter_model.safetensors");
  std::map<std::string, const io::TensorEntry*> tensors;
  for (const auto& [name, entry] : file.tensors()) tensors[name] = &entry;
  count(tensors, out);
  out.fingerprint = fingerprint_of_file(file.path());
  return out;
}

}  // namespace

JobFinished run_inspect_model_job(const InspectModelJob& job, JobContext& context) {
  context.events.send(peft::is_adapter_folder(job.model) ? inspect_adapter(job.model) : inspect_model(job, context.stop()));
  return {};
}

}  // namespace lathe::engine
