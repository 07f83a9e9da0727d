#include "core/text/jinja/lexer.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/base/utf8.h"
#include "core/text/jinja/fault.h"
#include "core/text/jinja/methods.h"

namespace lathe::text::jinja {
namespace {

constexpr auto npos = std::string_view::npos;

std::string with_plain_line_ends(std::string_view source) {
  std::string out;
  for (size_t i = 0; i < source.size(); ++i) {
    if (source[i] != '\r') { out += source[i]; continue; }
    out += '\n';
    if (i + 1 < source.size() && source[i + 1] == '\n') ++i;
  }
  if (out.ends_with('\n')) out.pop_back();
  return out;
}

bool begins_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

class Lexer {
 public:
  explicit Lexer(std::string source) : source_(std::move(source)) {}

  std::vector<Token> run() {
    while (at_ < source_.size()) {
      const size_t open = next_tag();
      if (open == source_.size()) { put_data(at_, open); at_ = open; break; }
      tag(open);
    }
    out_.push_back({TokenKind::end, "", line_});
    return std::move(out_);
  }

 private:
  std::string_view rest() const { return std::string_view(source_).substr(at_); }
  [[noreturn]] void fail(Phrase words) const { throw Fault{FaultKind::syntax, std::move(words), line_}; }
  void put(TokenKind kind, std::string text) { out_.push_back({kind, std::move(text), line_}); }
  void move_to(size_t to) {
    line_ += static_cast<int>(std::count(source_.begin() + static_cast<ptrdiff_t>(at_), source_.begin() + static_cast<ptrdiff_t>(to), '\n'));
    at_ = to;
  }

  size_t next_tag() const {
    for (size_t open = source_.find('{', at_); open != npos && open + 1 < source_.size(); open = source_.find('{', open + 1))
      if (source_[open + 1] == '{' || source_[open + 1] == '%' || source_[open + 1] == '#') return open;
    return source_.size();
  }

  void put_data(size_t begin, size_t end) {
    if (begin < end) put(TokenKind::data, source_.substr(begin, end - begin));
    move_to(std::max(at_, end));
  }

  size_t skip_blanks(size_t from) const {
    while (from < source_.size()) {
      size_t next = from;
      if (!is_python_space(next_code_point(source_, next))) break;
      from = next;
    }
    return from;
  }

  // Where the text in front of a tag ends.
  size_t data_end(size_t open, char sign, bool expression) const {
    if (sign == '-') return at_ + stripped(Text(source_.substr(at_, open - at_)), nullptr, Sides::right).size();
    if (sign == '+' || expression) return open;
    const size_t line_end = std::string_view(source_).substr(at_, open - at_).rfind('\n');
    const size_t from = line_end == npos ? at_ : at_ + line_end + 1;
    const bool at_line_begin = from > at_ || at_ == 0 || source_[at_ - 1] == '\n';
    return at_line_begin && skip_blanks(from) >= open ? from : open;
  }

  void tag(size_t open) {
    const char kind = source_[open + 1];
    char sign = open + 2 < source_.size() ? source_[open + 2] : '\0';
    if (sign != '-' && (sign != '+' || kind == '{')) sign = '\0';
    const size_t end = data_end(open, sign, kind == '{');
    put_data(at_, end);
    move_to(open + 2 + (sign ? 1 : 0));
    if (kind == '#') return comment();
    if (kind == '%' && raw_block()) return;
    put(kind == '{' ? TokenKind::expression_begin : TokenKind::block_begin, "");
    inside(kind == '{');
  }

  // Behind the closing sign: "-" takes all white space, a block takes one line end unless it says "+".
  void close(size_t end, char sign, bool takes_line_end) {
    move_to(end);
    if (sign == '-') move_to(skip_blanks(at_));
    else if (takes_line_end && sign != '+' && at_ < source_.size() && source_[at_] == '\n') move_to(at_ + 1);
  }

  void comment() {
    const size_t end = source_.find("#}", at_);
    if (end == npos) fail(phrase(LATHE_TR("a comment is not closed by #}")));
    const char before = end > at_ ? source_[end - 1] : '\0';
    close(end + 2, before == '-' || before == '+' ? before : '\0', true);
  }

  // The end of the tag at `at_` when it is `{% word %}` alone.
  bool word_tag(size_t from, std::string_view word, size_t& end, char& sign) const {
    size_t at = skip_blanks(from);
    if (!std::string_view(source_).substr(at).starts_with(word)) return false;
    at = skip_blanks(at + word.size());
    sign = at < source_.size() && (source_[at] == '-' || source_[at] == '+') ? source_[at] : '\0';
    if (sign) ++at;
    if (!std::string_view(source_).substr(at).starts_with("%}")) return false;
    end = at + 2;
    return true;
  }

  bool raw_block() {
    size_t end = 0, after = 0;
    char sign = 0, end_sign = 0;
    if (!word_tag(at_, "raw", end, sign)) return false;
    close(end, sign, false);
    for (size_t open = source_.find("{%", at_); open != npos; open = source_.find("{%", open + 2)) {
      const char before = open + 2 < source_.size() ? source_[open + 2] : '\0';
      const bool signed_tag = before == '-' || before == '+';
      if (!word_tag(open + (signed_tag ? 3 : 2), "endraw", after, end_sign)) continue;
      put_data(at_, data_end(open, signed_tag ? before : '\0', false));
      close(after, end_sign, true);
      return true;
    }
    fail(phrase(LATHE_TR("{% raw %} is not closed by {% endraw %}")));
  }

