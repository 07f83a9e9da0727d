#include "core/data/audit.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <map>
#include <mutex>
#include <thread>
#include <unordered_map>

#include "core/base/fingerprint.h"
#include "core/base/stop.h"

namespace lathe::data {
namespace {

constexpr int64_t kShard = 32;
constexpr size_t kHistogramBins = 24;
constexpr int64_t kAtMostWorkers = 16;

// What one record became; made by any thread, read in order afterwards.
struct Outcome {
  std::vector<Issue> issues;
  bool converted = false;
  BuiltSample built;
};

// Special tokens by their text: what a record's own text must not contain unnoticed.
std::vector<std::string> control_tokens(const text::Tokenizer& tokenizer) {
  std::vector<std::string> out;
  for (int32_t id = 0; id < tokenizer.size(); ++id)
    if (tokenizer.is_special(id)) out.push_back(tokenizer.piece(id));
  std::erase(out, std::string());
  return out;
}

class RecordCheck {
 public:
  RecordCheck(const FormatSpec& format, const text::Tokenizer& tokenizer, const text::ChatTemplate& chat_template, const config::DataConfig& options)
      : format_(format), builder_(tokenizer, chat_template, options), options_(options), control_tokens_(control_tokens(tokenizer)) {}

  Outcome check(const Record& record, int64_t index) const {
    Outcome out;
    text::Conversation conversation;
    out.converted = format_.to_conversation(record, conversation, out.issues);
    if (!out.converted) return out;
    const auto note = [&](Phrase reason, const char* code) { out.issues.push_back({record.file, record.line, "", std::move(reason), code}); };
    if (const std::string found = control_tokens_in(conversation); !found.empty())
      note(phrase(LATHE_TR("its text contains control tokens, which the model reads as marks, not as text: {0}"), found), "data.control_token");
    try {
      out.built = builder_.build(index, conversation);
    } catch (const Error& error) {
      out.converted = false;
      note(error.message, "data.not_encoded");
      return out;
    }
    describe(out.built, note);
    return out;
  }

 private:
  std::string control_tokens_in(const text::Conversation& conversation) const {
    std::string out;
    for (const std::string& token : control_tokens_)
      if (std::any_of(conversation.messages.begin(), conversation.messages.end(), [&](const text::Message& m) { return m.content.find(token) != std::string::npos; }))
        out += (out.empty() ? "" : " ") + token;
    return out;
  }
  template <class Note>
  void describe(const BuiltSample& built, const Note& note) const {
    if (built.fate == Fate::cut)
      note(phrase(LATHE_TR("has {0} tokens, {1} are allowed: its {2} oldest turns are cut"), built.tokens_before_cut, options_.max_tokens, built.turns_cut), "data.cut");
    if (built.fate == Fate::dropped_too_long)
      note(phrase(LATHE_TR("has {0} tokens, {1} are allowed: it is left out"), built.tokens_before_cut, options_.max_tokens), "data.too_long");
    if (built.fate == Fate::dropped_nothing_learned) note(phrase(LATHE_TR("has no token that is learned: it is left out")), "data.nothing_learned");
    const bool used = built.fate == Fate::whole || built.fate == Fate::cut;
    if (used && options_.learn_end_mark && !built.ends_with_end_mark) note(phrase(LATHE_TR("its answer does not end with a learned end mark")), "data.no_end_mark");
    if (used && built.begin_marks > 1) note(phrase(LATHE_TR("has {0} begin marks"), built.begin_marks), "data.begin_marks");
  }

