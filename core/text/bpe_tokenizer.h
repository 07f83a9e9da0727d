// Byte-level BPE from tokenizer.json: added tokens, normal form, splitting, merging.
#pragma once
#include <functional>
#include <memory>
#include <mutex>

#include "core/text/bpe_model.h"
#include "core/text/normalizer.h"
#include "core/text/regex.h"
#include "core/text/special_ids.h"
#include "core/text/tokenizer.h"
#include "core/text/tokenizer_file.h"

namespace lathe::text {

class BpeTokenizer final : public Tokenizer {
 public:
  // `name` opens messages. Throws Error tokenizer.*.
  BpeTokenizer(TokenizerFile file, const std::string& name);
  // Ids of the special tokens are known once the files beside the tokenizer are read.
  void set_special(SpecialIds special) { special_ = std::move(special); }

  Encoding encode(std::string_view text, EncodeOptions options) const override;
  std::string decode(std::span<const int32_t> ids, bool skip_special) const override;
  std::string token_bytes(int32_t id, bool skip_special) const override;
  std::string piece(int32_t id) const override;
  std::optional<int32_t> id_of(std::string_view piece) const override;
  bool is_special(int32_t id) const override;
  int32_t size() const override { return size_; }
  const SpecialIds& special() const override { return special_; }
  bool wants_begin_mark() const override { return begin_mark_.has_value(); }
  std::optional<int32_t> begin_mark() const { return begin_mark_; }

 private:
  // What one call of encode works with; calls from several threads each take one and put it back.
  struct Scratch {
    BpeModel::Scratch model;
    Regex::Scratch regex;
    std::vector<Piece> pieces, finer;
  };
  std::unique_ptr<Scratch> take_scratch() const;
  void encode_plain(std::string_view text, bool parse_special, int64_t offset, Scratch& scratch, Encoding& out) const;
  void encode_words(const Normalized& text, Piece within, int64_t offset, Scratch& scratch, Encoding& out) const;
  const AddedToken* added(int32_t id) const;

  BpeModel model_;
  std::vector<AddedToken> added_;        // by id where the vocabulary ends, searched by id
  AddedTokenMatcher first_, normalized_;
  bool nfc_;
  std::vector<Regex> splits_;
  int32_t size_ = 0;
  std::optional<int32_t> begin_mark_;
  SpecialIds special_;
  mutable std::mutex scratch_mutex_;
  mutable std::vector<std::unique_ptr<Scratch>> scratches_;
};

}  // namespace lathe::text
