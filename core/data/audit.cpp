#include "core/data/audit.h"

#include <algorithm>
#include <map>

#include "core/base/fingerprint.h"
#include "core/data/record_check.h"
#include "core/data/record_source.h"
#include "core/data/repeats.h"

namespace lathe::data {
namespace {

constexpr size_t kHistogramBins = 24;
constexpr size_t kLookedAt = 1000;       // records, to tell the format
constexpr size_t kBatch = 8192;          // records in memory when a file is checked: enough for many threads
constexpr int64_t kBatchBytes = 4 << 20;   // of the file, for both
constexpr size_t kMostIssues = 100000;   // in a report; what is beyond is counted

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

bool is_number(const std::string& text) { return !text.empty() && text.size() < 10 && text.find_first_not_of("0123456789") == std::string::npos; }

// Labels to ids: numbers in their order, names in alphabetical order.
void list_classes(const std::map<std::string, int64_t>& counts, AuditedSet& out, const std::vector<std::string>& kept) {
  std::vector<ClassCount>& classes = out.report.classes;
  for (const auto& [name, records] : counts) classes.push_back({name, records});
  if (std::all_of(classes.begin(), classes.end(), [](const ClassCount& one) { return is_number(one.name); }))
    std::stable_sort(classes.begin(), classes.end(), [](const ClassCount& a, const ClassCount& b) { return std::stol(a.name) < std::stol(b.name); });
  std::map<std::string, int32_t> ids;
  for (size_t i = 0; i < classes.size(); ++i) ids[classes[i].name] = static_cast<int32_t>(i);
  for (size_t i = 0; i < kept.size(); ++i) out.samples[i].class_id = ids[kept[i]];
}

// Takes a set batch by batch; what it keeps for each record is a few numbers, and the samples where they are wanted.
class Auditor {
 public:
  Auditor(const RecordCheck& check, const AuditSetting& setting, bool keep_samples)
      : check_(check), file_(setting.file_name), context_(setting.context), keep_(keep_samples), repeats_(check.format().kind) {}

  void add_issues(const std::vector<Issue>& issues) {
    for (const Issue& issue : issues) {
      report().counts.unreadable += issue.code != "data.frame";
      list(issue);
    }
  }

  void add(const std::vector<Record>& records, const std::stop_token& stop, const ProgressFn& progress) {
    const int64_t before = report().counts.records;
    std::vector<Outcome> outcomes = check_all(records, before, check_, stop, progress);
    report().counts.records += static_cast<int64_t>(records.size());
    for (size_t i = 0; i < outcomes.size(); ++i) {
      add_record(fingerprint_, records[i]);
      take(outcomes[i], records[i], shares_its_line(records, i) ? before + static_cast<int64_t>(i) + 1 : 0);
    }
    if (!records.empty()) last_line_ = records.back().line;
  }

  AuditedSet finish() {
    left_out_ += repeats_.report(file_, report(), kMostIssues);
    std::stable_sort(report().issues.begin(), report().issues.end(), [](const Issue& a, const Issue& b) { return a.line < b.line; });
    if (left_out_ > 0) report().issues.push_back({file_, 0, "", phrase(LATHE_TR("{0} further findings are counted but not listed"), left_out_), "data.not_listed"});
    if (beyond_ > 0) report().issues.insert(report().issues.begin(), {file_, 0, "", beyond_context(beyond_, context_), "data.beyond_context"});
    if (check_.format().kind == RecordKind::classification) list_classes(labels_, out_, kept_labels_);
    measure_lengths();
    report().fingerprint = fingerprint_.hex();
    return std::move(out_);
  }

  AuditReport& report() { return out_.report; }

 private:
  void list(Issue issue) {
    if (report().issues.size() < kMostIssues) report().issues.push_back(std::move(issue));
    else ++left_out_;
  }

  // As in an array without line ends: then its number names a record.
  bool shares_its_line(const std::vector<Record>& records, size_t i) const {
    const int64_t line = records[i].line;
    return line == (i > 0 ? records[i - 1].line : last_line_) || (i + 1 < records.size() && line == records[i + 1].line);
  }

  void take(Outcome& outcome, const Record& record, int64_t number) {
    count_outcome(outcome, report().counts);
    for (Issue& issue : outcome.issues) {
      if (number > 0) issue.field = "#" + std::to_string(number) + (issue.field.empty() ? "" : " " + issue.field);
      list(std::move(issue));
    }
    if (!outcome.used()) return;
    const bool pair = check_.format().kind == RecordKind::preference;
    for (size_t i = 0; i < outcome.built.size(); ++i) {
      Sample& sample = outcome.built[i].sample;
      sample.line = record.line;
      if (!pair || i == 0) lengths_.push_back(static_cast<int32_t>(sample.ids.size()));
      if (i == 0) repeats_.add(sample, {outcome.label, number});
      beyond_ += i == 0 && context_ > 0 && static_cast<int64_t>(sample.ids.size()) > context_;
      if (keep_) (pair && i > 0 ? out_.rejected : out_.samples).push_back(std::move(sample));
    }
    if (check_.format().kind != RecordKind::classification) return;
    ++labels_[outcome.label];
    if (keep_) kept_labels_.push_back(std::move(outcome.label));
  }

