#include "core/base/utf8.h"
#include "core/text/parts/normalizer.h"
#include "core/text/unicode/normal_forms.h"
#include "core/text/unicode/unicode.h"

namespace lathe::text {
namespace {

using unicode::Set;

class BertNormalizer final : public Normalizer {
 public:
  explicit BertNormalizer(const Part& part)
      : clean_(bool_or(part.json, "clean_text", part.file, true)), chinese_(bool_or(part.json, "handle_chinese_chars", part.file, true)),
        lower_(bool_or(part.json, "lowercase", part.file, true)), strip_(bool_or(part.json, "strip_accents", part.file, lower_)) {}

  // Each step sees the text of the one before; the order is the reference's.
  void apply(TrackedText& text) const override {
    if (clean_) each(text, [](char32_t c, std::string& out) {
      if (unicode::is_in(Set::removed_by_bert, c)) return;
      if (unicode::is_in(Set::blank_for_bert, c)) out += ' ';
      else append_utf8(out, c);
    });
    if (chinese_) each(text, [](char32_t c, std::string& out) {
      const bool apart = unicode::is_in(Set::spaced_by_bert, c);
      if (apart) out += ' ';
      append_utf8(out, c);
      if (apart) out += ' ';
    });
    if (strip_) strip_accents(text);
    if (lower_) each(text, [](char32_t c, std::string& out) { unicode::append_lower(out, c); });
  }

 private:
  template <class Change>
  static void each(TrackedText& text, Change change) {
    const std::string_view given = text.text();
    Rewrite rewrite(text);
    std::string one;
    for (size_t at = 0; at < given.size();) {
      one.clear();
      change(next_code_point(given, at), one);
      rewrite.put(one, at);
    }
    rewrite.finish();
  }

  static void strip_accents(TrackedText& text) {
    const std::string_view given = text.text();
    if (is_ascii(given)) return;
    Rewrite rewrite(text);
    for (size_t at = 0; at < given.size();) {
      const size_t end = unicode::next_border(given, at);
      const std::string decomposed = unicode::to_form(given.substr(at, end - at), unicode::Form::nfd);
      std::string bare;
      for (size_t i = 0; i < decomposed.size();) {
        const char32_t c = next_code_point(decomposed, i);
        if (!unicode::is_in(Set::nonspacing_for_bert, c)) append_utf8(bare, c);
      }
      rewrite.put(bare, end);
      at = end;
    }
    rewrite.finish();
  }

  bool clean_, chinese_, lower_, strip_;
};

}  // namespace

NormalizerPtr make_bert(const Part& part) { return std::make_unique<BertNormalizer>(part); }

}  // namespace lathe::text
