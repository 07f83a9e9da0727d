#include <algorithm>

#include "core/base/json.h"
#include "core/base/stop.h"
#include "core/data/audit.h"
#include "core/engine/desk_words.h"
#include "core/engine/jobs.h"
#include "core/io/model_folder.h"
#include "core/model/arch.h"

namespace lathe::engine {
namespace {

struct Words {
  std::shared_ptr<text::Tokenizer> tokenizer;
  text::TemplateChoice chat;
};

Words words_of(const std::filesystem::path& model, const std::string& wanted) {
  Words out;
  out.tokenizer = tokenizer_of(model);
  out.chat = text::choose_template(model, wanted, *out.tokenizer);
  return out;
}

// 0 for a folder that holds only a tokenizer.
int64_t context_of(const std::filesystem::path& model) {
  const std::filesystem::path file = model / "config.json";
  if (!std::filesystem::exists(file)) return 0;
  const Json hf = io::read_model_config(model);
  return model::architecture_of(hf, file.string()).decoder(hf, file.string()).context;
}

struct Showing {
  const data::FormatSpec& format;
  const data::SampleBuilder& builder;
  const text::Tokenizer& tokenizer;
};

// Of a preference pair both sides are shown, the chosen one first.
ShownRecord shown(int64_t index, const data::Record& record, const Showing& showing) {
  ShownRecord out{.index = index};
  data::Example example;
  if (!showing.format.read(record, example, out.issues)) {
    out.fate = data::Fate::dropped_unreadable;
    return out;
  }
  std::vector<data::BuiltSample> all;
  try {
    all = showing.builder.build(index, showing.format.kind, example);
  } catch (const Error& error) {
    out.issues.push_back({record.file, record.line, "", error.message, "data.not_encoded"});
    out.fate = data::Fate::dropped_unreadable;
  }
  for (const data::BuiltSample& built : all) {
    if (out.fate == data::Fate::whole) out.fate = built.fate;
    out.turns_cut = std::max(out.turns_cut, built.turns_cut);
    out.learned += built.sample.num_learned();
    append_tokens(built, showing.tokenizer, out.tokens);
  }
  return out;
}

}  // namespace

JobFinished run_check_data_job(const CheckDataJob& job, JobContext& context) {
  const Words words = words_of(job.model, job.data.chat_template);
  const Phrase stage = phrase(LATHE_TR("Checking the records"));
  context.events.progress({stage, 0, 0, {}});
  const auto progress = [&](int64_t done, int64_t total) { context.events.progress({stage, done, total, {}}); };
  const data::AuditSetting setting{std::filesystem::path(job.data.path).filename().string(), *words.tokenizer, *words.chat.chat_template, job.data, context_of(job.model)};
  data::AuditReport report = job.use_given_records ? data::audit(job.records, setting, context.stop(), progress).report : data::audit_file(setting, context.stop(), progress);
  report.template_notice = words.chat.notice;
  context.events.send(DataChecked{std::move(report)});
  return {};
}

JobFinished run_show_tokens_job(const ShowTokensJob& job, JobContext& context) {
  const Words words = words_of(job.model, job.data.chat_template);
  const data::FormatSpec& format = data::format_by_id(job.format);
  const data::SampleBuilder builder(*words.tokenizer, *words.chat.chat_template, job.data);
  TokensShown out{.chat_template = words.chat.chat_template->id(), .notice = words.chat.notice};
  for (size_t i = 0; i < job.records.size(); ++i) {
    throw_if_stopped(context.stop());
    out.records.push_back(shown(static_cast<int64_t>(i), job.records[i], {format, builder, *words.tokenizer}));
  }
  context.events.send(std::move(out));
  return {};
}

}  // namespace lathe::engine
