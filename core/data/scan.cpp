#include "core/data/scan.h"

#include <algorithm>
#include <utility>

namespace lathe::data {
namespace {

constexpr size_t kNone = std::string_view::npos;
constexpr std::string_view kBlanks = " \t\r\n";
// Brackets that a record may leave open at once. Within an element that turned out broken no walk goes deeper, so that
// thousands of elements without a closing bracket do not each cost a walk to the end of the file.
constexpr size_t kMostOpen = 64;

bool is_blank(char c) { return kBlanks.find(c) != kNone; }

size_t skip_blanks(std::string_view text, size_t at) { return std::min(text.find_first_not_of(kBlanks, at), text.size()); }

// Behind the string that begins at `at`; absent when it is cut off or a line ends inside it.
size_t skip_string(std::string_view text, size_t at) {
  for (++at; at < text.size(); ++at) {
    if (text[at] == '"') return at + 1;
    if (text[at] == '\n') return kNone;
    if (text[at] == '\\' && at + 1 < text.size() && text[at + 1] != '\n') ++at;
  }
  return kNone;
}

struct Walk {
  size_t at = 0;                         // where it ended
  bool whole = false;                    // behind a value
};

// Over the value that begins at `at`, by brackets and quotes alone, of which at most `most_open` may stand open.
Walk walk_value(std::string_view text, size_t at, size_t most_open) {
  std::string open;
  while (at < text.size()) {
    const char c = text[at];
    if (c == '"') {
      const size_t behind = skip_string(text, at);
      if (behind == kNone) return {at, false};
      at = behind;
    } else if (c == '{' || c == '[') {
      if (open.size() == most_open) return {at, false};
      open += c == '{' ? '}' : ']';
      ++at;
    } else if (c == '}' || c == ']') {
      if (open.empty() || open.back() != c) return {at, false};
      open.pop_back();
      ++at;
    } else if (open.empty() && (c == ',' || is_blank(c))) {
      return {at, true};
    } else {
      ++at;
      continue;                          // a number, a word, or what the parser will refuse
    }
    if (open.empty()) return {at, true};
  }
  return {at, open.empty()};
}

// Behind the value that begins at `at`; absent when it does not end.
size_t skip_value(std::string_view text, size_t at) {
  const Walk walk = walk_value(text, at, kNone);
  return walk.whole ? walk.at : kNone;
}

// After a broken element: the next line that begins, at the same column, with an object.
size_t element_after(std::string_view text, size_t broken) {
  const size_t line_begin = broken == 0 ? 0 : text.rfind('\n', broken - 1) + 1;
  const size_t column = broken - line_begin;
  for (size_t end = text.find('\n', broken); end != kNone; end = text.find('\n', end + 1)) {
    const size_t first = text.find_first_not_of(" \t", end + 1);
    if (first != kNone && text[first] == '{' && first - end - 1 == column) return first;
  }
  return text.size();
}

// Behind the opening bracket of the member "data" of the object at `at`; absent when it has no such list.
size_t wrapped_list(std::string_view text, size_t at) {
  for (at = skip_blanks(text, at + 1); at < text.size() && text[at] == '"';) {
    const size_t key_end = skip_string(text, at);
    if (key_end == kNone) return kNone;
    const bool found = text.substr(at, key_end - at) == "\"data\"";
    at = skip_blanks(text, key_end);
    if (at >= text.size() || text[at] != ':') return kNone;
    at = skip_blanks(text, at + 1);
    if (found) return at < text.size() && text[at] == '[' ? at + 1 : kNone;
    at = skip_value(text, at);
    if (at == kNone) return kNone;
    at = skip_blanks(text, at);
    if (at < text.size() && text[at] == ',') at = skip_blanks(text, at + 1);
  }
  return kNone;
}

bool some_line_begins_an_object(std::string_view text) {
  for (size_t at = 0; at < text.size(); at = text.find('\n', at) == kNone ? text.size() : text.find('\n', at) + 1)
    if (const size_t first = text.find_first_not_of(" \t\r", at); first != kNone && text[first] == '{') return true;
  return false;
}

void refuse_other_files(std::string_view text, const std::string& name) {
  const size_t first = skip_blanks(text, 0);
  if (first == text.size() || text[first] == '[' || some_line_begins_an_object(text)) return;
  throw Error("data.not_json", phrase(LATHE_TR("[read_records] {0}: the file holds neither a JSON list nor JSON Lines"), name),
              phrase(LATHE_TR("Choose a .json, .jsonl, .csv, .tsv, .parquet, .txt or .md file.")));
}

}  // namespace

ScanCursor::ScanCursor(std::string_view text, std::string name) : text_(text), name_(std::move(name)) {
  frame_.byte_order_mark = text.starts_with("\xEF\xBB\xBF");
  const size_t start = frame_.byte_order_mark ? 3 : 0;
  refuse_other_files(text.substr(start), name_);
  frame_.head_end = start;
  frame_.tail_begin = text.size();
  at_ = skip_blanks(text, start);
  if (at_ == text.size()) return;
  size_t list = text[at_] == '[' ? at_ + 1 : kNone, whole = kNone;
  bool is_one = false;
  if (list == kNone) {
    whole = skip_value(text, at_);
    is_one = whole != kNone && skip_blanks(text, whole) == text.size();
    if (is_one || whole == kNone) list = wrapped_list(text, at_);
  }
  if (list != kNone) {
    frame_.layout = Layout::json_array;
    frame_.head_end = at_ = list;
    shape_ = Shape::list;
  } else {
    shape_ = is_one ? Shape::one_value : Shape::lines;
    value_end_ = whole;
    if (!is_one) at_ = start;
  }
}

bool ScanCursor::next(Slice& out) {
  switch (shape_) {
    case Shape::list: return next_element(out);
    case Shape::lines: return next_line(out);
    case Shape::one_value: return whole_value(out);
    case Shape::nothing: break;
  }
  return false;
}

// Lines are counted forward only.
int64_t ScanCursor::line_at(size_t at) {
  line_ += std::count(text_.begin() + static_cast<ptrdiff_t>(counted_), text_.begin() + static_cast<ptrdiff_t>(at), '\n');
  counted_ = at;
  return line_;
}

void ScanCursor::note(size_t at, Phrase reason) { frame_.issues.push_back({name_, line_at(at), "", std::move(reason), "data.frame"}); }

bool ScanCursor::whole_value(Slice& out) {
  out = {at_, value_end_, line_at(at_), false, "data.torn"};
  shape_ = Shape::nothing;
  return true;
}

bool ScanCursor::next_element(Slice& out) {
  const size_t at = at_ = skip_blanks(text_, at_);
  if (at >= text_.size() || text_[at] == ']') {
    frame_.tail_begin = at;
    if (at >= text_.size()) note(at, phrase(LATHE_TR("the list has no closing bracket: the file is cut off")));
    shape_ = Shape::nothing;
    return false;
  }
  const int64_t line = line_at(at);
  const Walk walk = walk_value(text_, at, at < walked_ ? kMostOpen : kNone);
  size_t end = walk.whole ? walk.at : kNone;
  const size_t behind = end == kNone ? kNone : skip_blanks(text_, end);
  const bool ends_well = behind != kNone && (behind == text_.size() || text_[behind] == ',' || text_[behind] == ']' || text_[behind] == '{');
  if (!ends_well || end == at) {
    walked_ = std::max(walked_, walk.at);
    const size_t next = element_after(text_, at);
    end = next;
    while (end > at && (is_blank(text_[end - 1]) || text_[end - 1] == ',')) --end;
    const bool at_end = next == text_.size();
    if (at_end && end > at && text_[end - 1] == ']') --end;
    out = {at, std::max(end, at + 1), line, true, at_end ? "data.torn" : "data.bad_json"};
    at_ = next;
    return true;
  }
  out = {at, end, line, false, ""};
  at_ = behind;
  if (behind == text_.size() || text_[behind] == ']') return true;
  if (text_[behind] == '{') {
    note(behind, phrase(LATHE_TR("a comma is missing before this record")));
    return true;
  }
  at_ = skip_blanks(text_, behind + 1);
  if (at_ < text_.size() && text_[at_] == ']') note(behind, phrase(LATHE_TR("a comma stands before the closing bracket")));
  return true;
}

bool ScanCursor::next_line(Slice& out) {
  while (at_ < text_.size()) {
    const size_t newline = text_.find('\n', at_);
    const size_t line_end = newline == kNone ? text_.size() : newline;
    const size_t begin = at_ + skip_blanks(text_.substr(at_, line_end - at_), 0);
    size_t end = line_end;
    while (end > begin && is_blank(text_[end - 1])) --end;
    const int64_t line = line_++;
    at_ = std::min(line_end + 1, text_.size());
    if (begin < end) {
      out = {begin, end, line, false, newline == kNone ? "data.torn" : "data.bad_json"};
      empty_lines_ += std::exchange(pending_, 0);
      return true;
    }
    if (++pending_ == 1 && empty_lines_ == 0) first_empty_ = line;
  }
  if (empty_lines_ > 0)
    frame_.issues.push_back({name_, first_empty_, "", phrase(LATHE_TR("is empty; empty lines between the records, skipped: {0}"), empty_lines_), "data.frame"});
  shape_ = Shape::nothing;
  return false;
}

Scan scan_records(std::string_view text, const std::string& name) {
  ScanCursor cursor(text, name);
  std::vector<Slice> slices;
  for (Slice slice; cursor.next(slice);) slices.push_back(slice);
  Scan out = std::move(cursor.frame());
  out.slices = std::move(slices);
  return out;
}

}  // namespace lathe::data
