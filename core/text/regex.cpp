#include "core/text/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <new>

#include "core/base/error.h"
#include "core/text/regex_classes.h"

namespace lathe::text {
namespace {

constexpr size_t kMaxPattern = 16 << 10;
constexpr uint32_t kMatchLimit = 20'000'000, kDepthLimit = 10'000, kHeapLimitKib = 64 << 10;
constexpr size_t kJitStack = 1 << 20;
[[noreturn]] void refuse(const std::string& name, const std::string& what) {
  throw Error("tokenizer.regex", phrase(LATHE_TR("[load_tokenizer] {0}: the splitting pattern {1}"), name, what),
              phrase(LATHE_TR("Use a model whose tokenizer splits like Qwen, Llama 3 or GPT-2.")));
}

// The name in "\p{L}", "\PL" at pattern[i], which moves behind it.
std::string_view property_at(std::string_view pattern, size_t& i, const std::string& name) {
  if (i < pattern.size() && pattern[i] != '{') return pattern.substr(i++, 1);
  const size_t end = pattern.find('}', i);
  if (end == std::string_view::npos) refuse(name, "ends inside a property");
  const std::string_view out = pattern.substr(i + 1, end - i - 1);
  i = end + 1;
  return out;
}

// "\x41" or "\x{4E00}" behind its x. Two digits from 80 on are a byte for one engine and a character for the other.
std::string code_at(std::string_view pattern, size_t& i, const std::string& name) {
  const bool braces = i < pattern.size() && pattern[i] == '{';
  const size_t begin = i + (braces ? 1 : 0), end = braces ? pattern.find('}', begin) : begin + 2;
  if (end > pattern.size()) refuse(name, "ends inside \\x");
  const std::string_view digits = pattern.substr(begin, end - begin);
  if (digits.empty() || digits.size() > 6 || digits.find_first_not_of("0123456789abcdefABCDEF") != std::string_view::npos || (!braces && digits[0] > '7'))
    refuse(name, "uses \\x" + std::string(digits) + ", which differs between regular-expression engines");
  i = end + (braces ? 1 : 0);
  return "\\x{" + std::string(digits) + "}";
}

// "(?i:", "(?=", "(?<=", "(?>" and their kin at pattern[i]; returns the translation and moves behind it. What the
// reference calls m, the dot for line ends too, is s here; an option by itself reaches over "|" there, not here.
std::string group_at(std::string_view pattern, size_t& i, const std::string& name) {
  const size_t begin = i;
  i += 2;
  for (const std::string_view plain : {"<=", "<!", ":", "=", "!", ">"})
    if (pattern.substr(i).starts_with(plain)) { i += plain.size(); return "(?" + std::string(plain); }
  std::string out = "(?";
  for (; i < pattern.size() && std::string_view("im-").find(pattern[i]) != std::string_view::npos; ++i) out += pattern[i] == 'm' ? 's' : pattern[i];
  const char end = i < pattern.size() ? pattern[i++] : '\0';
  if (end != ':' && !(end == ')' && begin == 0)) refuse(name, "uses " + std::string(pattern.substr(begin, i - begin)) + ", which differs between regular-expression engines");
  return out + end;
}

// "{,3}" counts from 0, and "{3}?" is none or three, not the fewest of three.
std::string count_at(std::string_view pattern, size_t& i, const std::string& name) {
  size_t end = i + 1;
  while (end < pattern.size() && (std::isdigit(static_cast<unsigned char>(pattern[end])) || pattern[end] == ',')) ++end;
  const std::string_view inside = pattern.substr(i + 1, end - i - 1);
  if (end >= pattern.size() || pattern[end] != '}' || inside.empty() || inside == ",") { ++i; return "{"; }
  if (inside.find(',') == std::string_view::npos && pattern.substr(end + 1).starts_with('?')) refuse(name, "uses {n}?, which differs between regular-expression engines");
  i = end;
  return std::string("{") + (inside[0] == ',' ? "0" : "") + std::string(inside);
}

// One escape at pattern[i]; returns its translation and moves behind it.
std::string escape_at(std::string_view pattern, size_t& i, bool in_class, const std::string& name) {
  if (i + 1 >= pattern.size()) refuse(name, "ends in a backslash");
  const char c = pattern[i + 1];
  i += 2;
  const bool negated = std::string_view("SDWP").find(c) != std::string_view::npos;
  std::string_view property;
  if (c == 's' || c == 'S') property = "space";
  else if (c == 'd' || c == 'D') property = "digit";
  else if (c == 'w' || c == 'W') property = "word";
  else if (c == 'p' || c == 'P') property = property_at(pattern, i, name);
  if (!property.empty()) {
    const std::string items = class_items(property, negated && in_class);
    if (items.empty()) refuse(name, "uses the property " + std::string(property) + ", whose characters are not known here");
    return in_class ? items : (negated ? "[^" : "[") + items + "]";
  }
  if (c == 'x') return code_at(pattern, i, name);
  const bool letter_or_digit = std::isalnum(static_cast<unsigned char>(c)) != 0;
  if (letter_or_digit && std::string_view("rntf").find(c) == std::string_view::npos)
    refuse(name, std::string("uses \\") + c + ", which differs between regular-expression engines");
  return {'\\', c};
}

}  // namespace

std::string translate_pattern(std::string_view pattern, const std::string& name) {
  if (pattern.size() > kMaxPattern) refuse(name, "is longer than 16 kB");
  std::string out;
  bool in_class = false;
  for (size_t i = 0; i < pattern.size();) {
    const char c = pattern[i];
    if (c == '\\') { out += escape_at(pattern, i, in_class, name); continue; }
    if (in_class && (c == '[' || pattern.substr(i).starts_with("&&"))) refuse(name, "nests character classes");
    if (!in_class && pattern.substr(i).starts_with("}+")) refuse(name, "uses {n}+, which differs between regular-expression engines");
    if (!in_class && (c == '^' || c == '$')) refuse(name, "uses anchors, which differ between regular-expression engines");
    if (!in_class && (pattern.substr(i).starts_with("(*") || pattern.substr(i).starts_with("(?C"))) refuse(name, "uses verbs or callouts");
    if (!in_class && pattern.substr(i).starts_with("(?")) { out += group_at(pattern, i, name); continue; }
    if (!in_class && c == '{') { out += count_at(pattern, i, name); continue; }
    if (!in_class && c == '[') {
      in_class = true;
      out += c;
      if (++i < pattern.size() && pattern[i] == '^') out += pattern[i++];
      if (i < pattern.size() && pattern[i] == ']') refuse(name, "has an empty character class");
      continue;
    }
    if (c == ']') in_class = false;
    out += c;
    ++i;
  }
  return out;
}

struct Regex::Scratch::State {
  pcre2_match_data* data = pcre2_match_data_create(8, nullptr);
  pcre2_match_context* context = pcre2_match_context_create(nullptr);
  pcre2_jit_stack* stack = pcre2_jit_stack_create(32 << 10, kJitStack, nullptr);
  State() {
    if (!data || !context || !stack) throw std::bad_alloc();
    pcre2_set_match_limit(context, kMatchLimit);
    pcre2_set_depth_limit(context, kDepthLimit);
    pcre2_set_heap_limit(context, kHeapLimitKib);
    pcre2_jit_stack_assign(context, nullptr, stack);
  }
  ~State() {
    pcre2_match_data_free(data);
    pcre2_match_context_free(context);
    pcre2_jit_stack_free(stack);
  }
};

Regex::Scratch::Scratch() : state(std::make_unique<State>()) {}
Regex::Scratch::~Scratch() = default;
Regex::Scratch::Scratch(Scratch&&) noexcept = default;

struct Regex::Code {
  pcre2_code* code = nullptr;
  ~Code() { pcre2_code_free(code); }
};

Regex::Regex(std::string_view pattern, const std::string& name) : code_(std::make_unique<Code>()) {
  const std::string translated = translate_pattern(pattern, name);
  int fault = 0;
  PCRE2_SIZE at = 0;
  code_->code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(translated.data()), translated.size(),
                              PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C, &fault, &at, nullptr);
  if (!code_->code) {
    PCRE2_UCHAR reason[256] = {};
    pcre2_get_error_message(fault, reason, sizeof reason);
    refuse(name, std::string("is faulty: ") + reinterpret_cast<const char*>(reason));
  }
  pcre2_jit_compile(code_->code, PCRE2_JIT_COMPLETE);   // where it cannot be had, matching interprets
}

