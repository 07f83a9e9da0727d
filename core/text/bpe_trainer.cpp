#include "core/text/bpe_trainer.h"

#include <algorithm>
#include <array>
#include <map>
#include <queue>
#include <unordered_map>
#include <unordered_set>

#include "core/base/atomic_file.h"
#include "core/base/json.h"
#include "core/base/stop.h"
#include "core/base/utf8.h"
#include "core/text/byte_letters.h"
#include "core/text/parts/known_patterns.h"
#include "core/text/regex.h"
#include "core/text/templates/builtin.h"
#include "core/text/unicode/normal_forms.h"

namespace lathe::text {
namespace {

using Pair = std::pair<int32_t, int32_t>;

struct Word {
  std::vector<int32_t> ids;
  int64_t count = 0;
};

// The 256 byte letters in the order of their code points, as the reference trainer numbers them.
std::vector<std::string> byte_pieces() {
  std::vector<std::string> letters;
  for (int b = 0; b < 256; ++b) letters.push_back(bytes_to_letters(std::string(1, static_cast<char>(b))));
  std::sort(letters.begin(), letters.end());             // UTF-8 sorts like code points
  return letters;
}

std::vector<Word> count_words(const std::vector<std::string>& texts, const std::vector<std::string>& pieces, bool single_ideographs,
                              std::stop_token stop) {
  const Regex split(kQwenSplit, "training"), ideograph("\\p{Han}", "training");
  Regex::Scratch scratch;
  std::map<std::string, int64_t> counts;
  std::vector<Piece> found, parts;
  for (const std::string& given : texts) {
    throw_if_stopped(stop);
    if (const size_t bad = find_bad_utf8(given); bad != std::string::npos)
      throw Error("text.not_utf8", phrase(LATHE_TR("[train_tokenizer] a text is not valid UTF-8 at its byte {0}"), bad), phrase(LATHE_TR("Save the text as UTF-8.")));
    const std::string text = unicode::to_form(given, unicode::Form::nfc);
    found.clear();
    split.split(text, {0, text.size()}, scratch, found);
    if (single_ideographs) {
      parts.clear();
      for (const Piece& piece : found) ideograph.split(text, piece, scratch, parts);
      found.swap(parts);
    }
    for (const Piece& piece : found) ++counts[text.substr(piece.begin, piece.end - piece.begin)];
  }
  std::array<int32_t, 256> ids{};
  for (size_t i = 0; i < pieces.size(); ++i) ids[static_cast<unsigned char>((*letters_to_bytes(pieces[i]))[0])] = static_cast<int32_t>(i);
  std::vector<Word> words;
  for (const auto& [bytes, count] : counts) {
    Word& word = words.emplace_back();
    word.count = count;
    for (const char c : bytes) word.ids.push_back(ids[static_cast<unsigned char>(c)]);
  }
  return words;
}

class Merger {
 public:
  Merger(std::vector<Word> words, const std::vector<std::string>& pieces) : words_(std::move(words)) {
    out_.pieces = pieces;
    for (size_t i = 0; i < pieces.size(); ++i) known_.emplace(pieces[i], static_cast<int32_t>(i));
    for (size_t w = 0; w < words_.size(); ++w)
      for (size_t i = 0; i + 1 < words_[w].ids.size(); ++i) change({words_[w].ids[i], words_[w].ids[i + 1]}, words_[w].count, w);
    offer_changed();
  }

  TrainedBpe run(size_t target, int64_t min_count, std::stop_token stop) {
    while (out_.pieces.size() < target && !queue_.empty()) {
      throw_if_stopped(stop);
      const Candidate best = queue_.top();
      queue_.pop();
      const int64_t count = pairs_[best.pair].count;
      if (count != best.count) {                         // stale: offered again with what it is now
        if (count > 0) queue_.push({count, best.pair});
        continue;
      }
      if (count < std::max<int64_t>(min_count, 1)) break;
      merge(best.pair);
    }
    return std::move(out_);
  }

 private:
  struct Candidate {
    int64_t count;
    Pair pair;
    bool operator<(const Candidate& other) const { return count != other.count ? count < other.count : pair > other.pair; }
  };
  struct Places {
    int64_t count = 0;
    std::unordered_set<size_t> words;
  };

  void change(Pair pair, int64_t by, size_t word) {
    Places& places = pairs_[pair];
    places.count += by;
    if (by <= 0) return;
    places.words.insert(word);
    changed_.push_back(pair);
  }

  void offer_changed() {
    std::sort(changed_.begin(), changed_.end());
    changed_.erase(std::unique(changed_.begin(), changed_.end()), changed_.end());
    for (const Pair& pair : changed_)
      if (pairs_[pair].count > 0) queue_.push({pairs_[pair].count, pair});
    changed_.clear();
  }

  void merge(Pair pair) {
    const std::string whole = out_.pieces[pair.first] + out_.pieces[pair.second];
    const auto [place, is_new] = known_.try_emplace(whole, static_cast<int32_t>(out_.pieces.size()));
    out_.merges.emplace_back(out_.pieces[pair.first], out_.pieces[pair.second]);
    if (is_new) out_.pieces.push_back(whole);
    const std::unordered_set<size_t> words = std::move(pairs_[pair].words);
    pairs_.erase(pair);
    for (const size_t w : words) merge_in(w, pair, place->second);
    pairs_.erase(pair);
    offer_changed();
  }

