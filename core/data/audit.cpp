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
  std::string label;
  std::vector<BuiltSample> built;        // as SampleBuilder::build of the record's kind
  Fate fate() const {
    const auto is_used = [](const BuiltSample& one) { return one.fate == Fate::whole || one.fate == Fate::cut; };
    const auto dropped = std::find_if_not(built.begin(), built.end(), is_used);
    if (dropped != built.end()) return dropped->fate;
    return std::any_of(built.begin(), built.end(), [](const BuiltSample& one) { return one.fate == Fate::cut; }) ? Fate::cut : Fate::whole;
  }
  bool used() const { return converted && (fate() == Fate::whole || fate() == Fate::cut); }
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
    Example example;
    out.converted = format_.read(record, example, out.issues);
    if (!out.converted) return out;
    const auto note = [&](Phrase reason, const char* code) { out.issues.push_back({record.file, record.line, "", std::move(reason), code}); };
    if (const std::string found = control_tokens_in(example.conversation); !found.empty())
      note(phrase(LATHE_TR("its text contains control tokens, which the model reads as marks, not as text: {0}"), found), "data.control_token");
    out.label = std::move(example.label);
    try {
      out.built = builder_.build(index, format_.kind, example);
    } catch (const Error& error) {
      out.converted = false;
      note(error.message, "data.not_encoded");
      return out;
    }
    for (const BuiltSample& built : out.built) describe(built, note);
    if (out.used()) note_what_is_not_rendered(example.conversation, out.built.front().text, note);
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
    if (built.fate == Fate::cut && format_.kind == RecordKind::classification)
      note(phrase(LATHE_TR("has {0} tokens, {1} are allowed: its end is cut"), built.tokens_before_cut, options_.max_tokens), "data.cut");
    else if (built.fate == Fate::cut)
      note(phrase(LATHE_TR("has {0} tokens, {1} are allowed: its {2} oldest turns are cut"), built.tokens_before_cut, options_.max_tokens, built.turns_cut), "data.cut");
    if (built.fate == Fate::dropped_too_long)
      note(phrase(LATHE_TR("has {0} tokens, {1} are allowed: it is left out"), built.tokens_before_cut, options_.max_tokens), "data.too_long");
    if (built.fate == Fate::dropped_nothing_learned) note(phrase(LATHE_TR("has no token that is learned: it is left out")), "data.nothing_learned");
    const bool used = built.fate == Fate::whole || built.fate == Fate::cut;
    const bool answers = format_.kind != RecordKind::text && format_.kind != RecordKind::classification;
    if (used && answers && options_.learn_end_mark && !built.ends_with_end_mark) note(phrase(LATHE_TR("its answer does not end with a learned end mark")), "data.no_end_mark");
    if (used && built.begin_marks > 1) note(phrase(LATHE_TR("has {0} begin marks"), built.begin_marks), "data.begin_marks");
  }

  // Tools and calls that the chat template passes over.
  template <class Note>
  static void note_what_is_not_rendered(const text::Conversation& conversation, const std::string& text, const Note& note) {
    const auto is_missing = [&](const Json& named) {
      const Json& name = member(member(named, "function").is_object() ? named["function"] : named, "name");
      return name.is_string() && text.find(name.get_ref<const std::string&>()) == std::string::npos;
    };
    const auto any_missing = [&](const Json& list) { return list.is_array() && std::any_of(list.begin(), list.end(), is_missing); };
    if (any_missing(conversation.tools)) note(phrase(LATHE_TR("its tools are not written by this chat template; the record is used without them")), "data.tools");
    if (std::any_of(conversation.messages.begin(), conversation.messages.end(), [&](const text::Message& message) { return any_missing(member(message.members, "tool_calls")); }))
      note(phrase(LATHE_TR("its tool calls are not written by this chat template; choose one that writes them")), "data.tool_calls");
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
  switch (outcome.fate()) {
    case Fate::dropped_too_long: ++counts.dropped_too_long; return;
    case Fate::dropped_nothing_learned: ++counts.nothing_learned; return;
    case Fate::dropped_unreadable: ++counts.unreadable; return;
    case Fate::cut: ++counts.truncated; break;
    case Fate::whole: break;
  }
  ++counts.usable;
  bool ended = false;
  for (const BuiltSample& built : outcome.built) {
    counts.tokens += static_cast<int64_t>(built.sample.ids.size());
    counts.learned_tokens += built.sample.num_learned();
    ended = built.ends_with_end_mark;
  }
  const int begin_marks = outcome.built.empty() ? 0 : outcome.built.front().begin_marks;
  counts.without_end_mark += outcome.label.empty() && !ended;
  counts.with_begin_mark += begin_marks > 0;
  counts.with_several_begin_marks += begin_marks > 1;
}

