#include "core/data/journal.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "core/base/atomic_file.h"
#include "core/base/files.h"

namespace lathe::data {
namespace {

constexpr size_t kMostBytes = size_t{4} << 30;
constexpr JsonLimits kLineLimits{size_t{160} << 20, 72, 1'000'000};
constexpr std::array kKinds{"insert", "remove", "replace"};

std::string line_of(const Edit& edit) {
  return Json{{"edit", kKinds[static_cast<size_t>(edit.kind)]}, {"index", edit.index}, {"value", edit.value}, {"before", edit.before}}.dump() + "\n";
}

std::optional<Edit> edit_of(const Json& line) {
  if (!line.is_object() || !member(line, "edit").is_string() || !member(line, "index").is_number_unsigned()) return std::nullopt;
  Edit edit;
  edit.index = line["index"].get<int64_t>();
  edit.value = member(line, "value");
  edit.before = member(line, "before");
  for (size_t kind = 0; kind < kKinds.size(); ++kind) {
    if (line["edit"] != kKinds[kind]) continue;
    edit.kind = static_cast<Edit::Kind>(kind);
    return edit;
  }
  return std::nullopt;
}

struct Contents {
  std::vector<Edit> edits;
  std::string saved_as;                  // of the last line, when that says so
  bool damaged = false;
};

Contents read_journal(const std::filesystem::path& path) {
  Contents out;
  const std::string text = read_text_file(path, kMostBytes);
  bool first = true;
  for (size_t at = 0; at < text.size();) {
    const size_t end = text.find('\n', at);
    if (end == std::string::npos) break;               // torn by a crash: its append never returned
    Json line;
    try {
      line = parse_json(std::string_view(text).substr(at, end - at), path.filename().string(), kLineLimits);
    } catch (const Error&) {
      out.damaged = true;
      break;
    }
    at = end + 1;
    out.saved_as.clear();
    if (std::exchange(first, false)) continue;         // the header
    if (member(line, "saved_as").is_string()) { out.saved_as = line["saved_as"].get<std::string>(); continue; }
    const auto edit = edit_of(line);
    if (!edit) { out.damaged = true; break; }
    out.edits.push_back(*edit);
  }
  return out;
}

// The first of <stem>.jsonl, <stem>-2.jsonl, ... that is no file yet.
std::filesystem::path free_name(const std::filesystem::path& folder, const std::string& stem) {
  std::filesystem::path out = folder / (stem + ".jsonl");
  std::error_code absent;
  for (int number = 2; std::filesystem::exists(out, absent); ++number) out = folder / (stem + "-" + std::to_string(number) + ".jsonl");
  return out;
}

}  // namespace

Journal::Journal(std::filesystem::path folder, std::string file_name, std::string fingerprint, FileSystem& disk)
    : folder_(std::move(folder)), path_(folder_ / ("edits-" + fingerprint + ".jsonl")),
      header_(Json{{"journal", 1}, {"file", file_name}, {"fingerprint", fingerprint}}.dump() + "\n"), disk_(disk) {
  if (!std::filesystem::exists(path_)) return;
  Contents contents = read_journal(path_);
  edits_ = std::move(contents.edits);
  damaged_ = contents.damaged;
}

Journal::~Journal() { close(); }

void Journal::close() {
  if (fd_ >= 0) disk_.close(fd_);
  fd_ = -1;
}

void Journal::keep_first(size_t count) {
  if (count >= edits_.size()) return;
  edits_.resize(count);
  damaged_ = true;
}

// Writes the good edits whole before anything is appended, so that no torn or refused line ever stands before one.
void Journal::make_ready() {
  if (fd_ >= 0) return;
  if (const int fault = disk_.create_folder(folder_)) throw_disk_error("journal", folder_, fault);
  if (const int fault = disk_.flush_folder(folder_.parent_path())) throw_disk_error("journal", folder_, fault);
  if (damaged_) {
    if (const int fault = disk_.rename(path_, free_name(folder_, "damaged-" + path_.stem().string()))) throw_disk_error("journal", path_, fault);
    damaged_ = false;
  }
  std::string text = header_;
  for (const Edit& edit : edits_) text += line_of(edit);
  write_file_atomically(disk_, path_, text);
  if (const int fault = disk_.open_to_append(path_, fd_)) {
    fd_ = -1;
    throw_disk_error("journal", path_, fault);
  }
}

void Journal::write_line(const std::string& line) {
  make_ready();
  int fault = disk_.write(fd_, line);
  if (!fault) fault = disk_.flush(fd_);
  if (!fault) return;
  close();                                             // what reached the disk is unknown: written whole next time
  throw_disk_error("journal", path_, fault);
}

void Journal::append(const Edit& edit) {
  write_line(line_of(edit));
  edits_.push_back(edit);
}

void Journal::mark_saved(const std::string& fingerprint) {
  if (!edits_.empty()) write_line(Json{{"saved_as", fingerprint}}.dump() + "\n");
}

void Journal::discard() {
  close();
  edits_.clear();
  disk_.remove(path_);                                 // one that stays is marked as saved
}

std::vector<std::string> Journal::others(const std::filesystem::path& folder, const std::string& fingerprint, FileSystem& disk) {
  std::vector<std::string> out;
  std::error_code absent;
  for (const auto& entry : std::filesystem::directory_iterator(folder, absent)) {
    const std::string name = entry.path().filename().string();
    const bool journal = name.ends_with(".jsonl") && (name.starts_with("edits-") || name.starts_with("damaged-edits-"));
    if (!journal || name == "edits-" + fingerprint + ".jsonl") continue;
    const Contents contents = read_journal(entry.path());
    if (contents.saved_as == fingerprint) disk.remove(entry.path());
    else if (!contents.edits.empty() || contents.damaged) out.push_back(name);
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace lathe::data
