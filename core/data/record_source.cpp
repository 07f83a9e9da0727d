#include "core/data/record_source.h"

#include <algorithm>

#include "core/base/stop.h"
#include "core/data/file_kinds.h"
#include "core/data/table.h"

namespace lathe::data {
namespace {

constexpr size_t kBatchBytes = size_t{1} << 20;

std::unique_ptr<RecordCursor> cursor_for(const std::filesystem::path& path, std::string_view text, const ReadOptions& options) {
  const std::string name = path.filename().string();
  switch (file_text_of(path)) {
    case FileText::commas: return table_cursor(text, name, false);
    case FileText::tabs: return table_cursor(text, name, true);
    case FileText::documents: return text_cursor(text, name, options.documents);
    case FileText::json: break;
  }
  return json_cursor(text, name);
}

}  // namespace

RecordSource::Place RecordSource::place_of(const std::filesystem::path& path, const ReadOptions& options) {
  if (!is_dataset_info(path)) return {{}, path};
  auto [entry, file] = find_entry(path, options.entry);
  return {std::move(entry), std::move(file)};
}

RecordSource::RecordSource(const std::filesystem::path& path, const ReadOptions& options, std::stop_token stop)
    : RecordSource(place_of(path, options), options, std::move(stop)) {}

RecordSource::RecordSource(Place place, const ReadOptions& options, std::stop_token stop)
    : entry_(std::move(place.entry)), file_(std::move(place.file)), file_name_(file_.filename().string()), bytes_(file_, stop), columns_(options.columns), cursor_(cursor_for(file_, bytes_.text(), options)), stop_(std::move(stop)) {}

bool RecordSource::read(size_t most, std::vector<Record>& out, std::vector<Issue>& issues) {
  const size_t begin = cursor_->position();
  for (size_t i = 0; i < most && cursor_->position() - begin < kBatchBytes; ++i) {
    throw_if_stopped(stop_);
    Record record;
    const Step step = cursor_->next(record, issues);
    if (step == Step::end) return false;
    if (step == Step::fault) continue;
    if (entry_) record.value = with_known_members(record.value, *entry_);
    columns_.apply(record.value);
    out.push_back(std::move(record));
  }
  bytes_.forget_before(cursor_->position());
  return true;
}

RecordFile RecordSource::frame() const {
  RecordFile out;
  out.layout = cursor_->layout();
  out.byte_order_mark = cursor_->byte_order_mark();
  if (entry_) out.notes = entry_->notes;
  out.notes.insert(out.notes.end(), bytes_.notes().begin(), bytes_.notes().end());
  if (Phrase note = cursor_->note(); !note.empty()) out.notes.push_back(std::move(note));
  return out;
}

RecordFile read_records(const std::filesystem::path& path, const ReadOptions& options, std::stop_token stop) {
  constexpr size_t kBatch = 256;
  RecordSource source(path, options, std::move(stop));
  RecordFile out = source.frame();
  while (source.read(kBatch, out.records, out.issues)) {
  }
  std::stable_sort(out.issues.begin(), out.issues.end(), [](const Issue& a, const Issue& b) { return a.line < b.line; });
  return out;
}

RecordFile read_records(const std::filesystem::path& path, std::stop_token stop) { return read_records(path, ReadOptions{}, std::move(stop)); }

}  // namespace lathe::data
