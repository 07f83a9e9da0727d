#include "core/data/record_set.h"

#include <algorithm>
#include <stdexcept>

#include "core/base/atomic_file.h"
#include "core/base/files.h"
#include "core/base/fingerprint.h"
#include "core/data/journal.h"
#include "core/data/record_writer.h"

namespace lathe::data {
namespace {

constexpr size_t kMostBytes = size_t{8} << 30;

Layout layout_for(const std::filesystem::path& target, Layout original) {
  const std::string suffix = target.extension().string();
  return suffix == ".json" ? Layout::json_array : suffix == ".jsonl" ? Layout::json_lines : original;
}

}  // namespace

Edit Edit::inverse() const {
  switch (kind) {
    case Kind::insert: return {Kind::remove, index, nullptr, value};
    case Kind::remove: return {Kind::insert, index, before, nullptr};
    case Kind::replace: break;
  }
  return {Kind::replace, index, before, value};
}

struct RecordSet::State {
  std::filesystem::path file, journal_folder;
  FileSystem& disk;
  std::string original, fingerprint;     // the bytes that were opened
  Scan scan;
  std::vector<Record> records;
  std::vector<int64_t> slices;           // where each record stands in `original`, -1 for an added one
  std::vector<Issue> issues;
  const FormatSpec* format = nullptr;
  Phrase format_reason, notice;
  std::unique_ptr<Journal> journal;
  std::vector<Edit> net;                 // edits since the opened file; one that undoes the last takes it away
  int64_t recovered = 0;

  State(std::filesystem::path f, std::filesystem::path j, FileSystem& d) : file(std::move(f)), journal_folder(std::move(j)), disk(d) {}

