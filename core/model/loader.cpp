#include "core/model/loader.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <set>

#include "core/base/fingerprint.h"
#include "core/base/stop.h"
#include "core/io/model_folder.h"
#include "core/model/initial_weights.h"
#include "core/model/tensors.h"

namespace lathe::model {
namespace {

// Buffers that old versions stored beside the weights (formats.md 1.2).
bool is_skipped(const std::string& name) {
  for (const char* ending : {".rotary_emb.inv_freq", ".attn.bias", ".attn.masked_bias", ".position_ids"})
    if (name.ends_with(ending)) return true;
  return false;
}

// Names without the leading "model." are read too, as transformers 5 does.
const io::TensorEntry* find(const io::WeightFiles& files, const std::string& name, std::set<std::string>& used) {
  for (const std::string& candidate : {name, name.starts_with("model.") ? name.substr(6) : name}) {
    const auto found = files.tensors().find(candidate);
    if (found == files.tensors().end()) continue;
    used.insert(candidate);
    return found->second;
  }
  return nullptr;
}

// formats.md 1.2: equal bytes tie, different ones load untied and are said.
void settle_tied_head(LoadedModel& model, const io::WeightFiles& files, std::set<std::string>& used) {
  if (!model.decoder->config().tied_head) return;
  std::set<std::string> ignored;
  const io::TensorEntry *first = find(files, model.arch->stored_name("embed.weight"), ignored),
                       *second = find(files, model.arch->stored_name("head.weight"), ignored);
  if (!first || !second) return;
  if (first->dtype == second->dtype && first->shape == second->shape && std::ranges::equal(first->bytes, second->bytes)) {
    used.insert(ignored.begin(), ignored.end());
    return;
  }
  model.decoder->untie_head();
  model.hf_config["tie_word_embeddings"] = false;
  model.notes.push_back(phrase(LATHE_TR("config.json says that embedding and head are one, but the files hold two different ones: both are used, and a copy is saved untied.")));
}

struct Wanted {
  Parameter parameter;
  const io::TensorEntry* entry;
};

std::vector<Wanted> match(LoadedModel& model, const io::WeightFiles& files) {
  std::set<std::string> used;
  const std::string embed = model.arch->stored_name("embed.weight"), head = model.arch->stored_name("head.weight");
  settle_tied_head(model, files, used);
  std::vector<Wanted> wanted;
  std::vector<Issue> issues;
  for (Parameter& parameter : model.decoder->parameters()) {
    const io::TensorEntry* entry = find(files, parameter.name, used);
    if (!entry && parameter.name == embed && model.decoder->config().tied_head) entry = find(files, head, used);
    if (!entry)
      issues.push_back({model.folder.filename().string(), 0, parameter.name, phrase(LATHE_TR("is missing")), "model.missing_tensor"});
    else if (entry->shape != parameter.shape)
      issues.push_back({files.file_of(parameter.name), 0, parameter.name,
                        phrase(LATHE_TR("has the shape {0}; config.json asks for {1}"), Json(entry->shape).dump(), Json(parameter.shape).dump()), "model.wrong_shape"});
    wanted.push_back({std::move(parameter), entry});
  }
  for (const auto& [name, entry] : files.tensors())
    if (!used.contains(name) && !is_skipped(name))
      issues.push_back({files.file_of(name), 0, name, phrase(LATHE_TR("is not a tensor of this architecture")), "model.unknown_tensor"});
  if (!issues.empty())
    throw Error("model.wrong_tensors",
                issues.size() == 1 ? phrase(LATHE_TR("[load_model] {0}: a tensor does not fit config.json: {1}"), model.folder, issues.front().sentence())
                                   : phrase(LATHE_TR("[load_model] {0}: {1} tensors do not fit config.json; the first: {2}"), model.folder, issues.size(), issues.front().sentence()),
                phrase(LATHE_TR("Download the folder again, all its files together.")), issues);
  return wanted;
}

void fill_from_files(LoadedModel& model, const LoadOptions& options) {
  const io::WeightFiles files(model.folder);
  const std::vector<Wanted> wanted = match(model, files);
  int64_t done = 0, total = 0;
  for (const Wanted& one : wanted) total += static_cast<int64_t>(one.entry->bytes.size());
  for (const Wanted& one : wanted) {
    throw_if_stopped(options.stop);
    *one.parameter.tensor = to_tensor(*one.entry, one.parameter.name, options.compute_dtype, options.device);
    done += static_cast<int64_t>(one.entry->bytes.size());
    if (options.progress) options.progress(done, total);
  }
  model.fingerprint = files.fingerprint(options.stop);
}

// Norms are one, biases zero, the rest normal, as Hugging Face starts them.
void fill_from_scratch(LoadedModel& model, const LoadOptions& options) {
  for (const Parameter& parameter : model.decoder->parameters()) {
    throw_if_stopped(options.stop);
    const bool bias = parameter.name.ends_with(".bias");
    const at::Tensor value = parameter.decay ? normal_by_name(parameter.shape, model.decoder->config().initial_std, options.seed, parameter.name)
                                             : at::full(parameter.shape, bias ? 0.0 : 1.0, at::kFloat);
    *parameter.tensor = value.to(options.device, options.compute_dtype);
  }
  model.fingerprint = fingerprint_of("from scratch\n" + std::to_string(options.seed) + "\n" + to_sorted_text(model.hf_config));
}

}  // namespace

LoadedModel load_model(const std::filesystem::path& folder, const LoadOptions& options) {
  const at::NoGradGuard quiet;
  LoadedModel model;
  model.folder = folder;
  model.hf_config = io::read_model_config(folder);
  const std::string file = (folder.filename() / "config.json").string();
  model.arch = &architecture_of(model.hf_config, file);
  model.decoder = std::make_unique<Decoder>(*model.arch, model.arch->decoder(model.hf_config, file), options.compute_dtype, options.device);
  if (options.from_scratch) fill_from_scratch(model, options);
  else fill_from_files(model, options);
  return model;
}

}  // namespace lathe::model
