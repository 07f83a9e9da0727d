#include "core/text/composed_tokenizer.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "core/base/error.h"
#include "core/base/utf8.h"
#include "core/text/longest_first.h"
#include "core/text/tokenizer_file.h"

namespace lathe::text {
namespace {

// Tokens that are looked for in the given text, or in the normalised one, where their own contents are normalised too.
std::unique_ptr<AddedTokenMatcher> matcher_of(const std::vector<AddedToken>& tokens, bool normalized, const Normalizer* normalizer) {
  std::vector<AddedToken> out;
  for (AddedToken token : tokens) {
    if (token.normalized != normalized) continue;
    if (normalized && normalizer) {
      const std::string content = token.content;
      TrackedText text(content);
      normalizer->apply(text);
      token.content = text.text();
    }
    out.push_back(std::move(token));
  }
  return std::make_unique<AddedTokenMatcher>(std::move(out));
}

}  // namespace

class ComposedTokenizer::Borrowed {
 public:
  explicit Borrowed(const ComposedTokenizer& owner) : owner_(owner) {
    const std::lock_guard lock(owner_.scratch_mutex_);
    if (owner_.scratches_.empty()) { scratch_ = std::make_unique<Scratch>(); return; }
    scratch_ = std::move(owner_.scratches_.back());
    owner_.scratches_.pop_back();
  }
  ~Borrowed() {
    const std::lock_guard lock(owner_.scratch_mutex_);
    owner_.scratches_.push_back(std::move(scratch_));
  }
  Scratch& operator*() { return *scratch_; }

