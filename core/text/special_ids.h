// Which ids begin, end, pad and stand for the unknown, gathered from the files beside the tokenizer.
#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/text/added_tokens.h"
#include "core/text/tokenizer.h"

namespace lathe::text {

inline constexpr std::string_view kChatEnd = "<|im_end|>";

struct TokenizerConfig {
  bool present = false;
  std::optional<std::string> begin, end, pad, unknown;
  std::optional<bool> add_begin_mark;
  std::optional<bool> lower_case, chinese_apart, strip_accents;   // of BERT's kind
  std::optional<bool> add_prefix_space;                           // of vocab.json with merges.txt
  std::optional<std::string> class_name;
  std::map<std::string, Json> other_words;                        // what else chat templates know: "cls_token", "additional_special_tokens"
  bool legacy = true;                    // SentencePiece: text behind a control token gets an added blank again
  std::vector<AddedToken> added;         // added_tokens_decoder
};

// tokenizer_config.json; an absent file is fine. Throws Error json.*, tokenizer.bad_file.
TokenizerConfig read_tokenizer_config(const std::filesystem::path& folder);

// Names turned into ids; generation_config.json and config.json add end ids. The chat end mark counts as an end.
SpecialIds read_special_ids(const std::filesystem::path& folder, const TokenizerConfig& config,
                            const std::function<std::optional<int32_t>(std::string_view)>& id_of);

}  // namespace lathe::text
