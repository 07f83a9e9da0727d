#include "core/model/loader.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <set>

#include "core/base/fingerprint.h"
#include "core/base/stop.h"
#include "core/io/model_folder.h"
#include "core/model/initial_weights.h"
#include "core/model/labels.h"
#include "core/model/side_files.h"
#include "core/model/tensors.h"
#include "gpu/attention.h"

namespace lathe::model {
namespace {

// Buffers that old versions stored beside the weights (formats.md 1.2).
bool is_skipped(const std::string& name) {
  for (const char* ending : {".rotary_emb.inv_freq", ".attn.bias", ".attn.masked_bias", ".position_ids"})
    if (name.ends_with(ending)) return true;
  return false;
}

struct Source {
  const LoadedModel& model;
  const io::WeightFiles& files;
  std::set<std::string> used = {};
};

std::string with_ending(const std::string& name, const std::string& from, const std::string& to) {
  return name.ends_with(from) ? name.substr(0, name.size() - from.size()) + to : name;
}

// Names without the leading "model." and old names of norms are read too, as transformers 5 does.
const io::TensorEntry* find(Source& source, const std::string& name) {
  const std::string& prefix = source.model.arch->prefix;
  for (const std::string& long_name : {name, with_ending(with_ending(name, "LayerNorm.weight", "LayerNorm.gamma"), "LayerNorm.bias", "LayerNorm.beta")})
    for (const std::string& candidate : {long_name, long_name.starts_with(prefix) ? long_name.substr(prefix.size()) : long_name}) {
      const auto found = source.files.tensors().find(candidate);
      if (found == source.files.tensors().end()) continue;
      source.used.insert(candidate);
      return found->second;
    }
  return nullptr;
}

// formats.md 1.2: equal bytes tie, different ones load untied and are said.
void settle_tied_head(LoadedModel& model, Source& source) {
  if (!model.decoder->config().tied_head || !model.decoder->config().has_language_head()) return;
  Source look{model, source.files};
  const io::TensorEntry *first = find(look, model.arch->stored_name("embed.weight")),
                       *second = find(look, model.arch->stored_name("head.weight"));
  if (!first || !second) return;
  if (first->dtype == second->dtype && first->shape == second->shape && std::ranges::equal(first->bytes, second->bytes)) {
    source.used.insert(look.used.begin(), look.used.end());
    return;
  }
  model.decoder->untie_head();
  model.hf_config["tie_word_embeddings"] = false;
  model.notes.push_back(phrase(LATHE_TR("config.json says that embedding and head are one, but the files hold two different ones: both are used, and a copy is saved untied.")));
}

struct Wanted {
  Parameter parameter;
  const io::TensorEntry* entry;          // null: a new head's
};

std::vector<int64_t> stored_shape(const Parameter& parameter) {
  return parameter.stored_transposed ? std::vector<int64_t>(parameter.shape.rbegin(), parameter.shape.rend()) : parameter.shape;
}

// Heads of other kinds, which this model does not use.
bool is_spare(const LoadedModel& model, const std::string& name) {
  if (!model.decoder->config().has_language_head() && name == model.arch->stored_name("head.weight")) return true;
  if (!model.decoder->config().pooler || model.decoder->config().labels.empty())
    if (name == model.arch->stored_name("pooler.weight") || name == model.arch->stored_name("pooler.bias")) return true;
  return std::any_of(model.arch->spare.begin(), model.arch->spare.end(), [&](const std::string& start) { return name.starts_with(start); });
}

// `new_head`: what no file holds of the head is made; the classes of an old one are not taken.
std::vector<Wanted> match(LoadedModel& model, const io::WeightFiles& files, bool new_head) {
  Source source{model, files};
  const std::string head = model.arch->stored_name("head.weight");
  settle_tied_head(model, source);
  std::vector<Wanted> wanted;
  std::vector<Issue> issues;
  for (Parameter& parameter : model.decoder->parameters()) {
    const io::TensorEntry* entry = find(source, parameter.name);
    if (!entry && parameter.slot == "embed.weight" && model.decoder->config().tied_head) entry = find(source, head);
    if (new_head && parameter.slot.starts_with("classes.")) entry = nullptr;
    if (!entry && new_head && parameter.is_head)
      model.fresh.push_back(parameter.name);
    else if (!entry)
      issues.push_back({model.folder.filename().string(), 0, parameter.name, phrase(LATHE_TR("is missing")), "model.missing_tensor"});
    else if (entry->shape != stored_shape(parameter))
      issues.push_back({files.file_of(parameter.name), 0, parameter.name,
                        phrase(LATHE_TR("has the shape {0}; config.json asks for {1}"), Json(entry->shape).dump(), Json(stored_shape(parameter)).dump()), "model.wrong_shape"});
    wanted.push_back({std::move(parameter), entry});
  }
  for (const auto& [name, entry] : files.tensors())
    if (!source.used.contains(name) && !is_skipped(name) && !is_spare(model, name))
      issues.push_back({files.file_of(name), 0, name, phrase(LATHE_TR("is not a tensor of this architecture")), "model.unknown_tensor"});
  if (!issues.empty())
    throw Error("model.wrong_tensors",
                issues.size() == 1 ? phrase(LATHE_TR("[load_model] {0}: a tensor does not fit config.json: {1}"), model.folder, issues.front().sentence())
                                   : phrase(LATHE_TR("[load_model] {0}: {1} tensors do not fit config.json; the first: {2}"), model.folder, issues.size(), issues.front().sentence()),
                phrase(LATHE_TR("Download the folder again, all its files together.")), issues);
  return wanted;
}

// Norms are one, biases zero, the rest normal, as Hugging Face starts them.
at::Tensor start_value(const Parameter& parameter, const LoadedModel& model, const LoadOptions& options) {
  const bool bias = parameter.name.ends_with(".bias"), output = parameter.slot.ends_with(".o.weight") || parameter.slot.ends_with(".down.weight");
  const DecoderConfig& config = model.decoder->config();
  const double std = config.initial_std * (output ? config.initial_share_at_outputs : 1);
  const at::Tensor value = parameter.decay ? normal_by_name(parameter.shape, std, options.seed, parameter.name)
                                           : at::full(parameter.shape, bias ? 0.0 : 1.0, at::kFloat);
  return value.to(options.device, options.compute_dtype);
}

void fill_from_files(LoadedModel& model, const LoadOptions& options, bool new_head) {
  const io::WeightFiles files(model.folder);
  std::vector<Wanted> wanted = match(model, files, new_head);
  // Shard by shard, in the order of their bytes; what was copied leaves the memory.
  std::stable_sort(wanted.begin(), wanted.end(), [](const Wanted& a, const Wanted& b) { return (a.entry ? a.entry->bytes.data() : nullptr) < (b.entry ? b.entry->bytes.data() : nullptr); });
  int64_t done = 0, total = 0;
  for (const Wanted& one : wanted) total += one.entry ? static_cast<int64_t>(one.entry->bytes.size()) : 0;
  for (const Wanted& one : wanted) {
    throw_if_stopped(options.stop);
    if (!one.entry) {
      *one.parameter.tensor = start_value(one.parameter, model, options);
      continue;
    }
    at::Tensor value = to_tensor(*one.entry, one.parameter.name, options.compute_dtype, options.device);
    *one.parameter.tensor = one.parameter.stored_transposed ? value.t().contiguous() : std::move(value);
    io::release_pages(one.entry->bytes);
    done += static_cast<int64_t>(one.entry->bytes.size());
    if (options.progress) options.progress(done, total);
  }
  if (options.fingerprint) model.fingerprint = files.fingerprint(options.stop);
  if (!model.fresh.empty())
    model.notes.push_back(phrase(LATHE_TR("The model gets a new head for {0} labels; it begins at random and is learned."), model.decoder->config().labels.size()));
}

void fill_from_scratch(LoadedModel& model, const LoadOptions& options) {
  for (const Parameter& parameter : model.decoder->parameters()) {
    throw_if_stopped(options.stop);
    *parameter.tensor = start_value(parameter, model, options);
  }
  model.fingerprint = fingerprint_of("from scratch\n" + std::to_string(options.seed) + "\n" + to_sorted_text(model.hf_config));
}

}  // namespace

LoadedModel load_model(const std::filesystem::path& folder, const LoadOptions& options) {
  const at::NoGradGuard quiet;
  LoadedModel model;
  model.folder = folder;
  side_files(folder);                    // a fault of theirs shall not wait for the day when they are copied
  model.hf_config = io::read_model_config(folder);
  const std::string file = (folder.filename() / "config.json").string();
  model.arch = &architecture_of(model.hf_config, file);
  if (!member(model.hf_config, "auto_map").is_null())
    model.notes.push_back(phrase(LATHE_TR("The folder brings code of its own (auto_map in config.json), which is never run: it is read as a plain {0} model."), model.arch->title));
  DecoderConfig config = model.arch->decoder(model.hf_config, file);
  config.labels = read_labels(model.hf_config, file);
  const bool new_head = !options.labels.empty() && options.labels != config.labels;
  if (new_head) {
    config.labels = options.labels;
    write_labels(config.labels, *model.arch, model.hf_config);
  }
  model.decoder = std::make_unique<Decoder>(*model.arch, std::move(config), options.compute_dtype, options.device);
  if (options.from_scratch) fill_from_scratch(model, options);
  else fill_from_files(model, options, new_head);
  if (gpu::attention_is_plain(options.device, options.compute_dtype, model.decoder->config().head_width))
    model.notes.push_back(phrase(LATHE_TR("Attention is computed the plain way: the card's fast kernel takes 16-bit numbers (bf16) and head widths in steps of 8 up to 256. Long records need much memory.")));
  return model;
}

}  // namespace lathe::model
