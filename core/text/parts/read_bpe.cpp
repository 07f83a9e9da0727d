#include "core/text/parts/bpe_model.h"

namespace lathe::text {
namespace {

std::pair<std::string, std::string> read_merge(const Json& merge, size_t rank, const std::string& file) {
  if (merge.is_array() && merge.size() == 2 && merge[0].is_string() && merge[1].is_string())
    return {merge[0].get<std::string>(), merge[1].get<std::string>()};
  if (merge.is_string()) {
    const std::string& text = merge.get_ref<const std::string&>();
    const size_t blank = text.find(' ');
    if (blank != std::string::npos && blank > 0 && blank + 1 < text.size() && text.find(' ', blank + 1) == std::string::npos)
      return {text.substr(0, blank), text.substr(blank + 1)};
  }
  bad_tokenizer_file(file, phrase(LATHE_TR("merge {0} is not a pair"), rank));
}

}  // namespace

// "dropout" matters in the training of a tokenizer's own makers only: the same text always gives the same ids here.
std::unique_ptr<TokenModel> make_bpe(const Part& part, bool byte_level) {
  const Json& json = part.json;
  BpeFile out;
  out.byte_level = byte_level;
  out.ignore_merges = bool_or(json, "ignore_merges", part.file, false);
  out.byte_fallback = bool_or(json, "byte_fallback", part.file, false);
  out.fuse_unknown = bool_or(json, "fuse_unk", part.file, false);
  out.unknown = string_or(json, "unk_token", part.file, "");
  out.prefix = string_or(json, "continuing_subword_prefix", part.file, "");
  out.suffix = string_or(json, "end_of_word_suffix", part.file, "");
  out.vocabulary = vocabulary_in(part);
  const Json& merges = list_in(part, "merges");
  out.merges.reserve(merges.size());
  for (size_t rank = 0; rank < merges.size(); ++rank) out.merges.push_back(read_merge(merges[rank], rank, part.file));
  return std::make_unique<BpeModel>(std::move(out), part.file);
}

}  // namespace lathe::text
