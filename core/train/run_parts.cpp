#include "core/train/run_parts.h"

#include "core/base/files.h"
#include "core/model/labels.h"
#include "core/model/vocabulary.h"
#include "core/runs/time_text.h"

namespace lathe::train {
namespace {

std::string method_of(const config::RunConfig& config) { return string_or(config.peft, "method", config.name, ""); }
std::string kind_of(const config::RunConfig& config) { return string_or(config.objective, "kind", config.name, ""); }

model::LoadOptions load_options(const TrainRequest& request, const std::vector<std::string>& labels, const std::stop_token& stop, RunObserver& observer) {
  return {.device = request.device,
          .compute_dtype = request.compute_dtype,
          .from_scratch = request.config.model.from_scratch,
          .seed = static_cast<uint64_t>(request.config.train.seed),
          .labels = labels,
          .stop = stop,
          .progress = [&observer](int64_t done, int64_t total) { observer.stage({phrase(LATHE_TR("Reading weights")), done, total}); }};
}

// Ids that the embedding has no row for are refused; positions that the model was not made for are said.
void check_samples(const RunParts& parts, RunObserver& observer) {
  const model::Decoder& decoder = *parts.model.decoder;
  int64_t beyond = 0;
  for (const auto* samples : {&parts.data.train, &parts.data.evaluation})
    for (const data::Sample& sample : *samples) {
      model::require_rows(decoder, *parts.data.tokenizer, sample.ids);
      model::require_type_rows(decoder, sample.token_types);
      beyond += static_cast<int64_t>(sample.ids.size()) > decoder.config().context;
    }
  if (beyond > 0 && !decoder.config().rotary)
    throw Error("data.beyond_positions", phrase(LATHE_TR("[train] {0} records are longer than the {1} positions that the model has (max_position_embeddings)"), beyond, decoder.config().context),
                phrase(LATHE_TR("Set data.max_tokens to at most {0}."), decoder.config().context));
  if (beyond > 0) observer.log(data::beyond_context(beyond, decoder.config().context));
}

}  // namespace

std::vector<Issue> check_choices(const config::RunConfig& config, const std::string& file) {
  std::vector<Issue> issues;
  const auto add = [&](const char* field, const std::string& given, const Error& unknown) {
    issues.push_back({file, 0, field, phrase(LATHE_TR("is \"{0}\", which is not known. {1}"), given, unknown.hint), unknown.code});
  };
  try {
    issues = peft::method_by_id(method_of(config)).check(config.peft, file);
  } catch (const Error& unknown) {
    add("peft.method", method_of(config), unknown);
  }
  try {
    for (Issue& issue : objective_by_id(kind_of(config)).check(config.objective, file)) issues.push_back(std::move(issue));
  } catch (const Error& unknown) {
    add("objective.kind", kind_of(config), unknown);
  }
  return issues;
}

void refuse_faulty(const config::RunConfig& config) { config::run_config_from_json(config::to_json(config), config.name, check_choices); }

RunParts load_parts(const TrainRequest& request, const std::stop_token& stop, RunObserver& observer) {
  const config::RunConfig& config = request.config;
  const auto seed = static_cast<uint64_t>(config.train.seed);
  RunParts out;
  out.started = request.resume ? runs::read_run_record(request.run_folder).started : runs::utc_now();
  out.data = prepare_data(config, out.started, stop, observer);
  out.model = model::load_model(config.model.path, load_options(request, out.data.labels, stop, observer));
  // A head that is kept learns one label a text too, whatever it was made for.
  if (!out.data.labels.empty()) model::write_labels(out.data.labels, *out.model.arch, out.model.hf_config);
  for (const Phrase& note : out.model.notes) observer.log(note);
  const ObjectiveSpec& objective = objective_by_id(kind_of(config));
  if (objective.needs_language_head && !out.model.decoder->config().writes())
    throw Error("train.cannot_write", phrase(LATHE_TR("[train] {0}: this model reads texts and tells classes apart; it cannot learn to answer"), last_name(config.model.path)),
                phrase(LATHE_TR("Choose a causal language model, or the objective \"classification\".")));
  check_samples(out, observer);
  const peft::MethodSpec& method = peft::method_by_id(method_of(config));
  out.tuning = method.make(config.peft, out.model, seed);
  out.objective = objective.make(config.objective);
  out.learning_rate = config.optimizer.learning_rate > 0 ? config.optimizer.learning_rate : method.default_learning_rate;
  const data::StepPlan order(static_cast<int64_t>(out.data.train.size()), config.train.batch_records, seed);
  out.plan = plan_run(config, order.steps_per_epoch());
  return out;
}

void refuse_changed(const runs::RunRecord& record, const RunParts& parts, const std::filesystem::path& folder) {
  if (record.data_fingerprint != parts.data.fingerprint)
    throw Error("run.data_changed", phrase(LATHE_TR("[resume] {0}: {1} or the tokenizer has changed since the run began"), folder.filename(), record.config.data.path),
                phrase(LATHE_TR("Put the old file back, or begin a new run.")));
  if (record.base_fingerprint != parts.model.fingerprint)
    throw Error("run.base_changed", phrase(LATHE_TR("[resume] {0}: the weights in {1} have changed since the run began"), folder.filename(), record.config.model.path),
                phrase(LATHE_TR("Put the old weights back, or begin a new run.")));
}

}  // namespace lathe::train
