#include "core/text/parts/known_patterns.h"

#include <array>

#include "core/base/utf8.h"
#include "core/text/parts/pre_tokenizer.h"
#include "core/text/unicode/unicode.h"

namespace lathe::text {
namespace {

constexpr std::string_view kLlama3 = R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";

enum Kind : uint8_t { letter, number, line_end, blank, other, none };   // none: behind the text

constexpr std::array<Kind, 128> ascii_kinds() {
  std::array<Kind, 128> out{};
  for (int c = 0; c < 128; ++c) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    out[c] = is_letter ? letter : c >= '0' && c <= '9' ? number : c == '\n' || c == '\r' ? line_end : c == ' ' || (c >= 9 && c <= 13) ? blank : other;
  }
  return out;
}
constexpr std::array<Kind, 128> kAscii = ascii_kinds();

Kind kind_of(char32_t c) {
  if ((c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3041 && c <= 0x3096)) return letter;
  if (unicode::is_letter(c)) return letter;
  if (unicode::is_number(c)) return number;
  return is_white_space(c) ? blank : other;
}

class Splitter {
 public:
  Splitter(KnownPattern pattern, std::string_view text, Piece within) : pattern_(pattern), text_(text.substr(0, within.end)), at_(within.begin) {}

  // The end of the word that begins here; moves there.
  size_t next() {
    const size_t begin = at_;
    size_t behind = begin;
    const Kind first = read(behind);
    if (text_[begin] == '\'')
      if (const size_t length = contraction(begin)) return at_ = begin + length;
    size_t after = behind;
    const Kind second = behind < text_.size() ? read(after) : none;
    if (first == letter) return at_ = run(behind, letter);
    if (pattern_ == KnownPattern::gpt2) return at_ = next_gpt2(begin, behind, first, second);
    if (second == letter && (first == blank || first == other)) return at_ = run(after, letter);
    if (first == number) return at_ = digits(behind);
    if (first == other) return at_ = run(run(behind, other), line_end);
    if (text_[begin] == ' ' && second == other) return at_ = run(run(after, other), line_end);
    return at_ = blanks(begin);
  }
  bool done() const { return at_ >= text_.size(); }

 private:
  Kind read(size_t& at) const {
    const auto byte = static_cast<unsigned char>(text_[at]);
    if (byte < 0x80) { ++at; return kAscii[byte]; }
    return kind_of(next_code_point(text_, at));
  }

  size_t run(size_t at, Kind kind) const {
    while (at < text_.size()) {
      size_t behind = at;
      if (read(behind) != kind) break;
      at = behind;
    }
    return at;
  }

  size_t digits(size_t at) const {
    for (int more = pattern_ == KnownPattern::llama3 ? 2 : 0; more > 0 && at < text_.size(); --more) {
      size_t behind = at;
      if (read(behind) != number) break;
      at = behind;
    }
    return at;
  }

  size_t next_gpt2(size_t begin, size_t behind, Kind first, Kind second) const {
    if (first == number || first == other) return run(behind, first);
    if (text_[begin] == ' ' && (second == letter || second == number || second == other)) return run(behind, second);
    return blanks(begin);
  }

  // White space up to the last line end among it (not for GPT-2), else all but the last before a word.
  size_t blanks(size_t begin) const {
    size_t at = begin, last = begin, line = 0;
    while (at < text_.size()) {
      size_t behind = at;
      const Kind kind = read(behind);
      if (kind != blank && kind != line_end) break;
      if (kind == line_end) line = behind;
      last = at;
      at = behind;
    }
    if (line > 0 && pattern_ != KnownPattern::gpt2) return line;
    return at == text_.size() || last == begin ? at : last;
  }

  // 's 't 'm 'd 're 've 'll; also in capitals but for GPT-2, where the long s counts as s.
  size_t contraction(size_t at) const {
    const std::string_view rest = text_.substr(at + 1, 2);
    const bool any_case = pattern_ != KnownPattern::gpt2;
    if (any_case && rest == "\xC5\xBF") return 3;
    const auto letter_at = [&](size_t i) {
      const char c = i < rest.size() ? rest[i] : '\0';
      return any_case && c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    };
    const char a = letter_at(0), b = letter_at(1);
    if (a == 's' || a == 't' || a == 'm' || a == 'd') return 2;
    return (a == 'r' && b == 'e') || (a == 'v' && b == 'e') || (a == 'l' && b == 'l') ? 3 : 0;
  }

  KnownPattern pattern_;
  std::string_view text_;
  size_t at_;
};

}  // namespace

const char* const kQwenSplit = R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";

std::optional<KnownPattern> known_pattern(std::string_view pattern) {
  if (pattern == kGpt2Split) return KnownPattern::gpt2;
  if (pattern == kQwenSplit) return KnownPattern::qwen;
  if (pattern == kLlama3) return KnownPattern::llama3;
  return std::nullopt;
}

void split_known(KnownPattern pattern, std::string_view text, Piece within, std::vector<Piece>& out) {
  Splitter splitter(pattern, text, within);
  for (size_t begin = within.begin; !splitter.done();) {
    const size_t end = splitter.next();
    out.push_back({begin, end});
    begin = end;
  }
}

}  // namespace lathe::text
