#include <algorithm>

#include "core/base/json.h"
#include "core/base/stop.h"
#include "core/base/utf8.h"
#include "core/data/audit.h"
#include "core/engine/jobs.h"
#include "core/io/model_folder.h"
#include "core/model/arch.h"

namespace lathe::engine {
namespace {

struct Words {
  std::shared_ptr<text::Tokenizer> tokenizer;
  text::TemplateChoice chat;
};

// Names, sizes and times of the folder's files: other words there give another key.
std::string key_of(const std::filesystem::path& folder) {
  std::vector<std::string> files{folder.string()};
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored))
    if (entry.is_regular_file(ignored))
      files.push_back(entry.path().filename().string() + "|" + std::to_string(entry.file_size(ignored)) + "|" +
                      std::to_string(entry.last_write_time(ignored).time_since_epoch().count()));
  std::sort(files.begin() + 1, files.end());
  std::string key;
  for (const std::string& file : files) key += file + "\n";
  return key;
}

// The desk thread keeps the last tokenizer: it is asked for at every record that is looked at, and a large one takes
// seconds to read.
std::shared_ptr<text::Tokenizer> tokenizer_of(const std::filesystem::path& folder) {
  thread_local std::pair<std::string, std::shared_ptr<text::Tokenizer>> kept;
  std::string key = key_of(folder);
  if (!kept.second || kept.first != key) kept = {std::move(key), text::load_tokenizer(folder)};
  return kept.second;
}

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

// Bytes that are only part of a character are shown as numbers.
std::string shown_text(const std::string& bytes) {
  if (find_bad_utf8(bytes) == std::string::npos) return bytes;
  constexpr char kDigits[] = "0123456789ABCDEF";
  std::string out;
  for (const char byte : bytes) {
    const auto value = static_cast<uint8_t>(byte);
    out += std::string("<0x") + kDigits[value >> 4] + kDigits[value & 15] + ">";
  }
  return out;
}

void show_tokens(const data::BuiltSample& built, const text::Tokenizer& tokenizer, ShownRecord& out) {
  for (size_t i = 0; i < built.sample.ids.size(); ++i) {
    const int32_t id = built.sample.ids[i];
    const text::ByteRange range = built.offsets[i];
    const bool special = tokenizer.is_special(id);
    const std::string bytes = built.text.substr(static_cast<size_t>(range.begin), static_cast<size_t>(range.end - range.begin));
    out.tokens.push_back({id, special ? tokenizer.piece(id) : shown_text(bytes), built.sample.labels[i] != data::kNotLearned, special});
  }
}

// Of a preference pair both sides are shown, the chosen one first.
ShownRecord shown(int64_t index, const data::Record& record, const data::FormatSpec& format, const data::SampleBuilder& builder, const text::Tokenizer& tokenizer) {
  ShownRecord out{.index = index};
  data::Example example;
  if (!format.read(record, example, out.issues)) {
    out.fate = data::Fate::dropped_unreadable;
    return out;
  }
  std::vector<data::BuiltSample> all;
  try {
    all = builder.build(index, format.kind, example);
  } catch (const Error& error) {
    out.issues.push_back({record.file, record.line, "", error.message, "data.not_encoded"});
    out.fate = data::Fate::dropped_unreadable;
  }
  for (const data::BuiltSample& built : all) {
    if (out.fate == data::Fate::whole) out.fate = built.fate;
    out.turns_cut = std::max(out.turns_cut, built.turns_cut);
    out.learned += built.sample.num_learned();
    show_tokens(built, tokenizer, out);
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
    out.records.push_back(shown(static_cast<int64_t>(i), job.records[i], format, builder, *words.tokenizer));
  }
  context.events.send(std::move(out));
  return {};
}

}  // namespace lathe::engine
