#include "core/text/tokenizer.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/base/utf8.h"
#include "core/text/bpe_tokenizer.h"
#include "core/text/sentencepiece_tokenizer.h"
#include "core/text/special_ids.h"
#include "core/text/tokenizer_file.h"

namespace lathe::text {
namespace {

std::unique_ptr<Tokenizer> load_bpe(const Json& document, const std::filesystem::path& folder, const TokenizerConfig& config) {
  auto tokenizer = std::make_unique<BpeTokenizer>(parse_tokenizer_file(document, "tokenizer.json"), "tokenizer.json");
  SpecialIds special = read_special_ids(folder, config, [&](std::string_view name) { return tokenizer->id_of(name); });
  if (tokenizer->begin_mark()) special.begin = tokenizer->begin_mark();
  tokenizer->set_special(std::move(special));
  return tokenizer;
}

// Whether a tokenizer.json in SentencePiece's layout puts a begin mark first; absent without such a file.
std::optional<bool> template_begin_mark(const Json& document) {
  if (!document.is_object()) return std::nullopt;
  const Json& single = member(member(document, "post_processor"), "single");
  return single.is_array() && !single.empty() && single[0].is_object() && single[0].contains("SpecialToken");
}

}  // namespace

std::unique_ptr<Tokenizer> load_tokenizer(const std::filesystem::path& folder) {
  const bool has_json = std::filesystem::exists(folder / "tokenizer.json"), has_model = std::filesystem::exists(folder / "tokenizer.model");
  if (!has_json && !has_model)
    throw Error("tokenizer.not_found", phrase(LATHE_TR("[load_tokenizer] {0}: the folder has neither tokenizer.json nor tokenizer.model"), folder),
                phrase(LATHE_TR("Choose a complete Hugging Face model folder.")));
  const TokenizerConfig config = read_tokenizer_config(folder);
  Json document;
  if (has_json) document = read_tokenizer_document(folder / "tokenizer.json");
  if (has_json && !(has_model && is_sentencepiece_layout(document))) return load_bpe(document, folder, config);
  std::vector<AddedToken> added = parse_added_tokens(document, "tokenizer.json");
  for (const AddedToken& token : config.added)
    if (std::none_of(added.begin(), added.end(), [&](const AddedToken& other) { return other.id == token.id; })) added.push_back(token);
  return load_sentencepiece(folder, config, std::move(added), config.add_begin_mark ? config.add_begin_mark : template_begin_mark(document));
}

std::string StreamDecoder::push(int32_t id) {
  held_ += tokenizer_.token_bytes(id, skip_special_);
  if (at_start_ && !held_.empty()) {
    if (tokenizer_.strips_leading_space() && held_.starts_with(' ')) held_.erase(0, 1);
    at_start_ = false;
  }
  const size_t whole = held_.size() - incomplete_tail(held_);
  std::string out = repair_utf8(std::string_view(held_).substr(0, whole));
  held_.erase(0, whole);
  return out;
}

std::string StreamDecoder::finish() {
  std::string out = repair_utf8(held_);
  held_.clear();
  at_start_ = true;
  return out;
}

}  // namespace lathe::text