  void measure_lengths() {
    if (lengths_.empty()) return;
    std::sort(lengths_.begin(), lengths_.end());
    report().counts.shortest = lengths_.front();
    report().counts.median = lengths_[(lengths_.size() - 1) / 2];
    report().counts.longest = lengths_.back();
    report().length_histogram.assign(kHistogramBins, 0);
    for (const int64_t length : lengths_) {
      const auto bin = static_cast<size_t>((length - 1) * static_cast<int64_t>(kHistogramBins) / lengths_.back());
      ++report().length_histogram[std::min(bin, kHistogramBins - 1)];
    }
  }

  const RecordCheck& check_;
  std::string file_;
  int64_t context_, beyond_ = 0, last_line_ = 0;
  bool keep_;
  AuditedSet out_;
  Repeats repeats_;
  Fingerprint fingerprint_;
  std::vector<int32_t> lengths_;
  std::map<std::string, int64_t> labels_;
  std::vector<std::string> kept_labels_;
  int64_t left_out_ = 0;
};

Detected format_for(const std::vector<Record>& records, const std::string& file_name, const config::DataConfig& options) {
  return options.format == "auto" ? detect_format(records, file_name) : Detected{&format_by_id(options.format), phrase(LATHE_TR("chosen in the configuration"))};
}

void describe(const Detected& detected, const text::ChatTemplate& chat_template, AuditReport& report) {
  report.format = detected.format->id;
  report.kind = detected.format->kind;
  report.format_reason = detected.reason;
  report.chat_template = chat_template.id();
}

// Adds records until there are `most`, or a batch's bytes are read; false when nothing is left.
bool read_batch(RecordSource& source, size_t most, std::vector<Record>& records, std::vector<Issue>& issues) {
  const int64_t end = source.bytes_done() + kBatchBytes;
  bool more = true;
  do more = source.read(most - records.size(), records, issues);
  while (more && records.size() < most && source.bytes_done() < end);
  return more;
}

}  // namespace

void add_record(Fingerprint& fingerprint, const Record& record) {
  fingerprint.add(record.value.dump());
  fingerprint.add("\n");
}

Phrase beyond_context(int64_t records, int64_t context) {
  return phrase(LATHE_TR("{0} records are longer than the {1} tokens that the model was made for (max_position_embeddings): what it learns behind them "
                         "may not hold; lower data.max_tokens to stay below"), records, context);
}

AuditedSet audit(const RecordFile& file, const AuditSetting& setting, std::stop_token stop, const ProgressFn& progress) {
  const Detected detected = format_for(file.records, setting.file_name, setting.options);
  const RecordCheck check(*detected.format, setting.tokenizer, setting.chat_template, setting.options);
  Auditor auditor(check, setting, true);
  describe(detected, setting.chat_template, auditor.report());
  auditor.report().notes = file.notes;
  auditor.add_issues(file.issues);
  auditor.add(file.records, stop, progress);
  return auditor.finish();
}

AuditReport audit_file(const AuditSetting& setting, std::stop_token stop, const ProgressFn& progress) {
  const config::DataConfig& options = setting.options;
  RecordSource source(options.path, read_options(options), stop);
  std::vector<Record> records;
  std::vector<Issue> issues;
  bool more = read_batch(source, kLookedAt, records, issues);
  while (more && records.empty()) more = read_batch(source, kLookedAt, records, issues);
  const Detected detected = format_for(records, setting.file_name, options);
  const RecordCheck check(*detected.format, setting.tokenizer, setting.chat_template, options);
  Auditor auditor(check, setting, false);
  describe(detected, setting.chat_template, auditor.report());
  auditor.report().notes = source.frame().notes;
  for (;;) {
    auditor.add_issues(issues);
    auditor.add(records, stop, {});
    if (progress) progress(source.bytes_done(), source.bytes_total());
    if (!more) return auditor.finish().report;
    records.clear();
    issues.clear();
    more = read_batch(source, kBatch, records, issues);
  }
}

ReadOptions read_options(const config::DataConfig& options) { return {.columns = options.columns, .documents = options.documents, .entry = options.entry}; }

Json to_json(const AuditReport& report) {
  const AuditCounts& c = report.counts;
  Json issues = Json::array();
  for (const Issue& issue : report.issues)
    issues.push_back({{"file", issue.file}, {"line", issue.line}, {"field", issue.field}, {"code", issue.code}, {"reason", issue.reason.str()}});
  const double share = c.tokens == 0 ? 0 : static_cast<double>(c.learned_tokens) / static_cast<double>(c.tokens);
  Json classes = Json::array();
  for (const ClassCount& one : report.classes) classes.push_back({{"name", one.name}, {"records", one.records}});
  Json notes = Json::array();
  for (const Phrase& note : report.notes) notes.push_back(note.str());
  return {{"format", report.format}, {"notes", notes}, {"kind", id_of(report.kind)}, {"classes", classes}, {"format_reason", report.format_reason.str()}, {"chat_template", report.chat_template},
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
