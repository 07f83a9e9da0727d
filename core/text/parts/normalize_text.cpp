#include "core/base/utf8.h"
#include "core/text/parts/normalizer.h"
#include "core/text/regex.h"

namespace lathe::text {
namespace {

size_t blanks_at_front(std::string_view text) {
  size_t at = 0;
  while (at < text.size()) {
    size_t behind = at;
    if (!is_white_space(next_code_point(text, behind))) break;
    at = behind;
  }
  return at;
}

size_t end_without_blanks(std::string_view text, size_t not_before) {
  size_t end = not_before;
  for (size_t at = not_before; at < text.size();)
    if (!is_white_space(next_code_point(text, at))) end = at;
  return end;
}

class Strip final : public Normalizer {
 public:
  Strip(bool left, bool right) : left_(left), right_(right) {}
  void apply(TrackedText& text) const override {
    const std::string_view given = text.text();
    const size_t begin = left_ ? blanks_at_front(given) : 0, end = right_ ? end_without_blanks(given, begin) : given.size();
    Rewrite rewrite(text);
    rewrite.put("", begin);
    rewrite.keep_to(end);
    rewrite.put("", given.size());
    rewrite.finish();
  }

 private:
  bool left_, right_;
};

class Prepend final : public Normalizer {
 public:
  explicit Prepend(std::string front) : front_(std::move(front)) {}
  void apply(TrackedText& text) const override {
    if (text.text().empty()) return;
    Rewrite rewrite(text);
    rewrite.put(front_, 0);
    rewrite.finish();
  }

 private:
  std::string front_;
};

class Replace final : public Normalizer {
 public:
  explicit Replace(const Part& part) : content_(string_at(part.json, "content", part.file)) {
    PatternText pattern = pattern_in(part, "pattern");
    if (pattern.is_regex) regex_ = std::make_unique<Regex>(pattern.text, part.file);
    else plain_ = std::move(pattern.text);
    if (!regex_ && plain_.empty()) bad_tokenizer_file(part.file, phrase(LATHE_TR("Replace has an empty pattern")));
  }
  void apply(TrackedText& text) const override {
    const std::string_view given = text.text();
    Rewrite rewrite(text);
    const auto replace = [&](size_t begin, size_t end) {
      rewrite.keep_to(begin);
      rewrite.put(content_, end);
    };
    if (regex_) {
      Regex::Scratch scratch;
      regex_->find(given, {0, given.size()}, scratch, [&](Piece match) { replace(match.begin, match.end); });
    } else {
      for (size_t at = given.find(plain_); at != std::string_view::npos; at = given.find(plain_, at + plain_.size())) replace(at, at + plain_.size());
    }
    rewrite.finish();
  }

 private:
  std::string content_, plain_;
  std::unique_ptr<Regex> regex_;
};

}  // namespace

NormalizerPtr make_strip(const Part& part) {
  return std::make_unique<Strip>(bool_or(part.json, "strip_left", part.file, true), bool_or(part.json, "strip_right", part.file, true));
}
NormalizerPtr make_prepend(const Part& part) { return std::make_unique<Prepend>(string_at(part.json, "prepend", part.file)); }
NormalizerPtr make_replace(const Part& part) { return std::make_unique<Replace>(part); }

}  // namespace lathe::text