// Where the last answer begins.
size_t last_answer(const std::vector<int32_t>& labels) {
  size_t at = labels.size();
  while (at > 0 && labels[at - 1] == kNotLearned) --at;
  while (at > 0 && labels[at - 1] != kNotLearned) --at;
  return at;
}

// Repeats, and equal questions with different last answers; each is named with the line of the first.
class Duplicates {
 public:
  explicit Duplicates(std::string file) : file_(std::move(file)) {}
  void look_at(const Sample& sample, const std::string& label, AuditReport& report) {
    const bool labelled = report.kind == RecordKind::classification;
    Fingerprint whole, question;
    whole.add(std::as_bytes(std::span(sample.ids)));
    whole.add(std::as_bytes(std::span(sample.labels)));
    whole.add(label);
    question.add(std::as_bytes(std::span(sample.ids).first(labelled ? sample.ids.size() : last_answer(sample.labels))));
    const auto note = [&](Phrase reason, const char* code) { report.issues.push_back({file_, sample.line, "", std::move(reason), code}); };
    if (const auto [first, is_first] = samples_.try_emplace(whole.hex(), sample.line); !is_first) {
      ++report.counts.duplicates;
      note(phrase(LATHE_TR("is the same as line {0}"), first->second), "data.duplicate");
    } else if (const auto [asked, is_new] = questions_.try_emplace(question.hex(), sample.line); !is_new && labelled) {
      note(phrase(LATHE_TR("is the same text as line {0}, but the label differs"), asked->second), "data.contradiction");
    } else if (!is_new && report.kind != RecordKind::text) {
      note(phrase(LATHE_TR("asks the same as line {0}, but the answer differs"), asked->second), "data.contradiction");
    }
  }

 private:
  std::string file_;
  std::unordered_map<std::string, int64_t> samples_, questions_;
};

bool is_number(const std::string& text) { return !text.empty() && text.size() < 10 && text.find_first_not_of("0123456789") == std::string::npos; }

// Labels to ids: numbers in their order, names in alphabetical order.
void number_classes(const std::vector<std::string>& labels, AuditedSet& out) {
  std::map<std::string, int64_t> counts;
  for (const std::string& label : labels) ++counts[label];
  std::vector<ClassCount>& classes = out.report.classes;
  for (const auto& [name, records] : counts) classes.push_back({name, records});
  if (std::all_of(classes.begin(), classes.end(), [](const ClassCount& one) { return is_number(one.name); }))
    std::stable_sort(classes.begin(), classes.end(), [](const ClassCount& a, const ClassCount& b) { return std::stol(a.name) < std::stol(b.name); });
  std::map<std::string, int32_t> ids;
  for (size_t i = 0; i < classes.size(); ++i) ids[classes[i].name] = static_cast<int32_t>(i);
  for (size_t i = 0; i < labels.size(); ++i) out.samples[i].class_id = ids[labels[i]];
}

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

