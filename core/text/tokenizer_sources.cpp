#include "core/text/tokenizer_sources.h"

#include <algorithm>

#include "core/io/model_folder.h"
#include "core/text/tokenizer_file.h"

namespace lathe::text {

Source choose_source(const std::filesystem::path& folder) {
  const auto has = [&folder](const char* name) { return io::has_file(folder, name); };
  if (has("tokenizer.json")) return Source::tokenizer_json;
  if (has("tokenizer.model")) return Source::sentencepiece;
  if (has("vocab.json") && has("merges.txt")) return Source::vocab_and_merges;
  if (has("vocab.txt")) return Source::vocab_lines;
  throw Error("tokenizer.not_found",
              phrase(LATHE_TR("[load_tokenizer] {0}: the folder has no tokenizer.json, tokenizer.model, vocab.json with merges.txt, or vocab.txt"), folder),
              phrase(LATHE_TR("Choose a complete Hugging Face model folder.")));
}

const char* source_name(Source source) {
  switch (source) {
    case Source::sentencepiece: return "tokenizer.model";
    case Source::vocab_and_merges: return "vocab.json";
    case Source::vocab_lines: return "vocab.txt";
    default: return "tokenizer.json";
  }
}

SourceDocument read_source(Source source, const std::filesystem::path& folder, const TokenizerConfig& config) {
  const char* name = source_name(source);
  if (source == Source::vocab_and_merges) return {document_of_vocab_and_merges(folder, config), name};
  if (source == Source::vocab_lines) return {document_of_vocab_lines(folder, config), name};
  return {read_tokenizer_document(folder / name), name};
}

void put_added_tokens(Json& document, const Json& vocabulary, const TokenizerConfig& config, const std::vector<std::string>& named) {
  std::vector<AddedToken> tokens = config.added;
  const auto add = [&](const std::string& content) {
    const auto found = vocabulary.find(content);
    if (found == vocabulary.end() || std::any_of(tokens.begin(), tokens.end(), [&](const AddedToken& token) { return token.content == content; })) return;
    tokens.push_back({.id = found->get<int32_t>(), .content = content, .special = true});
  };
  for (const std::string& content : named) add(content);
  for (const auto& content : {config.begin, config.end, config.pad, config.unknown})
    if (content) add(*content);
  std::sort(tokens.begin(), tokens.end(), [](const AddedToken& a, const AddedToken& b) { return a.id < b.id; });
  document["added_tokens"] = Json::array();
  for (const AddedToken& token : tokens)
    document["added_tokens"].push_back({{"id", token.id}, {"content", token.content}, {"single_word", token.single_word}, {"lstrip", token.lstrip},
                                        {"rstrip", token.rstrip}, {"normalized", token.normalized}, {"special", token.special}});
}

}  // namespace lathe::text
