#include "core/base/files.h"
#include "core/base/fingerprint.h"
#include "core/engine/jobs.h"
#include "core/engine/label_folder.h"
#include "core/io/model_folder.h"
#include "core/model/arch.h"
#include "core/model/loader.h"
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

void add_problem(const Error& error, const std::string& file, ModelInspected& out) {
  out.problems.push_back({file, 0, "", error.message, error.code});
  out.problems.insert(out.problems.end(), error.issues.begin(), error.issues.end());
}

void describe_special(const text::Tokenizer& tokenizer, ModelInspected& out) {
  const text::SpecialIds& special = tokenizer.special();
  const auto add = [&](const char* use, std::optional<int32_t> id) {
    if (id) out.special_tokens.emplace_back(use, tokenizer.piece(*id));
  };
  add("begin", special.begin);
  for (const int32_t id : special.end) add("end", id);
  add("pad", special.pad);
  add("unknown", special.unknown);
}

void describe_words(const InspectModelJob& job, ModelInspected& out) {
  const std::filesystem::path& folder = job.model;
  try {
    const std::unique_ptr<text::Tokenizer> tokenizer = text::load_tokenizer(folder);
    const text::TemplateChoice chat = text::choose_template(folder, "auto", *tokenizer);
    out.tokenizer = std::string(tokenizer->kind()) + ", " + std::to_string(tokenizer->size()) + " tokens";
    out.chat_template = chat.chat_template->id();
    out.template_notice = chat.notice;
    describe_special(*tokenizer, out);
    if (tokenizer->size() > out.vocabulary)
      out.problems.push_back({"config.json", 0, "vocab_size", phrase(LATHE_TR("the tokenizer has {0} tokens, the model only {1} entries"), tokenizer->size(), out.vocabulary), "model.no_such_token"});
  } catch (const Error& error) {
    if (!job.fingerprint) throw;
    add_problem(error, last_name(folder), out);
  }
}

std::string kind_of(const std::string& slot) {
  if (slot.starts_with("embed.") || slot.starts_with("positions.") || slot.starts_with("token_types.")) return "embeddings";
  if (!slot.starts_with("layers.")) return slot.find("norm") == std::string::npos ? "head" : "norms";
  const std::string map = slot.substr(slot.find('.', 7) + 1);
  if (map.find("norm") != std::string::npos) return "norms";
  return map.starts_with("gate") || map.starts_with("up") || map.starts_with("down") ? "mlp" : "attention";
}

void describe_parameters(const model::LoadedModel& model, ModelInspected& out) {
  std::map<std::string, int64_t> counts;
  for (const model::Parameter& parameter : model.decoder->parameters()) counts[kind_of(parameter.slot)] += parameter.tensor->numel();
  out.kinds.assign(counts.begin(), counts.end());
  out.labels = model.decoder->config().labels;
  out.notes = model.notes;
}

// On the meta device a model is checked tensor by tensor, and none is held.
void describe_weights(const InspectModelJob& job, const std::stop_token& stop, ModelInspected& out) {
  try {
    const io::WeightFiles weights(job.model);
    count(weights.tensors(), out);
    model::LoadedModel model = model::load_model(job.model, {.device = at::kMeta, .stop = stop, .fingerprint = job.fingerprint});
    describe_parameters(model, out);
    out.trainable = peft::trainable_counts(model);
    out.fingerprint = model.fingerprint;
  } catch (const Error& error) {
    if (!job.fingerprint) throw;
    add_problem(error, last_name(job.model), out);
  }
}

void describe_generation(const InspectModelJob& job, ModelInspected& out) {
  try {
    const config::GenerationFile file = config::read_generation_file(job.model);
    if (!file.present) return;
    out.generation_keys = file.honoured;
    out.generation_keys_ignored = file.ignored;
    out.generation = fields_to_json(file.options);
  } catch (const Error& error) {
    if (!job.fingerprint) throw;
    add_problem(error, "generation_config.json", out);
  }
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
  out.writes = config.writes();
  describe_weights(job, stop, out);
  describe_words(job, out);
  describe_generation(job, out);
  return out;
}

std::string joined(const Json& names) {
  std::string out;
  for (const Json& name : names)
    if (name.is_string()) out += (out.empty() ? "" : ", ") + name.get<std::string>();
  return out;
}

// The folder that an adapter says it was trained on, seen from here and from where it lies; empty: it is not there.
std::filesystem::path base_of(const ModelInspected& adapter) {
  std::error_code ignored;
  const std::filesystem::path named = adapter.base_model;
  for (const std::filesystem::path& folder : {named, std::filesystem::path(adapter.path) / named})
    if (!named.empty() && std::filesystem::exists(folder / "config.json", ignored)) return folder;
  return {};
}

void describe_adapter(const Json& config, ModelInspected& out) {
  const std::string file = "adapter_config.json";
  out.base_model = string_or(config, "base_model_name_or_path", file, "");
  out.architecture = string_or(config, "peft_type", file, "");
  if (const Json& rank = member(config, "r"); rank.is_number_integer())
    out.notes.push_back(phrase(LATHE_TR("rank {0}, alpha {1}, on {2}"), rank.get<int64_t>(), number_or(config, "lora_alpha", file, 8), joined(member(config, "target_modules"))));
}

ModelInspected inspect_adapter(const InspectModelJob& job) {
  const std::filesystem::path& folder = job.model;
  ModelInspected out{.path = folder.string(), .kind = "adapter"};
  describe_adapter(read_json_file(io::file_inside(folder, "adapter_config.json")), out);
  const std::filesystem::path base = base_of(out);
  if (job.fingerprint && base.empty()) out.problems.push_back({"adapter_config.json", 0, "base_model_name_or_path", phrase(LATHE_TR("the model {0} is not there"), out.base_model), "adapter.no_base"});
  try {
    const io::SafetensorsFile file(io::file_inside(folder, "adapter_model.safetensors"));
    std::map<std::string, const io::TensorEntry*> tensors;
    for (const auto& [name, entry] : file.tensors()) tensors[name] = &entry;
    count(tensors, out);
    out.labels = labels_of_adapter(folder, base.empty() ? Json() : io::read_model_config(base));
    out.fingerprint = fingerprint_of_file(file.path());
  } catch (const Error& error) {
    if (!job.fingerprint) throw;
    add_problem(error, last_name(folder), out);
  }
  return out;
}

}  // namespace

JobFinished run_inspect_model_job(const InspectModelJob& job, JobContext& context) {
  context.events.send(peft::is_adapter_folder(job.model) ? inspect_adapter(job) : inspect_model(job, context.stop()));
  return {};
}

}  // namespace lathe::engine
