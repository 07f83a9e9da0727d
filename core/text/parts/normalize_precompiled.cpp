#include <utf8proc.h>

#include <cstring>
#include <optional>

#include "core/base/utf8.h"
#include "core/text/parts/normalizer.h"

namespace lathe::text {
namespace {

std::optional<std::string> from_base64(std::string_view text) {
  std::string out;
  uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    if (c == '=') break;
    int value;
    if (c >= 'A' && c <= 'Z') value = c - 'A';
    else if (c >= 'a' && c <= 'z') value = c - 'a' + 26;
    else if (c >= '0' && c <= '9') value = c - '0' + 52;
    else if (c == '+') value = 62;
    else if (c == '/') value = 63;
    else return std::nullopt;
    bits = bits << 6 | static_cast<uint32_t>(value);
    if ((count += 6) < 8) continue;
    count -= 8;
    out += static_cast<char>(bits >> count & 0xFF);
  }
  return out;
}

// SentencePiece's table: the size of a double-array trie in bytes, the trie, and replacements that end in a zero byte.
class Precompiled final : public Normalizer {
 public:
  explicit Precompiled(const Part& part) {
    const std::optional<std::string> blob = from_base64(string_at(part.json, "precompiled_charsmap", part.file));
    uint32_t size = 0;
    if (!blob || blob->size() < 4 || (std::memcpy(&size, blob->data(), 4), size % 4 != 0 || size > blob->size() - 4))
      bad_tokenizer_file(part.file, phrase(LATHE_TR("\"precompiled_charsmap\" is damaged")));
    trie_.resize(size / 4);
    std::memcpy(trie_.data(), blob->data() + 4, size);
    replacements_ = blob->substr(4 + size) + '\0';
  }

  // Short grapheme clusters are looked up whole, then characters alone, as the reference does.
  void apply(TrackedText& text) const override {
    const std::string_view given = text.text();
    Rewrite rewrite(text);
    for (size_t at = 0; at < given.size();) {
      const size_t end = cluster_end(given, at);
      if (const auto whole = end - at < 6 ? replacement(given.substr(at, end - at)) : std::nullopt) {
        rewrite.put(*whole, at = end);
        continue;
      }
      while (at < end) {
        const size_t begin = at;
        next_code_point(given, at);
        if (const auto one = replacement(given.substr(begin, at - begin))) rewrite.put(*one, at);
        else rewrite.keep_to(at);
      }
    }
    rewrite.finish();
  }

 private:
  static size_t cluster_end(std::string_view text, size_t at) {
    utf8proc_int32_t state = 0;
    auto before = static_cast<utf8proc_int32_t>(next_code_point(text, at));
    while (at < text.size()) {
      size_t behind = at;
      const auto next = static_cast<utf8proc_int32_t>(next_code_point(text, behind));
      if (utf8proc_grapheme_break_stateful(before, next, &state)) break;
      before = next;
      at = behind;
    }
    return at;
  }

  // The shortest prefix that the trie knows decides for the whole chunk.
  std::optional<std::string_view> replacement(std::string_view chunk) const {
    if (trie_.empty()) return std::nullopt;
    const auto offset = [](uint32_t unit) { return unit >> 10 << ((unit & 1u << 9) >> 6); };
    size_t node = offset(trie_[0]);
    for (const char byte : chunk) {
      const auto label = static_cast<unsigned char>(byte);
      if (label == 0) return std::nullopt;
      node ^= label;
      if (node >= trie_.size()) return std::nullopt;
      const uint32_t unit = trie_[node];
      if ((unit & (1u << 31 | 0xFF)) != label) return std::nullopt;
      node ^= offset(unit);
      if ((unit >> 8 & 1) == 0 || node >= trie_.size()) continue;
      const size_t begin = trie_[node] & 0x7FFFFFFF;
      if (begin >= replacements_.size()) return std::nullopt;
      const std::string_view out(replacements_.data() + begin);
      return find_bad_utf8(out) == std::string_view::npos ? std::optional(out) : std::nullopt;
    }
    return std::nullopt;
  }

  std::vector<uint32_t> trie_;
  std::string replacements_;
};

}  // namespace

NormalizerPtr make_precompiled(const Part& part) { return std::make_unique<Precompiled>(part); }

}  // namespace lathe::text
