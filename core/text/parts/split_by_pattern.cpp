#include "core/text/parts/known_patterns.h"
#include "core/text/parts/pre_tokenizer.h"
#include "core/text/parts/split_behavior.h"

namespace lathe::text {
namespace {

class PatternSplit final : public PreTokenizer {
 public:
  PatternSplit(const std::string& pattern, const std::string& file, Behavior behavior, bool invert)
      : regex_(pattern, file), behavior_(behavior), invert_(invert) {}
  void split(Words& words) const override {
    words.finer.clear();
    std::vector<Piece> matches;
    for (const Piece& piece : words.pieces) {
      if (behavior_ == Behavior::isolated) { regex_.split(words.text->text(), piece, words.regex, words.finer); continue; }
      matches.clear();
      regex_.find(words.text->text(), piece, words.regex, [&](Piece match) { matches.push_back(match); });
      append_words(piece, matches, behavior_, invert_, words.finer);
    }
    words.pieces.swap(words.finer);
  }

 private:
  Regex regex_;
  Behavior behavior_;
  bool invert_;
};

// The same as the pattern, by hand.
class KnownSplit final : public PreTokenizer {
 public:
  explicit KnownSplit(KnownPattern pattern) : pattern_(pattern) {}
  void split(Words& words) const override {
    words.finer.clear();
    for (const Piece& piece : words.pieces) split_known(pattern_, words.text->text(), piece, words.finer);
    words.pieces.swap(words.finer);
  }

 private:
  KnownPattern pattern_;
};

class ByteLevel final : public PreTokenizer {
 public:
  explicit ByteLevel(const Part& part) : add_blank_(bool_or(part.json, "add_prefix_space", part.file, true)) {
    if (bool_or(part.json, "use_regex", part.file, true)) split_ = make_pattern_split(kGpt2Split, part.file);
  }
  void split(Words& words) const override {
    if (add_blank_) add_blanks(words);
    if (split_) split_->split(words);
  }
  bool byte_level() const override { return true; }

 private:
  static void add_blanks(Words& words) {
    const std::string_view text = words.text->text();
    Rewrite rewrite(*words.text);
    words.finer.clear();
    for (const Piece& piece : words.pieces) {
      rewrite.keep_to(piece.begin);
      const size_t begin = rewrite.written();
      if (text[piece.begin] != ' ') rewrite.put_before(" ");
      rewrite.keep_to(piece.end);
      words.finer.push_back({begin, rewrite.written()});
    }
    rewrite.finish();
    words.pieces.swap(words.finer);
  }

  bool add_blank_;
  PreTokenizerPtr split_;
};

}  // namespace

const char* const kGpt2Split = R"('s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+)";

PreTokenizerPtr make_pattern_split(const std::string& pattern, const std::string& file) {
  if (const auto known = known_pattern(pattern)) return std::make_unique<KnownSplit>(*known);
  return std::make_unique<PatternSplit>(pattern, file, Behavior::isolated, false);
}

PreTokenizerPtr make_split(const Part& part) {
  const PatternText pattern = pattern_in(part, "pattern");
  const Behavior behavior = behavior_in(part, "");
  const bool invert = bool_or(part.json, "invert", part.file, false);
  const std::string regex = pattern.is_regex ? pattern.text : escaped_for_regex(pattern.text);
  if (regex.empty()) bad_tokenizer_file(part.file, phrase(LATHE_TR("Split has an empty pattern")));
  if (behavior == Behavior::isolated) return make_pattern_split(regex, part.file);
  return std::make_unique<PatternSplit>(regex, part.file, behavior, invert);
}

PreTokenizerPtr make_byte_level(const Part& part) { return std::make_unique<ByteLevel>(part); }

}  // namespace lathe::text