  const FormatSpec& format_;
  SampleBuilder builder_;
  const config::DataConfig& options_;
  std::vector<std::string> control_tokens_;
};

// Shards of records over a few threads; the caller's thread works too and alone reports progress.
std::vector<Outcome> check_all(const std::vector<Record>& records, const RecordCheck& check, std::stop_token stop, const ProgressFn& progress) {
  const auto count = static_cast<int64_t>(records.size());
  std::vector<Outcome> outcomes(records.size());
  std::atomic<int64_t> next = 0, done = 0;
  std::exception_ptr failure;
  std::mutex failure_mutex;
  const auto work = [&](bool reports) {
    try {
      for (int64_t begin = next.fetch_add(kShard); begin < count; begin = next.fetch_add(kShard)) {
        throw_if_stopped(stop);
        const int64_t end = std::min(begin + kShard, count);
        for (int64_t i = begin; i < end; ++i) outcomes[i] = check.check(records[i], i);
        done += end - begin;
        if (reports && progress) progress(done, count);
      }
    } catch (...) {
      next = count;
      const std::lock_guard lock(failure_mutex);
      failure = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> workers;
    const int64_t wanted = std::min<int64_t>({std::thread::hardware_concurrency(), kAtMostWorkers, count / (4 * kShard) + 1});
    for (int64_t i = 1; i < wanted; ++i) workers.emplace_back([&work] { work(false); });
    work(true);
  }
  if (failure) std::rethrow_exception(failure);
  if (progress) progress(count, count);
  return outcomes;
}

bool is_empty_fault(const std::vector<Issue>& issues) {
  return !issues.empty() && std::all_of(issues.begin(), issues.end(), [](const Issue& issue) { return issue.code == "data.empty_field"; });
}

void count_outcome(const Outcome& outcome, AuditCounts& counts) {
  if (!outcome.converted) { ++(is_empty_fault(outcome.issues) ? counts.empty : counts.unreadable); return; }
  const BuiltSample& built = outcome.built;
  switch (built.fate) {
    case Fate::dropped_too_long: ++counts.dropped_too_long; return;
    case Fate::dropped_nothing_learned: ++counts.nothing_learned; return;
    case Fate::dropped_unreadable: ++counts.unreadable; return;
    case Fate::cut: ++counts.truncated; break;
    case Fate::whole: break;
  }
  ++counts.usable;
  counts.tokens += static_cast<int64_t>(built.sample.ids.size());
  counts.learned_tokens += built.sample.num_learned();
  counts.without_end_mark += !built.ends_with_end_mark;
  counts.with_begin_mark += built.begin_marks > 0;
  counts.with_several_begin_marks += built.begin_marks > 1;
}

// Where the last answer begins.
size_t last_answer(const std::vector<int32_t>& labels) {
  size_t at = labels.size();
  while (at > 0 && labels[at - 1] == kNotLearned) --at;
  while (at > 0 && labels[at - 1] != kNotLearned) --at;
  return at;
}

// Names a record: by its line, or by its number where several stand in one line, as in an array without line ends.
class Places {
 public:
  explicit Places(const std::vector<Record>& records)
      : records_(records),
        shared_(std::adjacent_find(records.begin(), records.end(), [](const Record& a, const Record& b) { return a.line == b.line; }) != records.end()) {}

  std::string field(size_t index, const std::string& field) const {
    if (!shared_) return field;
    return "#" + std::to_string(index + 1) + (field.empty() ? "" : " " + field);
  }
  Phrase phrase_of(size_t index) const {
    return shared_ ? plain_text("#" + std::to_string(index + 1)) : phrase(LATHE_TR("line {0}"), std::to_string(records_[index].line));
  }
  Issue issue(size_t index, Phrase reason, const char* code) const { return {records_[index].file, records_[index].line, field(index, ""), std::move(reason), code}; }

 private:
  const std::vector<Record>& records_;
  bool shared_;
};

// Repeats, and equal questions with different last answers; each is named with the place of the first.
class Duplicates {
 public:
  explicit Duplicates(const Places& places) : places_(places) {}

  void look_at(const Sample& sample, size_t index, AuditReport& report) {
    Fingerprint whole, question;
    whole.add(std::as_bytes(std::span(sample.ids)));
    whole.add(std::as_bytes(std::span(sample.labels)));
    question.add(std::as_bytes(std::span(sample.ids).first(last_answer(sample.labels))));
    if (const auto [first, is_first] = samples_.try_emplace(whole.hex(), index); !is_first) {
      ++report.counts.duplicates;
      report.issues.push_back(places_.issue(index, phrase(LATHE_TR("is the same as {0}"), places_.phrase_of(first->second)), "data.duplicate"));
    } else if (const auto [asked, is_new] = questions_.try_emplace(question.hex(), index); !is_new) {
      report.issues.push_back(places_.issue(index, phrase(LATHE_TR("asks the same as {0}, but the answer differs"), places_.phrase_of(asked->second)), "data.contradiction"));
    }
  }

 private:
  const Places& places_;
  std::unordered_map<std::string, size_t> samples_, questions_;
};

void measure_lengths(const std::vector<Sample>& samples, AuditReport& report) {
  if (samples.empty()) return;
  std::vector<int64_t> lengths;
  for (const Sample& sample : samples) lengths.push_back(static_cast<int64_t>(sample.ids.size()));
  std::sort(lengths.begin(), lengths.end());
  report.counts.shortest = lengths.front();
  report.counts.median = lengths[(lengths.size() - 1) / 2];
  report.counts.longest = lengths.back();
  report.length_histogram.assign(kHistogramBins, 0);
  for (const int64_t length : lengths) {
    const auto bin = static_cast<size_t>((length - 1) * static_cast<int64_t>(kHistogramBins) / lengths.back());
    ++report.length_histogram[std::min(bin, kHistogramBins - 1)];
  }
}

std::string fingerprint_of_records(const std::vector<Record>& records) {
  Fingerprint fingerprint;
  for (const Record& record : records) {
    fingerprint.add(record.value.dump());
    fingerprint.add("\n");
  }
  return fingerprint.hex();
}

}  // namespace

Phrase beyond_context(const std::vector<Sample>& samples, int64_t context) {
  const auto beyond = std::count_if(samples.begin(), samples.end(), [context](const Sample& sample) { return static_cast<int64_t>(sample.ids.size()) > context; });
  if (context <= 0 || beyond == 0) return {};
  return phrase(LATHE_TR("{0} records are longer than the {1} tokens that the model was made for (max_position_embeddings): what it learns behind them "
                         "may not hold; lower data.max_tokens to stay below"), beyond, context);
}

AuditedSet audit(const RecordFile& file, const AuditSetting& setting, std::stop_token stop, const ProgressFn& progress) {
  AuditedSet out;
  AuditReport& report = out.report;
  const bool automatic = setting.options.format == "auto";
  const Detected detected = automatic ? detect_format(file.records, setting.file_name) : Detected{&format_by_id(setting.options.format), phrase(LATHE_TR("chosen in the configuration"))};
  report.format = detected.format->id;
  report.format_reason = detected.reason;
  report.chat_template = setting.chat_template.id();
  report.issues = file.issues;
  report.counts.records = static_cast<int64_t>(file.records.size());
  report.counts.unreadable = std::count_if(file.issues.begin(), file.issues.end(), [](const Issue& issue) { return issue.code != "data.frame"; });
  std::vector<Outcome> outcomes = check_all(file.records, RecordCheck(*detected.format, setting.tokenizer, setting.chat_template, setting.options), stop, progress);
  const Places places(file.records);
  Duplicates duplicates(places);
  for (size_t i = 0; i < outcomes.size(); ++i) {
    Outcome& outcome = outcomes[i];
    count_outcome(outcome, report.counts);
    for (Issue& issue : outcome.issues) {
      issue.field = places.field(i, issue.field);
      report.issues.push_back(std::move(issue));
    }
    const bool used = outcome.converted && (outcome.built.fate == Fate::whole || outcome.built.fate == Fate::cut);
    if (!used) continue;
    duplicates.look_at(outcome.built.sample, i, report);
    outcome.built.sample.line = file.records[i].line;
    out.samples.push_back(std::move(outcome.built.sample));
  }
  std::stable_sort(report.issues.begin(), report.issues.end(), [](const Issue& a, const Issue& b) { return a.line < b.line; });
  measure_lengths(out.samples, report);
  if (Phrase beyond = beyond_context(out.samples, setting.context); !beyond.empty())
    report.issues.insert(report.issues.begin(), {setting.file_name, 0, "", std::move(beyond), "data.beyond_context"});
  report.fingerprint = fingerprint_of_records(file.records);
  return out;
}

Json to_json(const AuditReport& report) {
  const AuditCounts& c = report.counts;
  Json issues = Json::array();
  for (const Issue& issue : report.issues)
    issues.push_back({{"file", issue.file}, {"line", issue.line}, {"field", issue.field}, {"code", issue.code}, {"reason", issue.reason.str()}});
  const double share = c.tokens == 0 ? 0 : static_cast<double>(c.learned_tokens) / static_cast<double>(c.tokens);
  return {{"format", report.format}, {"format_reason", report.format_reason.str()}, {"chat_template", report.chat_template},
          {"template_notice", report.template_notice.str()}, {"fingerprint", report.fingerprint},
          {"counts", {{"records", c.records}, {"usable", c.usable}, {"tokens", c.tokens}, {"learned_tokens", c.learned_tokens}, {"learned_share", share},
                      {"shortest", c.shortest}, {"median", c.median}, {"longest", c.longest}, {"truncated", c.truncated}, {"dropped_too_long", c.dropped_too_long},
                      {"empty", c.empty}, {"duplicates", c.duplicates}, {"unreadable", c.unreadable}, {"without_end_mark", c.without_end_mark},
                      {"with_begin_mark", c.with_begin_mark}, {"with_several_begin_marks", c.with_several_begin_marks}, {"nothing_learned", c.nothing_learned}}},
          {"length_histogram", report.length_histogram}, {"issues", std::move(issues)}};
}

void require_learnable(const AuditedSet& set, const std::string& file_name) {
  if (set.report.counts.learned_tokens > 0) return;
  throw Error("data.nothing_learned", phrase(LATHE_TR("[check] {0}: none of its {1} records has a token that is learned"), file_name, set.report.counts.records),
              phrase(LATHE_TR("See the list of records: add answers, raise the longest record, or choose another record format.")), set.report.issues);
}

}  // namespace lathe::data
