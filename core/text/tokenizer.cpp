#include "core/text/tokenizer.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/base/utf8.h"
#include "core/text/composed_tokenizer.h"
#include "core/text/sentencepiece_tokenizer.h"
#include "core/text/special_ids.h"
#include "core/text/tokenizer_sources.h"

namespace lathe::text {
namespace {

std::unique_ptr<Tokenizer> compose(const SourceDocument& source, const std::filesystem::path& folder, const TokenizerConfig& config) {
  auto tokenizer = std::make_unique<ComposedTokenizer>(source.document, source.name);
  SpecialIds special = read_special_ids(folder, config, [&](std::string_view name) { return tokenizer->id_of(name); });
  if (tokenizer->begin_mark()) special.begin = tokenizer->begin_mark();
  tokenizer->set_special(std::move(special));
  return tokenizer;
}

}  // namespace

std::unique_ptr<Tokenizer> load_tokenizer(const std::filesystem::path& folder) {
  const Source source = choose_source(folder);
  const TokenizerConfig config = read_tokenizer_config(folder);
  if (source == Source::sentencepiece) return load_sentencepiece(folder, config, config.added, config.add_begin_mark);
  return compose(read_source(source, folder, config), folder, config);
}

std::string Tokenizer::text_of_bytes(std::string_view bytes) const { return repair_utf8(bytes); }

std::string StreamDecoder::push(int32_t id) {
  held_ += tokenizer_.token_bytes(id, skip_special_);
  if (at_start_ && !held_.empty()) {
    if (tokenizer_.strips_leading_space() && held_.starts_with(' ')) held_.erase(0, 1);
    at_start_ = false;
  }
  const size_t whole = held_.size() - incomplete_tail(held_);
  std::string out = tokenizer_.text_of_bytes(std::string_view(held_).substr(0, whole));
  held_.erase(0, whole);
  return out;
}

std::string StreamDecoder::finish() {
  std::string out = tokenizer_.text_of_bytes(held_);
  held_.clear();
  at_start_ = true;
  return out;
}

}  // namespace lathe::text
