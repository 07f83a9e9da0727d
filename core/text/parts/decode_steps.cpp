#include "core/base/utf8.h"
#include "core/text/parts/decoder.h"
#include "core/text/parts/normalizer.h"

namespace lathe::text {
namespace {

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
}

class Replace final : public DecodeStep {
 public:
  explicit Replace(const Part& part) : rule_(make_replace(part)) {}
  void apply(std::string& token, TokenPlace) const override {
    const std::string given = token;
    TrackedText text(given);
    rule_->apply(text);
    token = text.text();
  }

 private:
  NormalizerPtr rule_;
};

class Strip final : public DecodeStep {
 public:
  explicit Strip(const Part& part)
      : content_(character_in(part, "content", " ")), start_(int_or(part.json, "start", part.file, 0, 0, 1 << 20)), stop_(int_or(part.json, "stop", part.file, 0, 0, 1 << 20)) {}
  void apply(std::string& token, TokenPlace) const override {
    size_t begin = 0, end = token.size();
    for (int64_t i = 0; i < start_ && std::string_view(token).substr(begin).starts_with(content_); ++i) begin += content_.size();
    for (int64_t i = 0; i < stop_ && std::string_view(token).substr(begin, end - begin).ends_with(content_); ++i) end -= content_.size();
    token = token.substr(begin, end - begin);
  }
  bool drops_first_blank() const override { return start_ > 0 && content_ == " "; }

 private:
  std::string content_;
  int64_t start_, stop_;
};

class Metaspace final : public DecodeStep {
 public:
  explicit Metaspace(const Part& part) : mark_(character_in(part, "replacement", "\xE2\x96\x81")) {
    const std::string absent = bool_or(part.json, "add_prefix_space", part.file, true) ? "always" : "never";
    adds_ = string_or(part.json, "prepend_scheme", part.file, absent) != "never";
  }
  void apply(std::string& token, TokenPlace place) const override { replace_all(token, mark_, place.first && adds_ ? "" : " "); }
  bool drops_first_blank() const override { return adds_; }

 private:
  std::string mark_;
  bool adds_;
};

class WordPiece final : public DecodeStep {
 public:
  explicit WordPiece(const Part& part) : prefix_(string_or(part.json, "prefix", part.file, "##")), tidy_(bool_or(part.json, "cleanup", part.file, true)) {}
  void apply(std::string& token, TokenPlace place) const override {
    if (!place.first) {
      if (token.starts_with(prefix_)) token.erase(0, prefix_.size());
      else token.insert(0, " ");
    }
    if (!tidy_) return;
    constexpr std::pair<std::string_view, std::string_view> kRules[] = {{" .", "."}, {" ?", "?"}, {" !", "!"}, {" ,", ","}, {" ' ", "'"}, {" n't", "n't"},
                                                                        {" 'm", "'m"}, {" do not", " don't"}, {" 's", "'s"}, {" 've", "'ve"}, {" 're", "'re"}};
    for (const auto& [from, to] : kRules) replace_all(token, from, to);
  }
  bool drops_first_blank() const override { return true; }

 private:
  std::string prefix_;
  bool tidy_;
};

class Suffix final : public DecodeStep {
 public:
  explicit Suffix(const Part& part) : suffix_(string_or(part.json, "suffix", part.file, "</w>")) {
    if (suffix_.empty()) bad_tokenizer_file(part.file, phrase(LATHE_TR("\"{0}\" is empty"), "suffix"));
  }
  void apply(std::string& token, TokenPlace place) const override { replace_all(token, suffix_, place.last ? "" : " "); }

 private:
  std::string suffix_;
};

}  // namespace

DecodeStepPtr make_decode_replace(const Part& part) { return std::make_unique<Replace>(part); }
DecodeStepPtr make_decode_strip(const Part& part) { return std::make_unique<Strip>(part); }
DecodeStepPtr make_decode_metaspace(const Part& part) { return std::make_unique<Metaspace>(part); }
DecodeStepPtr make_decode_word_piece(const Part& part) { return std::make_unique<WordPiece>(part); }
DecodeStepPtr make_decode_bpe(const Part& part) { return std::make_unique<Suffix>(part); }

}  // namespace lathe::text
