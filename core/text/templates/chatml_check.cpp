// Tells plain ChatML from templates that add something, by reducing the Jinja source to what it prints.
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

// Jinja's lexer with trim_blocks and lstrip_blocks; absent when a tag is not closed.
std::optional<std::vector<Part>> parts_of(std::string_view source) {
  if (source.ends_with('\n')) source.remove_suffix(1);
  std::vector<Part> parts;
  bool strip_next = false, trim_newline = false;
  while (!source.empty()) {
    size_t open = source.find('{');
    while (open != std::string_view::npos && open + 1 < source.size() && std::string_view("{%#").find(source[open + 1]) == std::string_view::npos)
      open = source.find('{', open + 1);
    if (open == std::string_view::npos || open + 1 >= source.size()) open = source.size();
    std::string text(source.substr(0, open));
    if (trim_newline && text.starts_with('\n')) text.erase(0, 1);
    if (strip_next) text.erase(0, text.find_first_not_of(" \t\r\n") == std::string::npos ? text.size() : text.find_first_not_of(" \t\r\n"));
    strip_next = trim_newline = false;
    if (open == source.size()) {
      if (!text.empty()) parts.push_back({Part::Kind::text, text});
      break;
    }
    const char kind = source[open + 1];
    const std::string close = kind == '{' ? "}}" : kind == '%' ? "%}" : "#}";
    const size_t end = kind == '#' ? source.find(close, open + 2) : find_close(source, open + 2, close);
    if (end == std::string_view::npos) return std::nullopt;
    std::string_view inside = source.substr(open + 2, end - open - 2);
    const bool strip_before = inside.starts_with('-');
    if (strip_before) inside.remove_prefix(1);
    strip_next = inside.ends_with('-');
    if (strip_next) inside.remove_suffix(1);
    if (strip_before) text.resize(text.find_last_not_of(" \t\r\n") + 1);
    else if (kind != '{' && text.find_last_not_of(" \t") == text.rfind('\n')) text.resize(text.rfind('\n') + 1);
    if (!text.empty()) parts.push_back({Part::Kind::text, text});
    trim_newline = kind != '{';
    if (kind != '#') parts.push_back({kind == '{' ? Part::Kind::expression : Part::Kind::statement, trimmed(inside)});
    source.remove_prefix(end + 2);
  }
  return parts;
}

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

}  // namespace

bool is_plain_chatml(std::string_view source) {
  const auto parts = source.size() > kMaxSource ? std::nullopt : parts_of(source);
  if (!parts) return false;
  std::string program, variable = "message";
  for (const Part& part : *parts) {
    if (part.kind == Part::Kind::text) { program += part.text; continue; }
    if (part.kind == Part::Kind::expression) {
      const auto text = printed(part.text, variable);
      if (!text) return false;
      program += *text;
      continue;
    }
    std::string statement = squeezed(part.text);
    if (statement == "generation" || statement == "endgeneration") continue;
    if (statement.starts_with("for ") && statement.ends_with(" in messages")) {
      variable = statement.substr(4, statement.size() - 4 - std::string_view(" in messages").size());
      statement = "for";
    }
    for (const std::string& spelling : {variable + ".role", variable + "['role']"})
      if (statement.starts_with("if " + spelling)) statement = "if role" + statement.substr(3 + spelling.size());
    program += "{" + statement + "}";
  }
  const std::string unset = "{if not add_generation_prompt is defined}{set add_generation_prompt = false}{endif}";
  if (program.starts_with(unset)) program.erase(0, unset.size());
  const std::string turn = std::string("<|im_start|>") + kRole + "\n" + kContent + "<|im_end|>\n";
  const std::string answer = std::string("<|im_start|>assistant\n") + kContent + "<|im_end|>\n";
  const std::string tail = "{endfor}{if add_generation_prompt}<|im_start|>assistant\n{endif}";
  return program == "{for}" + turn + tail || program == "{for}{if role == 'assistant'}" + answer + "{else}" + turn + "{endif}" + tail;
}

}  // namespace lathe::text