Regex::~Regex() = default;
Regex::Regex(Regex&&) noexcept = default;

void Regex::split(std::string_view text, Piece within, Scratch& scratch, std::vector<Piece>& out) const {
  size_t kept = within.begin;                            // everything before is in `out`
  find(text, within, scratch, [&](Piece match) {
    if (match.begin > kept) out.push_back({kept, match.begin});
    out.push_back(match);
    kept = match.end;
  });
  if (kept < within.end) out.push_back({kept, within.end});
}

void Regex::find(std::string_view text, Piece within, Scratch& scratch, const std::function<void(Piece)>& take) const {
  const auto* subject = reinterpret_cast<PCRE2_SPTR>(text.data() + within.begin);
  const size_t length = within.end - within.begin;
  Scratch::State& state = *scratch.state;
  for (size_t from = 0; from < length;) {
    const int found = pcre2_match(code_->code, subject, length, from, PCRE2_NO_UTF_CHECK | PCRE2_NOTEMPTY, state.data, state.context);
    if (found == PCRE2_ERROR_NOMATCH) return;
    if (found < 0)
      throw Error("tokenizer.regex_work", phrase(LATHE_TR("[encode] the tokenizer's splitting pattern takes too much work on this text")),
                  phrase(LATHE_TR("Shorten the text.")));
    const PCRE2_SIZE* span = pcre2_get_ovector_pointer(state.data);
    take({within.begin + span[0], within.begin + span[1]});
    from = span[1];
  }
}

}  // namespace lathe::text
