#include "core/data/scan.h"

#include <algorithm>
#include <utility>

namespace lathe::data {
namespace {

constexpr size_t kNone = std::string_view::npos;
constexpr std::string_view kBlanks = " \t\r\n";

bool is_blank(char c) { return kBlanks.find(c) != kNone; }

size_t skip_blanks(std::string_view text, size_t at) { return std::min(text.find_first_not_of(kBlanks, at), text.size()); }

// Behind the string that begins at `at`; absent when it is cut off or a line ends inside it.
size_t skip_string(std::string_view text, size_t at) {
  for (++at; at < text.size(); ++at) {
    if (text[at] == '"') return at + 1;
    if (text[at] == '\n') return kNone;
    if (text[at] == '\\') ++at;
  }
  return kNone;
}

// Behind the value that begins at `at`, by brackets and quotes alone.
size_t skip_value(std::string_view text, size_t at) {
  std::string open;
  while (at < text.size()) {
    const char c = text[at];
    if (c == '"') {
      at = skip_string(text, at);
      if (at == kNone) return kNone;
    } else if (c == '{' || c == '[') {
      open += c == '{' ? '}' : ']';
      ++at;
    } else if (c == '}' || c == ']') {
      if (open.empty() || open.back() != c) return kNone;
      open.pop_back();
      ++at;
    } else if (open.empty() && (c == ',' || is_blank(c))) {
      return at;
    } else {
      ++at;
      continue;                          // a number, a word, or what the parser will refuse
    }
    if (open.empty()) return at;
  }
  return open.empty() ? at : kNone;
}

// Counts lines as it moves forward.
class LineCounter {
 public:
  explicit LineCounter(std::string_view text) : text_(text) {}
  int64_t line_at(size_t at) {
    line_ += std::count(text_.begin() + static_cast<ptrdiff_t>(counted_), text_.begin() + static_cast<ptrdiff_t>(at), '\n');
    counted_ = at;
    return line_;
  }

 private:
  std::string_view text_;
  size_t counted_ = 0;
  int64_t line_ = 1;
};

// After a broken element: the next line that begins, at the same column, with an object.
size_t next_element(std::string_view text, size_t broken) {
  const size_t line_begin = broken == 0 ? 0 : text.rfind('\n', broken - 1) + 1;
  const size_t column = broken - line_begin;
  for (size_t end = text.find('\n', broken); end != kNone; end = text.find('\n', end + 1)) {
    const size_t first = text.find_first_not_of(" \t", end + 1);
    if (first != kNone && text[first] == '{' && first - end - 1 == column) return first;
  }
  return text.size();
}

class ArrayScan {
 public:
  ArrayScan(std::string_view text, const std::string& name, Scan& out) : text_(text), lines_(text), name_(name), out_(out) {}

  void run(size_t at) {
    for (at = skip_blanks(text_, at); at < text_.size() && text_[at] != ']'; at = skip_blanks(text_, at)) at = element(at);
    out_.tail_begin = std::min(at, text_.size());
    if (at >= text_.size()) note(at, phrase(LATHE_TR("the list has no closing bracket: the file is cut off")), "data.frame");
  }

 private:
  size_t element(size_t at) {
    const int64_t line = lines_.line_at(at);
    size_t end = skip_value(text_, at);
    const size_t behind = end == kNone ? kNone : skip_blanks(text_, end);
    const bool ends_well = behind != kNone && (behind == text_.size() || text_[behind] == ',' || text_[behind] == ']' || text_[behind] == '{');
    if (!ends_well || end == at) {
      const size_t next = next_element(text_, at);
      end = next;
      while (end > at && (is_blank(text_[end - 1]) || text_[end - 1] == ',')) --end;
      const bool at_end = next == text_.size();
      if (at_end && end > at && text_[end - 1] == ']') --end;
      out_.slices.push_back({at, std::max(end, at + 1), line, true, at_end ? "data.torn" : "data.bad_json"});
      return next;
    }
    out_.slices.push_back({at, end, line, false, ""});
    if (behind == text_.size() || text_[behind] == ']') return behind;
    if (text_[behind] == '{') {
      note(behind, phrase(LATHE_TR("a comma is missing before this record")), "data.frame");
      return behind;
    }
    const size_t next = skip_blanks(text_, behind + 1);
    if (next < text_.size() && text_[next] == ']') note(behind, phrase(LATHE_TR("a comma stands before the closing bracket")), "data.frame");
    return next;
  }
  void note(size_t at, Phrase reason, const char* code) { out_.issues.push_back({name_, lines_.line_at(at), "", std::move(reason), code}); }

  std::string_view text_;
  LineCounter lines_;
  const std::string& name_;
  Scan& out_;
};

void scan_lines(std::string_view text, size_t at, const std::string& name, Scan& out) {
  int64_t line = 1, empty_lines = 0, pending = 0, first_empty = 0;
  while (at < text.size()) {
    const size_t newline = text.find('\n', at);
    const size_t line_end = newline == kNone ? text.size() : newline;
    const size_t begin = std::min(skip_blanks(text, at), line_end);
    size_t end = line_end;
    while (end > begin && is_blank(text[end - 1])) --end;
    if (begin < end) {
      out.slices.push_back({begin, end, line, false, newline == kNone ? "data.torn" : "data.bad_json"});
      empty_lines += std::exchange(pending, 0);
    } else if (++pending == 1 && empty_lines == 0) {
      first_empty = line;
    }
    at = line_end + 1;
    ++line;
  }
  if (empty_lines > 0) out.issues.push_back({name, first_empty, "", phrase(LATHE_TR("is empty; empty lines between the records, skipped: {0}"), empty_lines), "data.frame"});
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
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
    throw Error("data.not_utf8", phrase(LATHE_TR("[read_records] {0}: the file is UTF-16, not UTF-8"), name), phrase(LATHE_TR("Save it again as UTF-8.")));
  const size_t first = skip_blanks(text, 0);
  if (first == text.size() || text[first] == '[' || some_line_begins_an_object(text)) return;
  throw Error("data.not_json", phrase(LATHE_TR("[read_records] {0}: the file holds neither a JSON list nor JSON Lines"), name),
              phrase(LATHE_TR("Choose a .json or .jsonl file with Alpaca, messages or ShareGPT records.")));
}

}  // namespace

Scan scan_records(std::string_view text, const std::string& name) {
  Scan out;
  out.byte_order_mark = text.starts_with("\xEF\xBB\xBF");
  const size_t start = out.byte_order_mark ? 3 : 0;
  refuse_other_files(text.substr(start), name);
  const size_t at = skip_blanks(text, start);
  out.head_end = start;
  out.tail_begin = text.size();
  if (at == text.size()) return out;
  const size_t whole = skip_value(text, at);
  const bool one_value = whole != kNone && skip_blanks(text, whole) == text.size();
  const size_t list = text[at] == '[' ? at + 1 : one_value || whole == kNone ? wrapped_list(text, at) : kNone;
  if (list != kNone) {
    out.layout = Layout::json_array;
    out.head_end = list;
    ArrayScan(text, name, out).run(list);
  } else if (one_value) {
    out.slices.push_back({at, whole, LineCounter(text).line_at(at), false, "data.torn"});
  } else {
    scan_lines(text, start, name, out);
  }
  return out;
}

}  // namespace lathe::data
