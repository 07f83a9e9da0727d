#include "core/train/own_prompts.h"

#include <algorithm>
#include <set>

#include "core/data/record_source.h"

namespace lathe::train {
namespace {

constexpr size_t kMost = 2, kLongest = 600;      // prompts, bytes of one
constexpr size_t kBatch = 1000;

bool asks(data::RecordKind kind) { return kind == data::RecordKind::conversation || kind == data::RecordKind::preference || kind == data::RecordKind::kto; }

std::string question_of(const data::FormatSpec& format, const data::Record& record) {
  data::Example example;
  std::vector<Issue> ignored;            // the check has named them
  if (!format.read(record, example, ignored)) return {};
  for (const text::Message& message : example.conversation.messages)
    if (message.role == "user") return message.content;
  return {};
}

void take(const std::string& question, std::vector<std::string>& out) {
  if (question.empty() || question.size() > kLongest || std::find(out.begin(), out.end(), question) != out.end()) return;
  out.push_back(question);
}

std::vector<std::string> questions(const std::string& path, const config::DataConfig& options, const std::set<int64_t>& wanted, const std::stop_token& stop) {
  std::vector<std::string> out;
  data::RecordSource source(path, data::read_options(options), stop);
  std::vector<data::Record> records;
  std::vector<Issue> ignored;
  const data::FormatSpec* format = nullptr;
  int64_t first = 0;
  for (bool more = true; more && out.size() < kMost && first <= *wanted.rbegin();) {
    records.clear();
    more = source.read(kBatch, records, ignored);
    if (!format) format = options.format == "auto" ? data::detect_format(records, source.file_name()).format : &data::format_by_id(options.format);
    for (size_t i = 0; i < records.size() && out.size() < kMost; ++i)
      if (wanted.contains(first + static_cast<int64_t>(i))) take(question_of(*format, records[i]), out);
    first += static_cast<int64_t>(records.size());
  }
  return out;
}

}  // namespace

OwnPrompts own_prompts(const config::RunConfig& config, const PreparedData& data, const std::stop_token& stop) {
  OwnPrompts out;
  if (!asks(data.report.kind)) return out;
  const bool held_out = !data.evaluation.empty(), own_file = held_out && !config.data.eval_path.empty();
  config::DataConfig options = config.data;
  if (!own_file) options.format = data.report.format;
  std::set<int64_t> wanted;
  for (const data::Sample& sample : held_out ? data.evaluation : data.train) wanted.insert(sample.record);
  if (wanted.empty()) return out;
  out.prompts = questions(own_file ? config.data.eval_path : config.data.path, options, wanted, stop);
  std::string listed;
  for (const std::string& prompt : out.prompts) listed += (listed.empty() ? "" : ", ") + shown(Json(prompt));
  if (listed.empty()) return out;
  out.said = held_out ? phrase(LATHE_TR("Asked again and again, from the first held-out records: {0}; samples.prompts chooses others, [] none"), listed)
                      : phrase(LATHE_TR("Asked again and again, from the first records: {0}; samples.prompts chooses others, [] none"), listed);
  return out;
}

}  // namespace lathe::train
