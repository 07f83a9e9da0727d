#include "core/data/record_set.h"

#include <algorithm>
#include <optional>
#include <stdexcept>

#include "core/base/atomic_file.h"
#include "core/base/files.h"
#include "core/base/fingerprint.h"
#include "core/data/file_kinds.h"
#include "core/data/journal.h"
#include "core/data/record_source.h"
#include "core/data/record_writer.h"

namespace lathe::data {
namespace {

constexpr size_t kMostBytes = size_t{8} << 30;

Layout layout_for(const std::filesystem::path& target, Layout original) {
  const std::string suffix = target.extension().string();
  return suffix == ".json" ? Layout::json_array : suffix == ".jsonl" ? Layout::json_lines : original;
}

constexpr size_t kEnoughToTell = 1000;   // records, for the format

bool is_json(const std::filesystem::path& file) {
  return !is_dataset_info(file) && file_text_of(file) == FileText::json;
}

// A file as it was read.
struct Content {
  std::string bytes, fingerprint;
  Scan scan;
  SharedRecords records;
  std::vector<int64_t> slices;           // where each record stands in `bytes`, -1 for an added one
  std::vector<Issue> issues;
};

Content read_content(std::string bytes, const std::string& name) {
  Content out;
  out.bytes = std::move(bytes);
  out.fingerprint = fingerprint_of(out.bytes);
  out.scan = scan_records(out.bytes, name);
  out.issues = out.scan.issues;
  for (size_t i = 0; i < out.scan.slices.size(); ++i) {
    Record record;
    if (!parse_slice(out.bytes, out.scan.slices[i], name, record, out.issues)) continue;
    out.records.push_back(std::move(record));
    out.slices.push_back(static_cast<int64_t>(i));
  }
  std::stable_sort(out.issues.begin(), out.issues.end(), [](const Issue& a, const Issue& b) { return a.line < b.line; });
  return out;
}

// Tables, texts, packed and converted files: their bytes are not what save would write.
Content read_other(const std::filesystem::path& file) {
  Content out;
  out.fingerprint = fingerprint_of_file(file);
  RecordFile read = read_records(file);
  out.issues = std::move(read.issues);
  out.slices.assign(read.records.size(), -1);
  for (Record& record : read.records) out.records.push_back(std::move(record));
  return out;
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
  Content now;                           // `bytes` and `scan` are of the opened file, the rest follows edits
  const FormatSpec* format = nullptr;
  Phrase format_reason, notice;
  std::unique_ptr<Journal> journal;
  std::vector<Edit> net;                 // edits since the opened file; one that undoes the last takes it away
  int64_t recovered = 0;
  bool other_kind = false;

  State(std::filesystem::path f, std::filesystem::path j, FileSystem& d) : file(std::move(f)), journal_folder(std::move(j)), disk(d) {}

  void detect();
  void recover();
  bool fits(const Edit& edit) const;
  void change(const Edit& edit);
  int64_t slice_for_inserted(const Edit& edit) const;
  std::string file_name() const { return file.filename().string(); }
  std::unique_ptr<Journal> journal_of(const Content& content) const {
    return journal_folder.empty() || other_kind ? nullptr : std::make_unique<Journal>(journal_folder, file_name(), content.fingerprint, disk);
  }
};

struct RecordSet::Written {
  Content content;
  std::unique_ptr<Journal> journal;
  std::optional<Error> fault;            // of the disk, after the file was in its place
};

// An empty file is a set that is about to be written.
void RecordSet::State::detect() {
  if (now.records.empty() && now.issues.empty()) {
    format = &formats().front();
    format_reason = phrase(LATHE_TR("the file holds no records yet; new ones are written as {0}"), format->title);
    return;
  }
  const Detected detected = detect_format(now.records.copy(kEnoughToTell), file_name());
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
  for (const std::string& name : Journal::others(journal_folder, now.fingerprint, disk)) aside += (aside.empty() ? "" : ", ") + name;
  if (recovered > 0 && aside.empty()) notice = phrase(LATHE_TR("{0} edits from last time are there again"), recovered);
  else if (recovered > 0) notice = phrase(LATHE_TR("{0} edits from last time are there again; edits of another version of this file lie in {1} ({2})"), recovered, journal_folder, aside);
  else if (!aside.empty()) notice = phrase(LATHE_TR("edits of another version of this file were not applied; they lie in {0} ({1})"), journal_folder, aside);
  if (journal->damaged()) notice = phrase(LATHE_TR("{0} edits from last time are there again; what follows them in the journal is damaged and kept in {1}"), recovered, journal_folder);
}

bool RecordSet::State::fits(const Edit& edit) const {
  const auto count = static_cast<int64_t>(now.records.size());
  if (edit.kind == Edit::Kind::insert) return edit.index >= 0 && edit.index <= count && edit.value.is_object();
  const bool inside = edit.index >= 0 && edit.index < count && now.records[static_cast<size_t>(edit.index)].value == edit.before;
  return inside && (edit.kind == Edit::Kind::remove || edit.value.is_object());
}

// An undone removal stands again where the file has it, so that saving changes nothing there.
int64_t RecordSet::State::slice_for_inserted(const Edit& edit) const {
  const std::vector<Slice>& all = now.scan.slices;
  int64_t after = -1, before = static_cast<int64_t>(all.size());
  for (int64_t i = edit.index - 1; i >= 0 && after < 0; --i) after = now.slices[static_cast<size_t>(i)];
  for (auto i = static_cast<size_t>(edit.index); i < now.slices.size() && before == static_cast<int64_t>(all.size()); ++i)
    if (now.slices[i] >= 0) before = now.slices[i];
  for (int64_t s = after + 1; s < before; ++s) {
    Record record;
    std::vector<Issue> ignored;
    if (parse_slice(now.bytes, all[static_cast<size_t>(s)], file_name(), record, ignored) && record.value == edit.value) return s;
  }
  return -1;
}

void RecordSet::State::change(const Edit& edit) {
  const auto at = static_cast<size_t>(edit.index);
  switch (edit.kind) {
    case Edit::Kind::insert: {
      const int64_t slice = slice_for_inserted(edit);
      now.records.insert(at, {edit.value, file_name(), slice < 0 ? 0 : now.scan.slices[static_cast<size_t>(slice)].line});
      now.slices.insert(now.slices.begin() + static_cast<ptrdiff_t>(at), slice);
      break;
    }
    case Edit::Kind::remove:
      now.records.erase(at);
      now.slices.erase(now.slices.begin() + static_cast<ptrdiff_t>(at));
      break;
    case Edit::Kind::replace: now.records.replace(at, {edit.value, now.records[at].file, now.records[at].line}); break;
  }
  if (!net.empty() && net.back() == edit.inverse()) net.pop_back();
  else net.push_back(edit);
}

RecordSet::RecordSet(std::filesystem::path file, std::filesystem::path journal_folder, FileSystem& disk) {
  std::error_code unresolved;
  const std::filesystem::path real = std::filesystem::canonical(file, unresolved);     // saving must not replace a link
  state_ = std::make_unique<State>(unresolved ? std::move(file) : real, std::move(journal_folder), disk);
  state_->other_kind = !is_json(state_->file) || ByteSource(state_->file).converted();
  state_->now = state_->other_kind ? read_other(state_->file) : read_content(read_text_file(state_->file, kMostBytes), state_->file_name());
  state_->journal = state_->journal_of(state_->now);
  state_->detect();
  state_->recover();
}

RecordSet::~RecordSet() = default;

const SharedRecords& RecordSet::records() const { return state_->now.records; }
const std::vector<Issue>& RecordSet::issues() const { return state_->now.issues; }
const FormatSpec& RecordSet::format() const { return *state_->format; }
Phrase RecordSet::format_reason() const { return state_->format_reason; }
Phrase RecordSet::notice() const { return state_->notice; }
const std::filesystem::path& RecordSet::file() const { return state_->file; }
bool RecordSet::modified() const { return !state_->net.empty(); }
bool RecordSet::read_only() const { return !state_->journal; }
bool RecordSet::other_kind() const { return state_->other_kind; }
int64_t RecordSet::recovered_edits() const { return state_->recovered; }

void RecordSet::apply(const Edit& edit) {
  if (other_kind())
    throw Error("data.read_only", phrase(LATHE_TR("[edit] {0}: only JSON and JSON Lines files in UTF-8 can be edited"), state_->file),
                phrase(LATHE_TR("Save the records under another name that ends in .jsonl, and edit those.")));
  if (read_only())
    throw Error("data.read_only", phrase(LATHE_TR("[edit] {0}: can only be read here, because another Lathe has the workspace open"), state_->file),
                phrase(LATHE_TR("Edit it there, or close that window and open the records again.")));
  if (!state_->fits(edit)) throw std::logic_error("RecordSet::apply: the edit does not fit the records");
  state_->journal->append(edit);
  state_->change(edit);
}

RecordFile RecordSet::frame() const {
  RecordFile out;
  out.issues = state_->now.issues;
  out.layout = state_->now.scan.layout;
  out.byte_order_mark = state_->now.scan.byte_order_mark;
  return out;
}

void RecordSet::save_as(const std::filesystem::path& target) { adopt(write(target)); }
void RecordSet::save_over_original() { adopt(write({})); }

std::shared_ptr<RecordSet::Written> RecordSet::write(const std::filesystem::path& target) const {
  const State& s = *state_;
  std::error_code different, absent;
  if (!target.empty() && !std::filesystem::equivalent(target, s.file, different)) {
    if (!is_json(target))
      throw Error("data.not_written", phrase(LATHE_TR("[save] {0}: records are written as .json or .jsonl"), target.filename()), phrase(LATHE_TR("Choose a name that ends in .jsonl.")));
    const Layout layout = layout_for(target, s.now.scan.layout);
    const std::vector<Record> records = s.now.records.copy();
    write_file_atomically(s.disk, target, layout == s.now.scan.layout && !s.other_kind ? rewrite(records, {s.now.bytes, s.now.scan, s.now.slices, false})
                                                                      : write_new(records, layout, s.now.scan.byte_order_mark));
    return nullptr;
  }
  if (!std::filesystem::exists(s.file, absent) || fingerprint_of_file(s.file) != s.now.fingerprint)
    throw Error("data.changed_outside", phrase(LATHE_TR("[save] {0}: another program has changed the file since it was opened"), s.file),
                phrase(LATHE_TR("Save under another name, or open the file again; your edits stay in the workspace.")));
  if (!modified()) return nullptr;
  const bool may_be_list = layout_for(s.file, Layout::json_lines) == Layout::json_array;
  const std::string bytes = rewrite(s.now.records.copy(), {s.now.bytes, s.now.scan, s.now.slices, true, may_be_list});
  auto out = std::make_shared<Written>();
  out->content = read_content(bytes, s.file_name());
  s.journal->mark_saved(out->content.fingerprint);
  try {
    write_file_atomically(s.disk, s.file, bytes);
    s.journal->discard();
  } catch (const Error& error) {
    // A failure after the rename: the file is the new one, the old journal stays until that is certain.
    if (fingerprint_of_file(s.file) != out->content.fingerprint) throw;
    out->fault.emplace(error);
  }
  out->journal = s.journal_of(out->content);
  return out;
}

void RecordSet::adopt(const std::shared_ptr<Written>& written) {
  if (!written) return;
  state_->now = std::move(written->content);
  state_->journal = std::move(written->journal);
  state_->net.clear();
  if (written->fault) throw *written->fault;
}

}  // namespace lathe::data
