// Text files: documents divided by blank lines or line ends.
#include <algorithm>

#include "core/base/utf8.h"
#include "core/data/record_cursor.h"

namespace lathe::data {
namespace {

constexpr size_t kMostBytes = size_t{64} << 20;      // of one document
constexpr size_t kLookedAt = size_t{1} << 20;        // bytes, for a blank line
constexpr std::string_view kBlanks = " \t\r\n";

bool is_blank(std::string_view line) { return line.find_first_not_of(kBlanks) == std::string_view::npos; }

bool has_blank_line(std::string_view text) {
  for (size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    const size_t next = text.find_first_not_of(" \t\r", at + 1);
    if (next != std::string_view::npos && text[next] == '\n' && !is_blank(text.substr(next))) return true;
  }
  return false;
}

class TextCursor : public RecordCursor {
 public:
  TextCursor(std::string_view text, const std::string& name, const std::string& documents) : text_(text), name_(name), unit_(documents) {
    marked_ = text.starts_with("\xEF\xBB\xBF");
    at_ = marked_ ? 3 : 0;
    if (unit_ == "auto") unit_ = has_blank_line(text.substr(at_, kLookedAt)) ? "blocks" : "lines";
  }

  Step next(Record& out, std::vector<Issue>& issues) override {
    while (at_ < text_.size() && is_blank(line_at(at_))) step_over_line();
    if (at_ >= text_.size()) return Step::end;
    const size_t begin = at_;
    const int64_t line = line_;
    do step_over_line();
    while (unit_ != "lines" && at_ < text_.size() && (unit_ == "file" || !is_blank(line_at(at_))));
    std::string_view document = text_.substr(begin, at_ - begin);
    document.remove_suffix(document.size() - (document.find_last_not_of(kBlanks) + 1));
    const auto fault = [&](Phrase reason, const char* code) {
      issues.push_back({name_, line, "", std::move(reason), code});
      return Step::fault;
    };
    if (document.size() > kMostBytes) return fault(phrase(LATHE_TR("is larger than {0} bytes"), kMostBytes), "data.too_large");
    if (const size_t bad = find_bad_utf8(document); bad != std::string_view::npos) return fault(phrase(LATHE_TR("is not valid UTF-8 at its byte {0}"), bad + 1), "data.not_utf8");
    out.value = {{"text", std::string(document)}};
    out.file = name_;
    out.line = line;
    return Step::record;
  }

  size_t position() const override { return at_; }
  Layout layout() const override { return Layout::text; }
  bool byte_order_mark() const override { return marked_; }
  Phrase note() const override {
    if (unit_ == "file") return phrase(LATHE_TR("the whole file is one record"));
    return unit_ == "lines" ? phrase(LATHE_TR("each line is a record")) : phrase(LATHE_TR("each block between blank lines is a record"));
  }

 private:
  std::string_view line_at(size_t at) const { return text_.substr(at, text_.find('\n', at) - at); }
  void step_over_line() {
    at_ = std::min(text_.find('\n', at_), text_.size() - 1) + 1;
    ++line_;
  }

  std::string_view text_;
  std::string name_, unit_;
  bool marked_ = false;
  size_t at_ = 0;
  int64_t line_ = 1;
};

}  // namespace

std::unique_ptr<RecordCursor> text_cursor(std::string_view text, const std::string& name, const std::string& documents) { return std::make_unique<TextCursor>(text, name, documents); }

}  // namespace lathe::data
