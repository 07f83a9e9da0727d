#include "core/base/utf8.h"
#include "core/text/parts/pre_tokenizer.h"
#include "core/text/parts/split_behavior.h"
#include "core/text/unicode/unicode.h"

namespace lathe::text {
namespace {

using Predicate = bool (*)(char32_t);

bool is_punctuation(char32_t c) { return unicode::is_in(unicode::Set::punctuation, c); }

// Every character of the class is one match.
class ClassSplit final : public PreTokenizer {
 public:
  ClassSplit(Predicate inside, Behavior behavior) : inside_(inside), behavior_(behavior) {}
  void split(Words& words) const override {
    const std::string_view text = words.text->text();
    words.finer.clear();
    std::vector<Piece> matches;
    for (const Piece& piece : words.pieces) {
      matches.clear();
      for (size_t at = piece.begin; at < piece.end;) {
        const size_t begin = at;
        if (inside_(next_code_point(text, at))) matches.push_back({begin, at});
      }
      append_words(piece, matches, behavior_, false, words.finer);
    }
    words.pieces.swap(words.finer);
  }

 private:
  Predicate inside_;
  Behavior behavior_;
};

class BertSplit final : public PreTokenizer {
 public:
  void split(Words& words) const override {
    blanks_.split(words);
    punctuation_.split(words);
  }

 private:
  ClassSplit blanks_{is_white_space, Behavior::removed}, punctuation_{is_punctuation, Behavior::isolated};
};

// Runs of word characters and runs of everything else but white space.
class WhitespaceSplitter final : public PreTokenizer {
 public:
  void split(Words& words) const override {
    const std::string_view text = words.text->text();
    words.finer.clear();
    for (const Piece& piece : words.pieces) {
      int before = 0;
      for (size_t at = piece.begin; at < piece.end;) {
        const size_t begin = at;
        const char32_t c = next_code_point(text, at);
        const int kind = unicode::is_in(unicode::Set::word, c) ? 1 : is_white_space(c) ? 0 : 2;
        if (kind != 0 && kind == before) words.finer.back().end = at;
        else if (kind != 0) words.finer.push_back({begin, at});
        before = kind;
      }
    }
    words.pieces.swap(words.finer);
  }
};

class Metaspace final : public PreTokenizer {
 public:
  explicit Metaspace(const Part& part) : mark_(character_in(part, "replacement", "\xE2\x96\x81")), split_(bool_or(part.json, "split", part.file, true)) {
    const std::string absent = bool_or(part.json, "add_prefix_space", part.file, true) ? "always" : "never";
    const std::string scheme = string_or(part.json, "prepend_scheme", part.file, absent);
    if (scheme != "always" && scheme != "first" && scheme != "never") refuse_part(part, "Metaspace with prepend_scheme " + scheme);
    always_ = scheme == "always";
    first_ = scheme == "first";
  }

  void split(Words& words) const override {
    mark_blanks(words);
    if (!split_) return;
    words.finer.clear();
    const std::string_view text = words.text->text();
    std::vector<Piece> matches;
    for (const Piece& piece : words.pieces) {
      matches.clear();
      for (size_t at = text.find(mark_, piece.begin); at < piece.end; at = text.find(mark_, at + mark_.size())) matches.push_back({at, at + mark_.size()});
      append_words(piece, matches, Behavior::merged_with_next, false, words.finer);
    }
    words.pieces.swap(words.finer);
  }

 private:
  void mark_blanks(Words& words) const {
    const std::string_view text = words.text->text();
    Rewrite rewrite(*words.text);
    words.finer.clear();
    for (const Piece& piece : words.pieces) {
      rewrite.keep_to(piece.begin);
      const size_t begin = rewrite.written();
      const bool begins_with_mark = text[piece.begin] == ' ' || text.substr(piece.begin, piece.end - piece.begin).starts_with(mark_);
      const bool begins_the_whole = words.text->begins_the_whole() && words.text->begin_in_given(piece.begin) == 0;
      if (!begins_with_mark && (always_ || (first_ && begins_the_whole))) rewrite.put_before(mark_);
      for (size_t at = text.find(' ', piece.begin); at < piece.end; at = text.find(' ', at + 1)) {
        rewrite.keep_to(at);
        rewrite.put(mark_, at + 1);
      }
      rewrite.keep_to(piece.end);
      words.finer.push_back({begin, rewrite.written()});
    }
    rewrite.finish();
    words.pieces.swap(words.finer);
  }

  std::string mark_;
  bool split_, always_ = false, first_ = false;
};

}  // namespace

PreTokenizerPtr make_metaspace(const Part& part) { return std::make_unique<Metaspace>(part); }

PreTokenizerPtr make_by_class(const Part& part) {
  const std::string type = type_of(part);
  if (type == "Whitespace") return std::make_unique<WhitespaceSplitter>();
  if (type == "WhitespaceSplit") return std::make_unique<ClassSplit>(is_white_space, Behavior::removed);
  if (type == "BertPreTokenizer") return std::make_unique<BertSplit>();
  if (type == "Punctuation") return std::make_unique<ClassSplit>(is_punctuation, behavior_in(part, "Isolated"));
  const bool each = bool_or(part.json, "individual_digits", part.file, false);
  return std::make_unique<ClassSplit>(unicode::is_number, each ? Behavior::isolated : Behavior::contiguous);
}

}  // namespace lathe::text
