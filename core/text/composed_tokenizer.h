// A tokenizer out of the parts that tokenizer.json names: added tokens, normal form, words, model, control tokens.
#pragma once
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/text/added_tokens.h"
#include "core/text/parts/decoder.h"
#include "core/text/parts/normalizer.h"
#include "core/text/parts/post_processor.h"
#include "core/text/parts/pre_tokenizer.h"
#include "core/text/parts/token_model.h"
#include "core/text/tokenizer.h"

namespace lathe::text {

class ComposedTokenizer final : public Tokenizer {
 public:
  // `document` is tokenizer.json; `name` opens messages. Throws Error tokenizer.*, json.*.
  ComposedTokenizer(const Json& document, const std::string& name);
  // Ids of the special tokens are known once the files beside the tokenizer are read.
  void set_special(SpecialIds special) { special_ = std::move(special); }

  Encoding encode(std::string_view text, EncodeOptions options) const override;
  Encoding encode_pair(std::string_view first, std::string_view second, EncodeOptions options) const override;
  bool parts_pairs() const override { return frame_.parts_pairs(); }
  std::string decode(std::span<const int32_t> ids, bool skip_special) const override;
  std::string text_of_bytes(std::string_view bytes) const override;
  std::string token_bytes(int32_t id, bool skip_special) const override;
  std::string piece(int32_t id) const override;
  std::optional<int32_t> id_of(std::string_view piece) const override;
  bool is_special(int32_t id) const override;
  int32_t size() const override { return size_; }
  const SpecialIds& special() const override { return special_; }
  bool wants_begin_mark() const override { return begin_mark().has_value(); }
  const char* kind() const override { return model_->kind(); }
  bool strips_leading_space() const override { return decoder_->drops_first_blank(); }
  std::optional<int32_t> begin_mark() const { return frame_.begin_mark(); }

 private:
  // What one call of encode works with; calls from several threads each take one and put it back.
  struct Scratch {
    ModelScratch model;
    Words words;
    std::vector<ModelToken> tokens;
  };
  class Borrowed;
  // The texts with the marks of `steps` around them, cut to `most_tokens`.
  static Encoding framed(const std::vector<FrameStep>& steps, const Encoding& first, const Encoding& second, int64_t most_tokens);
  void encode_text(std::string_view text, bool parse_special, Encoding& out) const;
  void encode_plain(std::string_view text, size_t at, bool parse_special, Scratch& scratch, Encoding& out) const;
  void encode_words(Scratch& scratch, Encoding& out) const;
  const AddedToken* added(int32_t id) const;

  std::vector<AddedToken> added_;        // by id
  std::unique_ptr<AddedTokenMatcher> first_, normalized_;
  NormalizerPtr normalizer_;
  PreTokenizerPtr pre_tokenizer_;
  std::unique_ptr<TokenModel> model_;
  std::unique_ptr<DecoderChain> decoder_;
  Frame frame_;
  int32_t size_ = 0;
  SpecialIds special_;
  mutable std::mutex scratch_mutex_;
  mutable std::vector<std::unique_ptr<Scratch>> scratches_;
};

}  // namespace lathe::text
