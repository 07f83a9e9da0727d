#include "core/base/utf8.h"
#include "core/text/parts/normalizer.h"
#include "core/text/unicode/normal_forms.h"
#include "core/text/unicode/unicode.h"

namespace lathe::text {
namespace {

class FormNormalizer final : public Normalizer {
 public:
  explicit FormNormalizer(unicode::Form form) : form_(form) {}
  void apply(TrackedText& text) const override {
    const std::string_view given = text.text();
    if (unicode::surely_normal(given, form_)) return;
    const std::string whole = unicode::to_form(given, form_);
    if (whole == given) return;
    Rewrite rewrite(text);
    std::string pieces;
    for (size_t at = 0; at < given.size();) {
      const size_t end = unicode::next_border(given, at);
      const std::string normal = unicode::to_form(given.substr(at, end - at), form_);
      rewrite.put(normal, end);
      pieces += normal;
      at = end;
    }
    if (pieces == whole) { rewrite.finish(); return; }
    Rewrite coarse(text);                                  // one stretch: offsets are coarse, ids stay right
    coarse.put(whole, given.size());
    coarse.finish();
  }

 private:
  unicode::Form form_;
};

class Lowercase final : public Normalizer {
 public:
  void apply(TrackedText& text) const override {
    const std::string_view given = text.text();
    Rewrite rewrite(text);
    std::string lower;
    for (size_t at = 0; at < given.size();) {
      lower.clear();
      unicode::append_lower(lower, next_code_point(given, at));
      rewrite.put(lower, at);
    }
    rewrite.finish();
  }
};

class StripAccents final : public Normalizer {
 public:
  void apply(TrackedText& text) const override {
    const std::string_view given = text.text();
    Rewrite rewrite(text);
    for (size_t at = 0; at < given.size();) {
      if (unicode::is_in(unicode::Set::accents, next_code_point(given, at))) rewrite.put("", at);
      else rewrite.keep_to(at);
    }
    rewrite.finish();
  }
};

}  // namespace

NormalizerPtr make_form(const Part& part) {
  const std::string type = type_of(part);
  using unicode::Form;
  return std::make_unique<FormNormalizer>(type == "NFC" ? Form::nfc : type == "NFD" ? Form::nfd : type == "NFKC" ? Form::nfkc : Form::nfkd);
}
NormalizerPtr make_lowercase(const Part&) { return std::make_unique<Lowercase>(); }
NormalizerPtr make_strip_accents(const Part&) { return std::make_unique<StripAccents>(); }

}  // namespace lathe::text
