#include "core/train/prepared_data.h"

#include "core/base/fingerprint.h"

namespace lathe::train {
namespace {

data::AuditedSet audited(const std::string& path, const PreparedData& with, const config::DataConfig& options, const std::stop_token& stop,
                         RunObserver& observer) {
  const Phrase name = phrase(LATHE_TR("Checking the records"));
  observer.stage({name});
  const data::RecordFile file = data::read_records(path, stop);
  const std::string file_name = std::filesystem::path(path).filename().string();
  data::AuditedSet set = data::audit(file, file_name, *with.tokenizer, *with.chat.chat_template, options, stop,
                                     [&](int64_t done, int64_t total) { observer.stage({name, done, total}); });
  if (set.report.kind != data::RecordKind::conversation)
    throw Error("train.no_objective", phrase(LATHE_TR("[train] {0}: there is no training objective for {1} yet"), file_name, data::title_of(set.report.kind)),
                phrase(LATHE_TR("Such a set can be checked and edited; train on conversations, such as Alpaca, messages or ShareGPT records.")));
  data::require_learnable(set, file_name);
  return set;
}

void add(Fingerprint& fingerprint, const std::vector<data::Sample>& samples) {
  fingerprint.add(std::to_string(samples.size()));
  for (const data::Sample& sample : samples) {
    fingerprint.add(std::to_string(sample.record) + ":" + std::to_string(sample.ids.size()));
    fingerprint.add(std::as_bytes(std::span(sample.ids)));
    fingerprint.add(std::as_bytes(std::span(sample.labels)));
  }
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

PreparedData prepare_data(const config::RunConfig& config, const std::stop_token& stop, RunObserver& observer) {
  PreparedData out;
  out.tokenizer = text::load_tokenizer(config.model.path);
  out.chat = text::choose_template(config.model.path, config.data.chat_template, *out.tokenizer);
  if (!out.chat.notice.empty()) observer.log(out.chat.notice);
  data::AuditedSet set = audited(config.data.path, out, config.data, stop, observer);
  out.report = std::move(set.report);
  observer.data_checked(out.report);
  divide(out, std::move(set.samples), config);
  if (!config.data.eval_path.empty()) out.evaluation = audited(config.data.eval_path, out, config.data, stop, observer).samples;
  if (out.train.empty())
    throw Error("data.too_few", phrase(LATHE_TR("[train] {0}: no record is left to learn from after {1} are held out"), config.data.path, out.evaluation.size()),
                phrase(LATHE_TR("Add records, or set data.eval_share to 0.")));
  Fingerprint fingerprint;
  fingerprint.add(out.report.fingerprint);
  add(fingerprint, out.train);
  add(fingerprint, out.evaluation);
  out.fingerprint = fingerprint.hex();
  return out;
}

}  // namespace lathe::train