 private:
  const ComposedTokenizer& owner_;
  std::unique_ptr<Scratch> scratch_;
};

ComposedTokenizer::ComposedTokenizer(const Json& document, const std::string& name) {
  check_tokenizer_document(document, name);
  added_ = parse_added_tokens(document, name);
  normalizer_ = make_normalizer({member(document, "normalizer"), name, "normalizer"});
  pre_tokenizer_ = make_pre_tokenizer({member(document, "pre_tokenizer"), name, "pre_tokenizer"});
  model_ = make_model({member(document, "model"), name, "model"}, pre_tokenizer_ && pre_tokenizer_->byte_level());
  check_added_ids(*model_, added_, name);
  decoder_ = std::make_unique<DecoderChain>(Part{member(document, "decoder"), name, "decoder"});
  first_ = matcher_of(added_, false, normalizer_.get());
  normalized_ = matcher_of(added_, true, normalizer_.get());
  std::sort(added_.begin(), added_.end(), [](const AddedToken& a, const AddedToken& b) { return a.id < b.id; });
  size_ = std::max(model_->size(), added_.empty() ? 0 : added_.back().id + 1);
  frame_ = read_frame({member(document, "post_processor"), name, "post_processor"}, [this](std::string_view content) { return id_of(content); });
}

Encoding ComposedTokenizer::framed(const std::vector<FrameStep>& steps, const Encoding& first, const Encoding& second, int64_t most_tokens) {
  const auto marks = static_cast<int64_t>(std::count_if(steps.begin(), steps.end(), [](const FrameStep& step) { return step.kind == FrameStep::token; }));
  auto [of_first, of_second] = std::pair(first.ids.size(), second.ids.size());
  if (most_tokens > 0) std::tie(of_first, of_second) = longest_first(of_first, of_second, static_cast<size_t>(std::max<int64_t>(0, most_tokens - marks)));
  Encoding out;
  for (const FrameStep& step : steps) {
    if (step.kind == FrameStep::token) {
      const int64_t at = out.offsets.empty() ? 0 : out.offsets.back().end;
      out.ids.push_back(step.id);
      out.offsets.push_back({at, at});
    } else {
      if (step.kind == FrameStep::second_text) out.second_begin = out.ids.size();
      const Encoding& text = step.kind == FrameStep::first_text ? first : second;
      const auto size = static_cast<ptrdiff_t>(step.kind == FrameStep::first_text ? of_first : of_second);
      out.ids.insert(out.ids.end(), text.ids.begin(), text.ids.begin() + size);
      out.offsets.insert(out.offsets.end(), text.offsets.begin(), text.offsets.begin() + size);
    }
    out.type_ids.resize(out.ids.size(), step.type);
  }
  return out;
}

Encoding ComposedTokenizer::encode(std::string_view text, EncodeOptions options) const {
  Encoding plain;
  encode_text(text, options.parse_special, plain);
  if (!options.add_special_tokens && options.most_tokens == 0) return plain;
  static const std::vector<FrameStep> bare{{FrameStep::first_text, 0, 0}};
  Encoding out = framed(options.add_special_tokens ? frame_.single : bare, plain, {}, options.most_tokens);
  out.type_ids.clear();
  return out;
}

Encoding ComposedTokenizer::encode_pair(std::string_view first, std::string_view second, EncodeOptions options) const {
  Encoding one, other;
  encode_text(first, options.parse_special, one);
  encode_text(second, options.parse_special, other);
  return framed(frame_.pair, one, other, options.most_tokens);
}

void ComposedTokenizer::encode_text(std::string_view text, bool parse_special, Encoding& out) const {
  if (const size_t bad = find_bad_utf8(text); bad != std::string_view::npos)
    throw Error("text.not_utf8", phrase(LATHE_TR("[encode] the text is not valid UTF-8 at byte {0}"), bad), phrase(LATHE_TR("Save the text as UTF-8.")));
  if (text.size() > UINT32_MAX)
    throw Error("text.too_long", phrase(LATHE_TR("[encode] a text of {0} bytes is longer than 4 GiB"), text.size()), phrase(LATHE_TR("Cut it into several records.")));
  Borrowed scratch(*this);
  for (const auto& stretch : first_->split(text, parse_special)) {
    if (!stretch.token) {
      encode_plain(text.substr(stretch.begin, stretch.end - stretch.begin), stretch.begin, parse_special, *scratch, out);
      continue;
    }
    out.ids.push_back(stretch.token->id);
    out.offsets.push_back({static_cast<int64_t>(stretch.begin), static_cast<int64_t>(stretch.end)});
  }
}

void ComposedTokenizer::encode_plain(std::string_view text, size_t at, bool parse_special, Scratch& scratch, Encoding& out) const {
  TrackedText tracked(text, at);
  if (normalizer_) normalizer_->apply(tracked);
  const auto words = [&](TrackedText& of, Piece within) {
    scratch.words.text = &of;
    scratch.words.pieces.assign(1, within);
    if (within.begin < within.end) encode_words(scratch, out);
  };
  if (normalized_->empty()) { words(tracked, {0, tracked.text().size()}); return; }
  const auto stretches = normalized_->split(tracked.text(), parse_special);
  if (stretches.size() == 1 && !stretches[0].token) { words(tracked, {stretches[0].begin, stretches[0].end}); return; }
  for (const auto& stretch : stretches) {
    if (!stretch.token) {
      TrackedText own = tracked.part(stretch.begin, stretch.end);   // a pre-tokenizer may change it
      words(own, {0, own.text().size()});
      continue;
    }
    out.ids.push_back(stretch.token->id);
    out.offsets.push_back({static_cast<int64_t>(tracked.begin_in_given(stretch.begin)), static_cast<int64_t>(tracked.end_in_given(stretch.end))});
  }
}

void ComposedTokenizer::encode_words(Scratch& scratch, Encoding& out) const {
  if (pre_tokenizer_) pre_tokenizer_->split(scratch.words);
  const TrackedText& tracked = *scratch.words.text;
  const std::string_view text = tracked.text();
  for (const Piece& word : scratch.words.pieces) {
    scratch.tokens.clear();
    model_->encode(text.substr(word.begin, word.end - word.begin), scratch.model, scratch.tokens);
    for (const ModelToken& token : scratch.tokens) {
      out.ids.push_back(token.id);
      out.offsets.push_back({static_cast<int64_t>(tracked.begin_in_given(word.begin + token.begin)), static_cast<int64_t>(tracked.end_in_given(word.begin + token.end))});
    }
  }
}

const AddedToken* ComposedTokenizer::added(int32_t id) const {
  const auto found = std::lower_bound(added_.begin(), added_.end(), id, [](const AddedToken& token, int32_t value) { return token.id < value; });
  return found != added_.end() && found->id == id ? &*found : nullptr;
}

std::string ComposedTokenizer::piece(int32_t id) const {
  if (const AddedToken* token = added(id)) return token->content;
  return id >= 0 && id < model_->size() ? model_->piece(id) : std::string();
}

std::string ComposedTokenizer::token_bytes(int32_t id, bool skip_special) const {
  return skip_special && is_special(id) ? std::string() : decoder_->bytes_of(piece(id));
}

// A whole decode() marks every byte of a run of byte pieces that is no text, as the reference does; a stream has shown the
// good ones by then.
std::string ComposedTokenizer::text_of_bytes(std::string_view bytes) const {
  return decoder_->falls_back_to_bytes() ? repair_utf8_by_byte(bytes) : repair_utf8(bytes);
}

std::string ComposedTokenizer::decode(std::span<const int32_t> ids, bool skip_special) const {
  std::vector<std::string> pieces;
  for (const int32_t id : ids)
    if (std::string one = piece(id); !one.empty() && !(skip_special && is_special(id))) pieces.push_back(std::move(one));
  return decoder_->decode(pieces);
}

std::optional<int32_t> ComposedTokenizer::id_of(std::string_view piece) const {
  for (const AddedToken& token : added_)
    if (token.content == piece) return token.id;
  return model_->id_of(piece);
}

bool ComposedTokenizer::is_special(int32_t id) const {
  const AddedToken* token = added(id);
  return token && token->special;
}

}  // namespace lathe::text
