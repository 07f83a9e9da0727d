#include "core/text/special_ids.h"

#include <algorithm>
#include <charconv>

#include "core/base/json.h"
#include "core/io/model_folder.h"
#include "core/text/parts/part_reader.h"

namespace lathe::text {
namespace {

constexpr const char* kConfigName = "tokenizer_config.json";

// "<s>", or {"content": "<s>", ...}; null and absent mean none.
std::optional<std::string> token_named(const Json& config, const char* key) {
  const Json& value = member(config, key);
  if (value.is_null()) return std::nullopt;
  if (value.is_string()) return value.get<std::string>();
  if (value.is_object() && member(value, "content").is_string()) return value["content"].get<std::string>();
  throw Error("tokenizer.bad_file", phrase(LATHE_TR("[load_tokenizer] {0}: \"{1}\" must be text or an object with \"content\""), kConfigName, key),
              phrase(LATHE_TR("Fetch the file again from where the model came from.")));
}

AddedToken read_added(const std::string& key, const Json& entry) {
  AddedToken token;
  const auto [end, fault] = std::from_chars(key.data(), key.data() + key.size(), token.id);
  if (fault != std::errc{} || end != key.data() + key.size() || token.id < 0)
    throw Error("tokenizer.bad_file", phrase(LATHE_TR("[load_tokenizer] {0}: \"{1}\" in added_tokens_decoder is not an id"), kConfigName, key),
                phrase(LATHE_TR("Fetch the file again from where the model came from.")));
  token.content = string_at(entry, "content", kConfigName);
  token.single_word = bool_or(entry, "single_word", kConfigName, false);
  token.lstrip = bool_or(entry, "lstrip", kConfigName, false);
  token.rstrip = bool_or(entry, "rstrip", kConfigName, false);
  token.special = bool_or(entry, "special", kConfigName, false);
  token.normalized = bool_or(entry, "normalized", kConfigName, !token.special);
  return token;
}

// added_tokens.json of older folders: {"<pad>": 32000}. Those named in the configuration are special.
std::vector<AddedToken> read_older_added(const std::filesystem::path& folder, const TokenizerConfig& config) {
  std::vector<AddedToken> out;
  const char* name = "added_tokens.json";
  if (!io::has_file(folder, name)) return out;
  const Json listed = read_json_file(folder / name);
  for (const auto& [content, id] : listed.items()) {
    const bool special = content == config.begin || content == config.end || content == config.pad || content == config.unknown;
    out.push_back({.id = static_cast<int32_t>(int_at(listed, content.c_str(), name, 0, kMaxIds - 1)), .content = content, .special = special});
  }
  return out;
}

// The named tokens that only chat templates use, as transformers hands them over.
std::map<std::string, Json> other_words(const Json& config) {
  std::map<std::string, Json> out;
  for (const char* key : {"cls_token", "sep_token", "mask_token"})
    if (const auto token = token_named(config, key)) out[key] = *token;
  if (const Json& listed = member(config, "additional_special_tokens"); listed.is_array() && !listed.empty()) {
    Json& words = out["additional_special_tokens"] = Json::array();
    for (const Json& token : listed)
      if (const auto named = token_named({{"additional_special_tokens", token}}, "additional_special_tokens")) words.push_back(*named);
  }
  return out;
}

// An id or a list of ids; anything else there is none of the tokenizer's business.
void add_end_ids(const Json& config, std::vector<int32_t>& out) {
  const Json& value = member(config, "eos_token_id");
  const auto add = [&out](const Json& id) {
    if (!id.is_number_unsigned() || id.get<uint64_t>() > INT32_MAX) return;
    if (std::find(out.begin(), out.end(), id.get<int32_t>()) == out.end()) out.push_back(id.get<int32_t>());
  };
  if (value.is_array()) std::for_each(value.begin(), value.end(), add);
  else add(value);
}

Json read_if_present(const std::filesystem::path& folder, const char* name) {
  return io::has_file(folder, name) ? read_json_file(folder / name) : Json::object();
}

}  // namespace

TokenizerConfig read_tokenizer_config(const std::filesystem::path& folder) {
  TokenizerConfig out;
  if (!io::has_file(folder, kConfigName)) return out;
  const Json config = read_json_file(folder / kConfigName);
  out.present = true;
  out.begin = token_named(config, "bos_token");
  out.end = token_named(config, "eos_token");
  out.pad = token_named(config, "pad_token");
  out.unknown = token_named(config, "unk_token");
  out.other_words = other_words(config);
  const auto flag = [&config](const char* key) {
    const Json& value = member(config, key);
    return value.is_boolean() ? std::optional(value.get<bool>()) : std::nullopt;
  };
  out.add_begin_mark = flag("add_bos_token");
  out.lower_case = flag("do_lower_case");
  out.chinese_apart = flag("tokenize_chinese_chars");
  out.strip_accents = flag("strip_accents");
  out.add_prefix_space = flag("add_prefix_space");
  out.legacy = flag("legacy").value_or(true);
  if (member(config, "tokenizer_class").is_string()) out.class_name = config["tokenizer_class"].get<std::string>();
  if (const Json& added = member(config, "added_tokens_decoder"); added.is_object())
    for (const auto& [key, entry] : added.items()) out.added.push_back(read_added(key, entry));
  if (out.added.empty()) out.added = read_older_added(folder, out);
  return out;
}

SpecialIds read_special_ids(const std::filesystem::path& folder, const TokenizerConfig& config,
                            const std::function<std::optional<int32_t>(std::string_view)>& id_of) {
  const auto id_named = [&](const std::optional<std::string>& name) { return name ? id_of(*name) : std::nullopt; };
  SpecialIds out;
  out.begin = id_named(config.begin);
  out.pad = id_named(config.pad);
  out.unknown = id_named(config.unknown);
  if (const auto id = id_named(config.end)) out.end.push_back(*id);
  const Json generation = read_if_present(folder, "generation_config.json");
  add_end_ids(generation, out.end);
  if (member(generation, "eos_token_id").is_null()) add_end_ids(read_if_present(folder, "config.json"), out.end);
  if (const auto id = id_of(kChatEnd); id && std::find(out.end.begin(), out.end.end(), *id) == out.end.end()) out.end.push_back(*id);
  return out;
}

}  // namespace lathe::text
