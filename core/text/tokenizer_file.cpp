#include "core/text/tokenizer_file.h"

#include <algorithm>
#include <array>
#include <map>

#include "core/text/parts/part_reader.h"

namespace lathe::text {
Json read_tokenizer_document(const std::filesystem::path& path) { return read_json_file(path, {size_t{256} << 20, 64, 16'000'000}); }

void check_tokenizer_document(const Json& document, const std::string& name) {
  constexpr std::array known{"version", "truncation", "padding", "added_tokens", "normalizer", "pre_tokenizer", "post_processor", "decoder", "model"};
  if (!document.is_object()) bad_tokenizer_file(name, phrase(LATHE_TR("the file is not an object")));
  for (const auto& [key, value] : document.items())
    if (std::find(known.begin(), known.end(), key) == known.end()) refuse_part({document, name, "part"}, key);
  if (const std::string version = string_or(document, "version", name, "1.0"); version != "1.0") refuse_part({document, name, "version"}, version);
}

void check_added_ids(const TokenModel& model, const std::vector<AddedToken>& added, const std::string& name) {
  std::map<std::string, int32_t> fresh;
  int64_t next = model.entries();
  for (const AddedToken& token : added) {
    const auto in_model = model.id_of(token.content);
    const auto before = fresh.find(token.content);
    const int64_t expected = in_model ? *in_model : before != fresh.end() ? before->second : next;
    if (token.id != expected)
      bad_tokenizer_file(name, phrase(LATHE_TR("the added token \"{0}\" has the id {1}, but the vocabulary makes it {2}"), token.content, token.id, expected));
    if (!in_model) fresh.emplace(token.content, token.id);
    next = std::max<int64_t>(next, int64_t{token.id} + 1);
  }
}

std::vector<AddedToken> parse_added_tokens(const Json& document, const std::string& name) {
  std::vector<AddedToken> out;
  const Json& list = member(document, "added_tokens");
  if (list.is_null()) return out;
  if (!list.is_array()) bad_tokenizer_file(name, phrase(LATHE_TR("\"{0}\" must be a list"), "added_tokens"));
  for (const Json& entry : list) {
    AddedToken token;
    token.id = static_cast<int32_t>(int_at(entry, "id", name, 0, kMaxIds - 1));
    token.content = string_at(entry, "content", name);
    token.single_word = bool_or(entry, "single_word", name, false);
    token.lstrip = bool_or(entry, "lstrip", name, false);
    token.rstrip = bool_or(entry, "rstrip", name, false);
    token.normalized = bool_or(entry, "normalized", name, true);
    token.special = bool_or(entry, "special", name, false);
    out.push_back(std::move(token));
  }
  return out;
}

}  // namespace lathe::text
