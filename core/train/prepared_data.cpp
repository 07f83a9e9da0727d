#include "core/train/prepared_data.h"

#include <algorithm>

#include "core/base/files.h"
#include "core/base/fingerprint.h"
#include "core/io/model_folder.h"
#include "core/model/labels.h"
#include "core/runs/time_text.h"
#include "core/train/objective.h"

namespace lathe::train {
namespace {

struct Watching {
  const std::stop_token& stop;
  RunObserver& observer;
};

// What to do about records that the chosen objective does not learn from.
Phrase objective_for(data::RecordKind kind) {
  for (const ObjectiveSpec& spec : objectives())
    if (spec.kind == kind) return phrase(LATHE_TR("Set objective.kind to {0}, or choose other records."), spec.id);
  return phrase(LATHE_TR("This Lathe reads, checks and converts such records, but has no objective that learns from them yet; choose other records."));
}

void tell_left_out(const data::AuditCounts& counts, RunObserver& observer) {
  const int64_t left_out = counts.dropped_too_long + counts.empty + counts.unreadable + counts.nothing_learned;
  if (left_out > 0)
    observer.log(phrase(LATHE_TR("{0} records are left out ({1} too long, {2} empty, {3} unreadable, {4} without a token to learn); data_report.json names each."),
                        left_out, counts.dropped_too_long, counts.empty, counts.unreadable, counts.nothing_learned));
}

data::AuditedSet audited(const std::string& path, const PreparedData& with, const config::RunConfig& config, const Watching& watching) {
  const std::stop_token& stop = watching.stop;
  RunObserver& observer = watching.observer;
  const config::DataConfig& options = config.data;
  const data::RecordKind wanted = objective_by_id(string_or(config.objective, "kind", config.name, "")).kind;
  const Phrase name = phrase(LATHE_TR("Checking the records"));
  observer.stage({name});
  const data::RecordFile file = data::read_records(path, data::read_options(options), stop);
  const std::string file_name = std::filesystem::path(path).filename().string();
  data::AuditedSet set = data::audit(file, {file_name, *with.tokenizer, *with.chat.chat_template, options}, stop,
                                     [&](int64_t done, int64_t total) { observer.stage({name, done, total}); });
  if (set.report.kind != wanted)
    throw Error("train.no_objective", phrase(LATHE_TR("[train] {0} holds {1}; the objective learns from {2}"), file_name, data::title_of(set.report.kind), data::title_of(wanted)),
                objective_for(set.report.kind));
  data::require_learnable(set, file_name);
  return set;
}

void add(Fingerprint& fingerprint, const std::vector<data::Sample>& samples) {
  fingerprint.add(std::to_string(samples.size()));
  for (const data::Sample& sample : samples) {
    fingerprint.add(std::to_string(sample.record) + ":" + std::to_string(sample.ids.size()) + (sample.class_id < 0 ? "" : ":" + std::to_string(sample.class_id)));
    fingerprint.add(std::as_bytes(std::span(sample.ids)));
    fingerprint.add(std::as_bytes(std::span(sample.labels)));
    if (!sample.token_types.empty()) fingerprint.add(std::as_bytes(std::span(sample.token_types)));
  }
}

// The model's own labels where it knows all of the set's, so that its head goes on; else the set's.
std::vector<std::string> choose_labels(const data::AuditReport& report, const std::filesystem::path& model) {
  std::vector<std::string> own = model::read_labels(io::read_model_config(model), "config.json"), names;
  for (const data::ClassCount& one : report.classes) names.push_back(one.name);
  const bool known = std::all_of(names.begin(), names.end(), [&](const std::string& name) { return std::find(own.begin(), own.end(), name) != own.end(); });
  return known ? own : names;
}

// From places among the set's classes to places among `labels`.
void renumber(data::AuditedSet& set, const std::vector<std::string>& labels, const std::string& path) {
  std::vector<int32_t> places;
  for (const data::ClassCount& one : set.report.classes) {
    const auto found = std::find(labels.begin(), labels.end(), one.name);
    if (found == labels.end())
      throw Error("data.unknown_label", phrase(LATHE_TR("[train] {0}: the label \"{1}\" does not occur in the training records"), last_name(path), one.name),
                  phrase(LATHE_TR("Add records with it to learn from, or take it out of the evaluation set.")));
    places.push_back(static_cast<int32_t>(found - labels.begin()));
  }
  for (data::Sample& sample : set.samples)
    if (sample.class_id >= 0) sample.class_id = places[static_cast<size_t>(sample.class_id)];
}

void divide(PreparedData& out, std::vector<data::Sample> samples, const config::RunConfig& config) {
  if (!config.data.eval_path.empty() || config.data.eval_share == 0) {
    out.train = std::move(samples);
    return;
  }
  const data::Split split = data::split_samples(samples, config.data.eval_share, static_cast<uint64_t>(config.train.seed));
  for (const int64_t index : split.train) out.train.push_back(std::move(samples[static_cast<size_t>(index)]));
  for (const int64_t index : split.evaluation) out.evaluation.push_back(std::move(samples[static_cast<size_t>(index)]));
}

}  // namespace

PreparedData prepare_data(const config::RunConfig& config, const std::string& started, const std::stop_token& stop, RunObserver& observer) {
  PreparedData out;
  out.tokenizer = text::load_tokenizer(config.model.path);
  out.chat = text::choose_template(config.model.path, config.data.chat_template, *out.tokenizer);
  if (const auto time = runs::local_time_of(started)) out.chat.chat_template->set_time(*time);
  if (!out.chat.notice.empty()) observer.log(out.chat.notice);
  data::AuditedSet set = audited(config.data.path, out, config, {stop, observer});
  if (set.report.kind == data::RecordKind::classification) {
    out.labels = choose_labels(set.report, config.model.path);
    renumber(set, out.labels, config.data.path);
  }
  out.report = std::move(set.report);
  observer.data_checked(out.report);
  tell_left_out(out.report.counts, observer);
  divide(out, std::move(set.samples), config);
  if (!config.data.eval_path.empty()) {
    data::AuditedSet held_out = audited(config.data.eval_path, out, config, {stop, observer});
    renumber(held_out, out.labels, config.data.eval_path);
    out.evaluation = std::move(held_out.samples);
  }
  if (out.train.empty())
    throw Error("data.too_few", phrase(LATHE_TR("[train] {0}: no record is left to learn from after {1} are held out"), config.data.path, out.evaluation.size()),
                phrase(LATHE_TR("Add records, or set data.eval_share to 0.")));
  Fingerprint fingerprint;
  fingerprint.add(out.report.fingerprint);
  for (const std::string& label : out.labels) fingerprint.add(label + "\n");
  add(fingerprint, out.train);
  add(fingerprint, out.evaluation);
  out.fingerprint = fingerprint.hex();
  return out;
}

}  // namespace lathe::train
