#include "core/data/record_writer.h"

#include <algorithm>

#include "core/base/utf8.h"

namespace lathe::data {
namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";
constexpr std::string_view kBlanks = " \t\r\n";

// How the file writes a record: over several lines or on one, with blanks after ':' and ',', with \u escapes.
struct Manner {
  int indent = -1;
  std::string margin;                    // before each further line of a record
  bool spaced = true, escaped = false;
};

bool is_blank(std::string_view text) { return text.find_first_not_of(kBlanks) == std::string_view::npos; }

void write_spaced(const Json& value, const Manner& manner, std::string& out) {
  const char* before = "";
  if (value.is_object()) {
    out += '{';
    for (const auto& [key, item] : value.items()) {
      out += before + Json(key).dump(-1, ' ', manner.escaped) + ": ";
      write_spaced(item, manner, out);
      before = ", ";
    }
    out += '}';
  } else if (value.is_array()) {
    out += '[';
    for (const Json& item : value) {
      out += before;
      write_spaced(item, manner, out);
      before = ", ";
    }
    out += ']';
  } else {
    out += value.dump(-1, ' ', manner.escaped);
  }
}

std::string text_of(const Json& value, const Manner& manner) {
  std::string out;
  if (manner.indent < 0 && manner.spaced) {
    write_spaced(value, manner, out);
    return out;
  }
  for (const char c : value.dump(manner.indent, ' ', manner.escaped)) {
    out += c;
    if (c == '\n') out += manner.margin;
  }
  return out;
}

Manner manner_of(std::string_view original, const Scan& scan) {
  Manner manner;
  manner.escaped = is_ascii(original) && original.find("\\u") != std::string_view::npos;
  const auto first = std::find_if(scan.slices.begin(), scan.slices.end(), [](const Slice& slice) { return !slice.broken; });
  if (first == scan.slices.end()) return manner;
  const std::string_view text = original.substr(first->begin, first->end - first->begin);
  manner.spaced = text.find("\": ") != std::string_view::npos;
  const size_t line_end = text.find('\n');
  if (line_end == std::string_view::npos) return manner;
  const size_t line_begin = first->begin == 0 ? 0 : original.rfind('\n', first->begin - 1) + 1;
  const std::string_view margin = original.substr(line_begin, first->begin - line_begin);
  if (is_blank(margin)) manner.margin = margin;
  const size_t inner = text.find_first_not_of(" \t", line_end + 1);
  manner.indent = inner == std::string_view::npos ? 2 : std::max<int>(1, static_cast<int>(inner - line_end - 1) - static_cast<int>(manner.margin.size()));
  return manner;
}

// The texts of all elements in order, unreadable ones where they stood.
std::vector<std::string> elements(const std::vector<Record>& records, const Origin& origin) {
  const auto& [original, scan, from, keep_unreadable, may_be_list] = origin;
  const Manner manner = manner_of(original, scan);
  std::vector<std::string> out;
  size_t next = 0;
  const auto keep_before = [&, &original = original, &scan = scan, keep = keep_unreadable](size_t slice) {
    for (; keep && next < slice; ++next) {
      Record ignored;
      std::vector<Issue> issues;
      if (!parse_slice(original, scan.slices[next], "", ignored, issues)) out.emplace_back(original.substr(scan.slices[next].begin, scan.slices[next].end - scan.slices[next].begin));
    }
  };
  for (size_t i = 0; i < records.size(); ++i) {
    if (from[i] < 0) { out.push_back(text_of(records[i].value, manner)); continue; }
    const Slice& slice = scan.slices[from[i]];
    keep_before(static_cast<size_t>(from[i]));
    next = static_cast<size_t>(from[i]) + 1;
    Record before;
    std::vector<Issue> issues;
    const bool same = parse_slice(original, slice, "", before, issues) && before.value == records[i].value;
    out.push_back(same ? std::string(original.substr(slice.begin, slice.end - slice.begin)) : text_of(records[i].value, manner));
  }
  keep_before(scan.slices.size());
  return out;
}

std::string rewrite_array(std::string_view original, const Scan& scan, const std::vector<std::string>& texts) {
  const auto& slices = scan.slices;
  const bool had_some = !slices.empty();
  std::string opening = "\n  ", closing = "\n", between = ",\n  ";
  if (had_some) {
    opening = original.substr(scan.head_end, slices.front().begin - scan.head_end);
    closing = original.substr(slices.back().end, scan.tail_begin - slices.back().end);
    if (!is_blank(closing)) closing = "\n";
    between = "," + opening;
  }
  if (slices.size() > 1) {
    const std::string_view gap = original.substr(slices[0].end, slices[1].begin - slices[0].end);
    if (std::count(gap.begin(), gap.end(), ',') == 1 && gap.find_first_not_of(", \t\r\n") == std::string_view::npos) between = gap;
  }
  std::string out(original.substr(0, scan.head_end));
  for (size_t i = 0; i < texts.size(); ++i) out += (i == 0 ? opening : between) + texts[i];
  if (!texts.empty()) out += closing;
  const std::string_view tail = original.substr(scan.tail_begin);
  if (!tail.empty()) return out.append(tail);
  return out + (out.ends_with('\n') ? "]\n" : "\n]\n");
}

// Line ends stand between a value's tokens, never inside its texts.
std::string on_one_line(std::string_view text) {
  std::string out;
  for (size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
    out += text.substr(0, text.find_last_not_of(kBlanks, end) + 1);
    text.remove_prefix(std::min(text.find_first_not_of(kBlanks, end), text.size()));
    const bool tight = out.ends_with('{') || out.ends_with('[') || text.starts_with('}') || text.starts_with(']');
    if (!tight) out += ' ';
  }
  return out.append(text);
}

bool is_over_lines(std::string_view original, const Scan& scan) {
  return scan.layout == Layout::json_lines && scan.slices.size() == 1 && original.substr(scan.slices[0].begin, scan.slices[0].end - scan.slices[0].begin).find('\n') != std::string_view::npos;
}

std::string write_list(const std::vector<std::string>& texts, bool byte_order_mark) {
  std::string out(byte_order_mark ? kMark : "");
  out += '[';
  for (size_t i = 0; i < texts.size(); ++i) {
    out += i == 0 ? "\n  " : ",\n  ";
    for (const char c : texts[i]) {
      out += c;
      if (c == '\n') out += "  ";
    }
  }
  return out += texts.empty() ? "]\n" : "\n]\n";
}

std::string rewrite_lines(std::string_view original, const Scan& scan, const std::vector<std::string>& texts) {
  const size_t newline = original.find('\n');
  const std::string line_end = newline != std::string_view::npos && newline > 0 && original[newline - 1] == '\r' ? "\r\n" : "\n";
  std::string out;
  if (scan.byte_order_mark) out += kMark;
  for (const std::string& text : texts) out += text + line_end;
  const bool ended_without = !original.empty() && !original.ends_with('\n') && !texts.empty();
  if (ended_without) out.resize(out.size() - line_end.size());
  return out;
}

}  // namespace

std::string rewrite(const std::vector<Record>& records, const Origin& origin) {
  std::vector<std::string> texts = elements(records, origin);
  if (origin.scan.layout == Layout::json_array) return rewrite_array(origin.original, origin.scan, texts);
  const bool over_lines = is_over_lines(origin.original, origin.scan);
  if (over_lines && origin.may_be_list && texts.size() != 1) return write_list(texts, origin.scan.byte_order_mark);
  if (over_lines && !origin.may_be_list) std::transform(texts.begin(), texts.end(), texts.begin(), on_one_line);
  return rewrite_lines(origin.original, origin.scan, texts);
}

std::string write_new(const std::vector<Record>& records, Layout layout, bool byte_order_mark) {
  std::string out;
  if (byte_order_mark) out += kMark;
  const bool array = layout == Layout::json_array;
  const Manner manner{.indent = array ? 2 : -1, .margin = array ? "  " : ""};
  if (array) out += "[\n";
  for (size_t i = 0; i < records.size(); ++i) {
    if (array) out += i == 0 ? "  " : ",\n  ";
    out += text_of(records[i].value, manner);
    if (!array) out += "\n";
  }
  if (array) out += records.empty() ? "]\n" : "\n]\n";
  return out;
}

}  // namespace lathe::data