  void load(std::string bytes);
  void detect();
  void recover();
  bool fits(const Edit& edit) const;
  void change(const Edit& edit);
  int64_t slice_for_inserted(const Edit& edit) const;
  std::string file_name() const { return file.filename().string(); }
};

void RecordSet::State::load(std::string bytes) {
  original = std::move(bytes);
  fingerprint = fingerprint_of(original);
  scan = scan_records(original, file_name());
  records.clear();
  slices.clear();
  net.clear();
  issues = scan.issues;
  for (size_t i = 0; i < scan.slices.size(); ++i) {
    Record record;
    if (!parse_slice(original, scan.slices[i], file_name(), record, issues)) continue;
    records.push_back(std::move(record));
    slices.push_back(static_cast<int64_t>(i));
  }
  std::stable_sort(issues.begin(), issues.end(), [](const Issue& a, const Issue& b) { return a.line < b.line; });
  if (!journal_folder.empty()) journal = std::make_unique<Journal>(journal_folder, file_name(), fingerprint, disk);
}

// An empty file is a set that is about to be written.
void RecordSet::State::detect() {
  if (records.empty() && issues.empty()) {
    format = &formats().front();
    format_reason = phrase(LATHE_TR("the file holds no records yet; new ones are written as {0}"), format->title);
    return;
  }
  const Detected detected = detect_format(records, file_name());
  format = detected.format;
  format_reason = detected.reason;
}

void RecordSet::State::recover() {
  if (!journal) return;
  size_t fitting = 0;
  for (const Edit& edit : journal->edits()) {
    if (!fits(edit)) break;
    change(edit);
    ++fitting;
  }
  journal->keep_first(fitting);
  recovered = static_cast<int64_t>(fitting);
  std::string aside;
  for (const std::string& name : Journal::others(journal_folder, fingerprint, disk)) aside += (aside.empty() ? "" : ", ") + name;
  if (recovered > 0 && aside.empty()) notice = phrase(LATHE_TR("{0} edits from last time are there again"), recovered);
  else if (recovered > 0) notice = phrase(LATHE_TR("{0} edits from last time are there again; edits of another version of this file lie in {1} ({2})"), recovered, journal_folder, aside);
  else if (!aside.empty()) notice = phrase(LATHE_TR("edits of another version of this file were not applied; they lie in {0} ({1})"), journal_folder, aside);
  if (journal->damaged()) notice = phrase(LATHE_TR("{0} edits from last time are there again; what follows them in the journal is damaged and kept in {1}"), recovered, journal_folder);
}

bool RecordSet::State::fits(const Edit& edit) const {
  const auto count = static_cast<int64_t>(records.size());
  if (edit.kind == Edit::Kind::insert) return edit.index >= 0 && edit.index <= count && edit.value.is_object();
  const bool inside = edit.index >= 0 && edit.index < count && records[edit.index].value == edit.before;
  return inside && (edit.kind == Edit::Kind::remove || edit.value.is_object());
}

// An undone removal stands again where the file has it, so that saving changes nothing there.
int64_t RecordSet::State::slice_for_inserted(const Edit& edit) const {
  int64_t after = -1, before = static_cast<int64_t>(scan.slices.size());
  for (int64_t i = edit.index - 1; i >= 0 && after < 0; --i) after = slices[i];
  for (auto i = static_cast<size_t>(edit.index); i < slices.size() && before == static_cast<int64_t>(scan.slices.size()); ++i)
    if (slices[i] >= 0) before = slices[i];
  for (int64_t s = after + 1; s < before; ++s) {
    Record record;
    std::vector<Issue> ignored;
    if (parse_slice(original, scan.slices[s], file_name(), record, ignored) && record.value == edit.value) return s;
  }
  return -1;
}

void RecordSet::State::change(const Edit& edit) {
  const ptrdiff_t at = static_cast<ptrdiff_t>(edit.index);
  switch (edit.kind) {
    case Edit::Kind::insert: {
      const int64_t slice = slice_for_inserted(edit);
      records.insert(records.begin() + at, Record{edit.value, file_name(), slice < 0 ? 0 : scan.slices[slice].line});
      slices.insert(slices.begin() + at, slice);
      break;
    }
    case Edit::Kind::remove:
      records.erase(records.begin() + at);
      slices.erase(slices.begin() + at);
      break;
    case Edit::Kind::replace: records[edit.index].value = edit.value; break;
  }
  if (!net.empty() && net.back() == edit.inverse()) net.pop_back();
  else net.push_back(edit);
}

RecordSet::RecordSet(std::filesystem::path file, std::filesystem::path journal_folder, FileSystem& disk) {
  std::error_code unresolved;
  const std::filesystem::path real = std::filesystem::canonical(file, unresolved);     // saving must not replace a link
  state_ = std::make_unique<State>(unresolved ? std::move(file) : real, std::move(journal_folder), disk);
  state_->load(read_text_file(state_->file, kMostBytes));
  state_->detect();
  state_->recover();
}

RecordSet::~RecordSet() = default;

const std::vector<Record>& RecordSet::records() const { return state_->records; }
const std::vector<Issue>& RecordSet::issues() const { return state_->issues; }
const FormatSpec& RecordSet::format() const { return *state_->format; }
Phrase RecordSet::format_reason() const { return state_->format_reason; }
Phrase RecordSet::notice() const { return state_->notice; }
const std::filesystem::path& RecordSet::file() const { return state_->file; }
bool RecordSet::modified() const { return !state_->net.empty(); }
bool RecordSet::read_only() const { return !state_->journal; }
int64_t RecordSet::recovered_edits() const { return state_->recovered; }

void RecordSet::apply(const Edit& edit) {
  if (read_only())
    throw Error("data.read_only", phrase(LATHE_TR("[edit] {0}: can only be read here, because another Lathe has the workspace open"), state_->file),
                phrase(LATHE_TR("Edit it there, or close that window and open the records again.")));
  if (!state_->fits(edit)) throw std::logic_error("RecordSet::apply: the edit does not fit the records");
  state_->journal->append(edit);
  state_->change(edit);
}

RecordFile RecordSet::snapshot() const {
  return {state_->records, state_->issues, state_->scan.layout, state_->scan.byte_order_mark};
}

void RecordSet::save_as(const std::filesystem::path& target) {
  std::error_code different;
  if (std::filesystem::equivalent(target, state_->file, different)) return save_over_original();
  const State& s = *state_;
  const Layout layout = layout_for(target, s.scan.layout);
  write_file_atomically(s.disk, target, layout == s.scan.layout ? rewrite(s.records, {s.original, s.scan, s.slices, false}) : write_new(s.records, layout, s.scan.byte_order_mark));
}

void RecordSet::save_over_original() {
  State& s = *state_;
  std::error_code absent;
  if (!std::filesystem::exists(s.file, absent) || fingerprint_of_file(s.file) != s.fingerprint)
    throw Error("data.changed_outside", phrase(LATHE_TR("[save] {0}: another program has changed the file since it was opened"), s.file),
                phrase(LATHE_TR("Save under another name, or open the file again; your edits stay in the workspace.")));
  if (!modified()) return;
  std::string bytes = rewrite(s.records, {s.original, s.scan, s.slices});
  const std::string saved = fingerprint_of(bytes);
  s.journal->mark_saved(saved);
  try {
    write_file_atomically(s.disk, s.file, bytes);
  } catch (const Error&) {
    // A failure after the rename: the file is the new one, the old journal stays until that is certain.
    if (fingerprint_of_file(s.file) == saved) s.load(std::move(bytes));
    throw;
  }
  s.journal->discard();
  s.load(std::move(bytes));
}

}  // namespace lathe::data