AuditedSet audit(const RecordFile& file, const std::string& file_name, const text::Tokenizer& tokenizer,
                 const text::ChatTemplate& chat_template, const config::DataConfig& options, std::stop_token stop, const ProgressFn& progress) {
  AuditedSet out;
  AuditReport& report = out.report;
  const bool automatic = options.format == "auto";
  const Detected detected = automatic ? detect_format(file.records, file_name) : Detected{&format_by_id(options.format), phrase(LATHE_TR("chosen in the configuration"))};
  report.format = detected.format->id;
  report.kind = detected.format->kind;
  report.format_reason = detected.reason;
  report.chat_template = chat_template.id();
  report.issues = file.issues;
  report.counts.records = static_cast<int64_t>(file.records.size());
  report.counts.unreadable = std::count_if(file.issues.begin(), file.issues.end(), [](const Issue& issue) { return issue.code != "data.frame"; });
  std::vector<Outcome> outcomes = check_all(file.records, RecordCheck(*detected.format, tokenizer, chat_template, options), stop, progress);
  Duplicates duplicates(file_name);
  std::vector<std::string> labels;
  for (size_t i = 0; i < outcomes.size(); ++i) {
    Outcome& outcome = outcomes[i];
    count_outcome(outcome, report.counts);
    report.issues.insert(report.issues.end(), outcome.issues.begin(), outcome.issues.end());
    if (!outcome.used()) continue;
    for (BuiltSample& built : outcome.built) {
      built.sample.line = file.records[i].line;
      std::vector<Sample>& side = report.kind == RecordKind::preference && &built != &outcome.built.front() ? out.rejected : out.samples;
      side.push_back(std::move(built.sample));
    }
    if (report.kind == RecordKind::classification) labels.push_back(outcome.label);
    duplicates.look_at(out.samples.back(), outcome.label, report);
  }
  if (report.kind == RecordKind::classification) number_classes(labels, out);
  std::stable_sort(report.issues.begin(), report.issues.end(), [](const Issue& a, const Issue& b) { return a.line < b.line; });
  measure_lengths(out.samples, report);
  report.fingerprint = fingerprint_of_records(file.records);
  return out;
}

Json to_json(const AuditReport& report) {
  const AuditCounts& c = report.counts;
  Json issues = Json::array();
  for (const Issue& issue : report.issues)
    issues.push_back({{"file", issue.file}, {"line", issue.line}, {"field", issue.field}, {"code", issue.code}, {"reason", issue.reason.str()}});
  const double share = c.tokens == 0 ? 0 : static_cast<double>(c.learned_tokens) / static_cast<double>(c.tokens);
  Json classes = Json::array();
  for (const ClassCount& one : report.classes) classes.push_back({{"name", one.name}, {"records", one.records}});
  return {{"format", report.format}, {"kind", id_of(report.kind)}, {"classes", classes}, {"format_reason", report.format_reason.str()}, {"chat_template", report.chat_template},
          {"template_notice", report.template_notice.str()}, {"fingerprint", report.fingerprint},
          {"counts", {{"records", c.records}, {"usable", c.usable}, {"tokens", c.tokens}, {"learned_tokens", c.learned_tokens}, {"learned_share", share},
                      {"shortest", c.shortest}, {"median", c.median}, {"longest", c.longest}, {"truncated", c.truncated}, {"dropped_too_long", c.dropped_too_long},
                      {"empty", c.empty}, {"duplicates", c.duplicates}, {"unreadable", c.unreadable}, {"without_end_mark", c.without_end_mark},
                      {"with_begin_mark", c.with_begin_mark}, {"with_several_begin_marks", c.with_several_begin_marks}, {"nothing_learned", c.nothing_learned}}},
          {"length_histogram", report.length_histogram}, {"issues", std::move(issues)}};
}

void require_learnable(const AuditedSet& set, const std::string& file_name) {
  if (set.report.kind == RecordKind::classification) {
    if (set.report.classes.size() > 1) return;
    throw Error("data.one_class", phrase(LATHE_TR("[check] {0}: its {1} records have {2} different labels; two are the least"), file_name, set.report.counts.records, set.report.classes.size()),
                phrase(LATHE_TR("Add records with other labels, or choose another record format.")), set.report.issues);
  }
  if (set.report.counts.learned_tokens > 0) return;
  throw Error("data.nothing_learned", phrase(LATHE_TR("[check] {0}: none of its {1} records has a token that is learned"), file_name, set.report.counts.records),
              phrase(LATHE_TR("See the list of records: add answers, raise the longest record, or choose another record format.")), set.report.issues);
}

}  // namespace lathe::data