  void inside(bool expression) {
    const std::string_view close_sign = expression ? "}}" : "%}";
    std::vector<char> brackets;
    while (true) {
      move_to(skip_blanks(at_));
      if (at_ >= source_.size()) fail(phrase(LATHE_TR("a tag is not closed by {0}"), close_sign));
      const char sign = source_[at_] == '-' || (source_[at_] == '+' && !expression) ? source_[at_] : '\0';
      if (brackets.empty() && rest().substr(sign ? 1 : 0).starts_with(close_sign)) {
        put(expression ? TokenKind::expression_end : TokenKind::block_end, "");
        return close(at_ + (sign ? 3 : 2), sign, !expression);
      }
      token(brackets);
    }
  }

  void token(std::vector<char>& brackets) {
    const char c = source_[at_];
    if (begins_name(c)) return name();
    if (is_digit(c)) return number();
    if (c == '\'' || c == '"') return quoted(c);
    static constexpr std::array<std::string_view, 28> signs{"**", "//", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%", "~", "[", "]",
                                                            "(",  ")",  "{",  "}",  ">",  "<",  "=", ".", ":", "|", ",", ";", "", ""};
    const auto found = std::find_if(signs.begin(), signs.end(), [this](std::string_view sign) { return !sign.empty() && rest().starts_with(sign); });
    if (found == signs.end()) fail(phrase(LATHE_TR("unexpected character {0}"), source_.substr(at_, code_point_size(static_cast<unsigned char>(c)))));
    balance(found->front(), brackets);
    put(TokenKind::sign, std::string(*found));
    move_to(at_ + found->size());
  }

  void balance(char c, std::vector<char>& brackets) const {
    if (c == '(' || c == '[' || c == '{') brackets.push_back(c == '(' ? ')' : c == '[' ? ']' : '}');
    if (c != ')' && c != ']' && c != '}') return;
    if (brackets.empty() || brackets.back() != c) fail(phrase(LATHE_TR("unexpected \"{0}\""), std::string(1, c)));
    brackets.pop_back();
  }

  void name() {
    size_t end = at_;
    while (end < source_.size() && (begins_name(source_[end]) || is_digit(source_[end]))) ++end;
    put(TokenKind::name, source_.substr(at_, end - at_));
    move_to(end);
  }

  void number() {
    size_t end = at_;
    bool real = false;
    const auto digits = [&] { while (end < source_.size() && (is_digit(source_[end]) || source_[end] == '_')) ++end; };
    digits();
    if (end + 1 < source_.size() && source_[end] == '.' && is_digit(source_[end + 1])) { real = true; ++end; digits(); }
    if (end < source_.size() && (source_[end] == 'e' || source_[end] == 'E')) {
      const size_t sign = end + 1 < source_.size() && (source_[end + 1] == '-' || source_[end + 1] == '+') ? 2 : 1;
      if (end + sign < source_.size() && is_digit(source_[end + sign])) { real = true; end += sign; digits(); }
    }
    std::string text = source_.substr(at_, end - at_);
    text.erase(std::remove(text.begin(), text.end(), '_'), text.end());
    Token token{real ? TokenKind::real : TokenKind::integer, text, line_};
    const auto read = real ? std::from_chars(text.data(), text.data() + text.size(), token.real) : std::from_chars(text.data(), text.data() + text.size(), token.integer);
    if (read.ec != std::errc()) fail(phrase(LATHE_TR("the number {0} is too large"), text));
    out_.push_back(std::move(token));
    move_to(end);
  }

  void quoted(char quote) {
    size_t end = at_ + 1;
    while (end < source_.size() && source_[end] != quote) end += source_[end] == '\\' ? 2 : 1;
    if (end >= source_.size()) fail(phrase(LATHE_TR("a text is not closed by its quote")));
    put(TokenKind::text, unescaped(std::string_view(source_).substr(at_ + 1, end - at_ - 1), line_));
    move_to(end + 1);
  }

  std::string source_;
  std::vector<Token> out_;
  size_t at_ = 0;
  int line_ = 1;
};

// Digits of an escape; how many may stand there at most, and must where `exact`.
size_t code_at(std::string_view text, size_t at, size_t most, int base, char32_t& code) {
  uint32_t value = 0;
  const auto [end, fault] = std::from_chars(text.data() + at, text.data() + std::min(text.size(), at + most), value, base);
  code = value;
  return fault == std::errc() ? static_cast<size_t>(end - text.data()) - at : 0;
}

}  // namespace

std::string unescaped(std::string_view text, int line) {
  std::string out;
  const auto numeric = [&](size_t at, size_t digits, int base, bool exact) {
    char32_t code = 0;
    const size_t read = code_at(text, at, digits, base, code);
    if (read == 0 || (exact && read != digits) || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
      throw Fault{FaultKind::syntax, phrase(LATHE_TR("a text holds a faulty escape: {0}"), std::string(cut_utf8(text.substr(at - 1), digits + 1))), line};
    append_utf8(out, code);
    return read;
  };
  static constexpr std::string_view from = "abfnrtv\\'\"", to = "\a\b\f\n\r\t\v\\'\"";
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) { out += text[i]; continue; }
    const char c = text[++i];
    if (const size_t known = from.find(c); known != npos) out += to[known];
    else if (c == 'x') i += numeric(i + 1, 2, 16, true);
    else if (c == 'u') i += numeric(i + 1, 4, 16, true);
    else if (c == 'U') i += numeric(i + 1, 8, 16, true);
    else if (c >= '0' && c <= '7') i += numeric(i, 3, 8, false) - 1;
    else if (c != '\n') { out += '\\'; out += c; }
  }
  return out;
}

std::vector<Token> tokens_of(std::string_view source) { return Lexer(with_plain_line_ends(source)).run(); }

}  // namespace lathe::text::jinja
