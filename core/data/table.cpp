#include "core/data/table.h"

#include <algorithm>
#include <optional>
#include <set>

#include "core/base/utf8.h"

namespace lathe::data {
namespace {

constexpr size_t kMostBytes = size_t{64} << 20;      // of one row
constexpr size_t kNone = std::string_view::npos;

struct Row {
  std::vector<std::string> fields;
  size_t end = 0;                        // behind its line break
  const char* code = "";                 // what is wrong
};

class TableCursor : public RecordCursor {
 public:
  TableCursor(std::string_view text, const std::string& name, bool tabs) : text_(text), name_(name), tabs_(tabs) {
    marked_ = text.starts_with("\xEF\xBB\xBF");
    at_ = marked_ ? 3 : 0;
    skip_empty_lines();
    delimiter_ = tabs ? '\t' : delimiter_of(text_.substr(at_, text_.find('\n', at_) - at_));
    read_header();
  }

  Step next(Record& out, std::vector<Issue>& issues) override {
    skip_empty_lines();
    if (at_ >= text_.size()) return Step::end;
    const int64_t line = line_;
    const Row row = read_row();
    const std::string_view bytes = text_.substr(at_, row.end - at_);
    const auto fault = [&](Phrase reason, const char* code) {
      issues.push_back({name_, line, "", std::move(reason), code});
      move_to(row.end);
      return Step::fault;
    };
    if (std::string_view(row.code) == "data.open_quote") return fault(phrase(LATHE_TR("has a quote that is not closed")), "data.bad_row");
    if (std::string_view(row.code) == "data.bad_quote") return fault(phrase(LATHE_TR("has text behind a closing quote; a quote inside a field is written twice")), "data.bad_row");
    if (bytes.size() > kMostBytes) return fault(phrase(LATHE_TR("is larger than {0} bytes"), kMostBytes), "data.bad_row");
    if (row.fields.size() != header_.size()) return fault(phrase(LATHE_TR("has {0} fields, the header names {1}"), row.fields.size(), header_.size()), "data.bad_row");
    if (const size_t bad = find_bad_utf8(bytes); bad != kNone) return fault(phrase(LATHE_TR("is not valid UTF-8 at its byte {0}"), bad + 1), "data.not_utf8");
    out.value = Json::object();
    for (size_t i = 0; i < header_.size(); ++i) out.value[header_[i]] = row.fields[i].empty() ? Json() : Json(row.fields[i]);
    out.file = name_;
    out.line = line;
    move_to(row.end);
    return Step::record;
  }

  size_t position() const override { return at_; }
  Layout layout() const override { return tabs_ ? Layout::tsv : Layout::csv; }
  bool byte_order_mark() const override { return marked_; }
  Phrase note() const override { return delimiter_ == ';' || (delimiter_ == '\t' && !tabs_) ? phrase(LATHE_TR("its columns are divided by {0}"), delimiter_ == ';' ? "\";\"" : "tabs") : Phrase{}; }

 private:
  // A quoted name may hold any of them.
  static char delimiter_of(std::string_view header) {
    std::string bare;
    bool quoted = false;
    for (const char c : header) {
      if (c == '"') quoted = !quoted;
      else if (!quoted) bare += c;
    }
    for (const char delimiter : {',', '\t', ';'})
      if (bare.find(delimiter) != kNone) return delimiter;
    return ',';
  }

  void read_header() {
    if (at_ >= text_.size()) return;
    const Row row = read_row();
    std::set<std::string> seen;
    const auto refuse = [&](Phrase reason) {
      throw Error("data.bad_header", phrase(LATHE_TR("[read_records] {0}, line {1}: {2}"), name_, line_, reason), phrase(LATHE_TR("The first row must name each column once, such as text,label.")));
    };
    if (*row.code) refuse(phrase(LATHE_TR("the header has a quote that is not closed")));
    for (std::string field : row.fields) {
      field.erase(0, field.find_first_not_of(" "));
      field.erase(field.find_last_not_of(" ") + 1);
      if (field.empty()) refuse(phrase(LATHE_TR("column {0} of the header has no name"), header_.size() + 1));
      if (find_bad_utf8(field) != kNone) refuse(phrase(LATHE_TR("the header is not valid UTF-8")));
      if (!seen.insert(field).second) refuse(phrase(LATHE_TR("the header names the column {0} twice"), field));
      header_.push_back(std::move(field));
    }
    move_to(row.end);
  }

  void move_to(size_t end) {
    line_ += std::count(text_.begin() + static_cast<ptrdiff_t>(at_), text_.begin() + static_cast<ptrdiff_t>(end), '\n');
    at_ = end;
  }
  void skip_empty_lines() {
    for (; at_ < text_.size() && (text_[at_] == '\n' || text_[at_] == '\r'); ++at_) line_ += text_[at_] == '\n';
  }

  size_t line_end(size_t from) const { return std::min(text_.find('\n', from), text_.size()); }
  bool ends_field(size_t at) const { return at >= text_.size() || text_[at] == delimiter_ || text_[at] == '\n' || (text_[at] == '\r' && (at + 1 == text_.size() || text_[at + 1] == '\n')); }

  // Behind the closing quote of the field that opens at `at`; absent when none closes it.
  size_t quoted_field(size_t at, std::string& out) const {
    const size_t limit = std::min(text_.size(), at + kMostBytes);
    for (++at; at < limit; ++at) {
      if (text_[at] == '"') {
        if (at + 1 >= text_.size() || text_[at + 1] != '"') return at + 1;
        ++at;
      } else if (tabs_ && text_[at] == '\t') {
        return kNone;
      }
      out += text_[at];
    }
    return kNone;
  }

  // A damaged row ends with its line.
  Row read_row() const {
    Row row;
    for (size_t at = at_;;) {
      std::string field;
      size_t end = kNone;
      if (at < text_.size() && text_[at] == '"') {
        end = quoted_field(at, field);
        const bool closes = end != kNone && ends_field(end);
        if (!closes && !tabs_) {
          row.code = end == kNone ? "data.open_quote" : "data.bad_quote";
          row.end = std::min(line_end(at_) + 1, text_.size());
          return row;
        }
        if (!closes) end = kNone;
      }
      if (end == kNone) {
        end = at;
        while (!ends_field(end)) ++end;
        field = text_.substr(at, end - at);
      }
      row.fields.push_back(std::move(field));
      if (end < text_.size() && text_[end] == delimiter_) {
        at = end + 1;
        continue;
      }
      row.end = std::min(line_end(end) + 1, text_.size());
      return row;
    }
  }

  std::string_view text_;
  std::string name_;
  bool tabs_, marked_ = false;
  char delimiter_ = ',';
  std::vector<std::string> header_;
  size_t at_ = 0;
  int64_t line_ = 1;
};

}  // namespace

std::unique_ptr<RecordCursor> table_cursor(std::string_view text, const std::string& name, bool tabs) { return std::make_unique<TableCursor>(text, name, tabs); }

}  // namespace lathe::data
