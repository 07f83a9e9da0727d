// Tells plain ChatML from templates that add something, by reducing the Jinja source to what it prints.
#include <algorithm>
#include <cctype>
#include <optional>
#include <string>
#include <vector>

#include "core/text/templates/chatml.h"

namespace lathe::text {
namespace {

constexpr size_t kMaxSource = 1 << 20;
// What remains of a plain template: statements in brackets, the two members by a mark, texts as they are.
constexpr const char* kRole = "\x01role\x01";
constexpr const char* kContent = "\x01content\x01";

struct Part {
  enum class Kind { text, expression, statement } kind;
  std::string text;
};

std::string trimmed(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front()))) text.remove_prefix(1);
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back()))) text.remove_suffix(1);
  return std::string(text);
}

// The end of a tag, past quoted text.
size_t find_close(std::string_view source, size_t at, std::string_view close) {
  char quote = 0;
  for (; at < source.size(); ++at) {
    const char c = source[at];
    if (quote && c == '\\') { ++at; continue; }
    if (quote) { if (c == quote) quote = 0; continue; }
    if (c == '\'' || c == '"') quote = c;
    else if (source.substr(at).starts_with(close)) return at;
  }
  return std::string_view::npos;
}

// Jinja's lexer with trim_blocks and lstrip_blocks.
class Lexer {
 public:
  explicit Lexer(std::string_view source) : source_(source) {
    if (source_.ends_with('\n')) source_.remove_suffix(1);
  }
  // Absent when a tag is not closed.
  std::optional<std::vector<Part>> run() {
    while (!source_.empty()) {
      const size_t open = next_tag();
      std::string text = text_before(open);
      if (open == source_.size()) {
        add(Part::Kind::text, std::move(text));
        break;
      }
      if (!tag(open, std::move(text))) return std::nullopt;
    }
    return std::move(parts_);
  }

 private:
  size_t next_tag() const {
    size_t open = source_.find('{');
    while (open != std::string_view::npos && open + 1 < source_.size() && std::string_view("{%#").find(source_[open + 1]) == std::string_view::npos)
      open = source_.find('{', open + 1);
    return open == std::string_view::npos || open + 1 >= source_.size() ? source_.size() : open;
  }

  std::string text_before(size_t open) {
    std::string text(source_.substr(0, open));
    if (trim_newline_ && text.starts_with('\n')) text.erase(0, 1);
    if (strip_next_) text.erase(0, std::min(text.find_first_not_of(kBlanks), text.size()));
    return text;
  }

  bool tag(size_t open, std::string text) {
    const char kind = source_[open + 1];
    const std::string close = kind == '{' ? "}}" : kind == '%' ? "%}" : "#}";
    const size_t end = kind == '#' ? source_.find(close, open + 2) : find_close(source_, open + 2, close);
    if (end == std::string_view::npos) return false;
    std::string_view inside = source_.substr(open + 2, end - open - 2);
    const bool strip_before = inside.starts_with('-');
    if (strip_before) inside.remove_prefix(1);
    strip_next_ = inside.ends_with('-');
    if (strip_next_) inside.remove_suffix(1);
    trim_newline_ = kind != '{';
    if (strip_before) text.resize(text.find_last_not_of(kBlanks) + 1);
    else if (kind != '{' && text.find_last_not_of(" \t") == text.rfind('\n')) text.resize(text.rfind('\n') + 1);
    add(Part::Kind::text, std::move(text));
    if (kind != '#') add(kind == '{' ? Part::Kind::expression : Part::Kind::statement, trimmed(inside));
    source_.remove_prefix(end + 2);
    return true;
  }

  void add(Part::Kind kind, std::string text) {
    if (kind != Part::Kind::text || !text.empty()) parts_.push_back({kind, std::move(text)});
  }

  static constexpr const char* kBlanks = " \t\r\n";
  std::string_view source_;
  std::vector<Part> parts_;
  bool strip_next_ = false, trim_newline_ = false;
};

std::optional<std::string> literal(std::string_view text) {
  std::string out;
  for (size_t i = 1; i + 1 < text.size(); ++i) {
    if (text[i] == text[0]) return std::nullopt;
    if (text[i] != '\\') { out += text[i]; continue; }
    if (++i + 1 >= text.size()) return std::nullopt;
    if (text[i] == 'n') out += '\n';
    else if (std::string_view("\\'\"").find(text[i]) != std::string_view::npos) out += text[i];
    else return std::nullopt;
  }
  return out;
}

// One operand: a quoted text, or a member of the loop's variable in either spelling.
std::optional<std::string> operand(const std::string& text, const std::string& variable) {
  if (text.size() >= 2 && (text[0] == '\'' || text[0] == '"') && text.back() == text[0]) return literal(text);
  for (const auto& [name, mark] : {std::pair{"role", kRole}, std::pair{"content", kContent}})
    for (const std::string& spelling : {variable + "." + name, variable + "['" + name + "']", variable + "[\"" + name + "\"]"})
      if (text == spelling) return mark;
  return std::nullopt;
}

std::optional<std::string> printed(std::string_view expression, const std::string& variable) {
  std::string out;
  while (true) {
    const size_t plus = find_close(expression, 0, "+");
    const auto one = operand(trimmed(expression.substr(0, plus)), variable);
    if (!one) return std::nullopt;
    out += *one;
    if (plus == std::string_view::npos) return out;
    expression.remove_prefix(plus + 1);
  }
}

std::string squeezed(std::string_view statement) {
  std::string out;
  for (const char c : statement) {
    if (!std::isspace(static_cast<unsigned char>(c))) out += c == '"' ? '\'' : c;
    else if (!out.empty() && out.back() != ' ') out += ' ';
  }
  return out;
}

// A statement with its spelling of the loop's variable put aside; empty for marks that print nothing.
std::string canonical(const std::string& written, std::string& variable) {
  std::string statement = squeezed(written);
  if (statement == "generation" || statement == "endgeneration") return {};
  const std::string_view loop = " in messages";
  if (statement.starts_with("for ") && statement.ends_with(loop)) {
    variable = statement.substr(4, statement.size() - 4 - loop.size());
    return "{for}";
  }
  for (const std::string& spelling : {variable + ".role", variable + "['role']"})
    if (statement.starts_with("if " + spelling)) statement = "if role" + statement.substr(3 + spelling.size());
  return "{" + statement + "}";
}

}  // namespace

bool is_plain_chatml(std::string_view source) {
  const auto parts = source.size() > kMaxSource ? std::nullopt : Lexer(source).run();
  if (!parts) return false;
  std::string program, variable = "message";
  for (const Part& part : *parts) {
    if (part.kind == Part::Kind::statement) { program += canonical(part.text, variable); continue; }
    const auto text = part.kind == Part::Kind::text ? part.text : printed(part.text, variable);
    if (!text) return false;
    program += *text;
  }
  const std::string unset = "{if not add_generation_prompt is defined}{set add_generation_prompt = false}{endif}";
  if (program.starts_with(unset)) program.erase(0, unset.size());
  const std::string turn = std::string("<|im_start|>") + kRole + "\n" + kContent + "<|im_end|>\n";
  const std::string answer = std::string("<|im_start|>assistant\n") + kContent + "<|im_end|>\n";
  const std::string tail = "{endfor}{if add_generation_prompt}<|im_start|>assistant\n{endif}";
  return program == "{for}" + turn + tail || program == "{for}{if role == 'assistant'}" + answer + "{else}" + turn + "{endif}" + tail;
}

}  // namespace lathe::text