  void merge_in(size_t w, Pair pair, int32_t result) {
    Word& word = words_[w];
    auto& ids = word.ids;
    for (size_t i = 0; i + 1 < ids.size(); ++i) {
      if (ids[i] != pair.first || ids[i + 1] != pair.second) continue;
      if (i > 0) {
        change({ids[i - 1], ids[i]}, -word.count, w);
        change({ids[i - 1], result}, word.count, w);
      }
      if (i + 2 < ids.size()) {
        change({ids[i + 1], ids[i + 2]}, -word.count, w);
        change({result, ids[i + 2]}, word.count, w);
      }
      ids[i] = result;
      ids.erase(ids.begin() + static_cast<ptrdiff_t>(i) + 1);
    }
  }

  std::vector<Word> words_;
  TrainedBpe out_;
  std::unordered_map<std::string, int32_t> known_;
  std::map<Pair, Places> pairs_;
  std::vector<Pair> changed_;
  std::priority_queue<Candidate> queue_;
};

Json added_token(const std::string& content, size_t id) {
  return {{"id", id}, {"content", content}, {"single_word", false}, {"lstrip", false}, {"rstrip", false}, {"normalized", false}, {"special", true}};
}

Json byte_level() { return {{"type", "ByteLevel"}, {"add_prefix_space", false}, {"trim_offsets", false}, {"use_regex", false}}; }

Json tokenizer_document(const TrainedBpe& trained, const std::vector<std::string>& special) {
  Json added = Json::array(), vocabulary = Json::object(), merges = Json::array();
  for (size_t i = 0; i < special.size(); ++i) added.push_back(added_token(special[i], trained.pieces.size() + i));
  for (size_t i = 0; i < trained.pieces.size(); ++i) vocabulary.get_ref<Json::object_t&>().Container::emplace_back(trained.pieces[i], i);
  for (const auto& [left, right] : trained.merges) merges.push_back(left + " " + right);
  const Json split{{"type", "Split"}, {"pattern", {{"Regex", kQwenSplit}}}, {"behavior", "Isolated"}, {"invert", false}};
  return {{"version", "1.0"}, {"truncation", nullptr}, {"padding", nullptr}, {"added_tokens", added}, {"normalizer", {{"type", "NFC"}}},
          {"pre_tokenizer", {{"type", "Sequence"}, {"pretokenizers", Json::array({split, byte_level()})}}},
          {"post_processor", byte_level()}, {"decoder", byte_level()},
          {"model", {{"type", "BPE"}, {"dropout", nullptr}, {"unk_token", nullptr}, {"continuing_subword_prefix", ""}, {"end_of_word_suffix", ""},
                     {"fuse_unk", false}, {"byte_fallback", false}, {"ignore_merges", false}, {"vocab", vocabulary}, {"merges", merges}}}};
}

// PreTrainedTokenizerFast makes every version of transformers follow tokenizer.json to the letter.
Json config_document(const std::vector<std::string>& special) {
  const auto named = [&](const char* token) {
    return std::find(special.begin(), special.end(), token) == special.end() ? Json(nullptr) : Json(token);
  };
  return {{"add_bos_token", false}, {"add_prefix_space", false}, {"bos_token", nullptr}, {"chat_template", std::string(builtin_template("chatml"))},
          {"clean_up_tokenization_spaces", false}, {"eos_token", named("<|im_end|>")}, {"errors", "replace"}, {"model_max_length", 32768},
          {"pad_token", named("<|endoftext|>")}, {"split_special_tokens", false}, {"tokenizer_class", "PreTrainedTokenizerFast"}, {"unk_token", nullptr}};
}

}  // namespace

TrainedBpe train_bpe(const std::vector<std::string>& texts, const BpeTrainOptions& options, std::stop_token stop) {
  const std::vector<std::string> bytes = byte_pieces();
  const auto fixed = static_cast<int64_t>(bytes.size() + options.special_tokens.size());
  if (options.vocabulary < fixed)
    throw Error("tokenizer.vocabulary", phrase(LATHE_TR("[train_tokenizer] {0} entries are too few: bytes and special tokens alone are {1}"), options.vocabulary, fixed),
                phrase(LATHE_TR("Ask for a larger vocabulary.")));
  Merger merger(count_words(texts, bytes, options.single_ideographs, stop), bytes);
  return merger.run(static_cast<size_t>(options.vocabulary) - options.special_tokens.size(), options.min_count, stop);
}

void train_byte_level_bpe(const std::vector<std::string>& texts, const BpeTrainOptions& options, const std::filesystem::path& folder) {
  const TrainedBpe trained = train_bpe(texts, options);
  FileSystem& disk = real_file_system();
  if (const int fault = disk.create_folder(folder)) throw_disk_error("train_tokenizer", folder, fault);
  write_file_atomically(disk, folder / "tokenizer.json", tokenizer_document(trained, options.special_tokens).dump(2) + "\n");
  write_file_atomically(disk, folder / "tokenizer_config.json", config_document(options.special_tokens).dump(2) + "\n");
  write_file_atomically(disk, folder / "chat_template.jinja", builtin_template("chatml"));
}

}  // namespace lathe::text
