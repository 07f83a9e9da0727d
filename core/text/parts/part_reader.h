// Reading one part of tokenizer.json: its members, and the refusal by name of what is not known.
#pragma once
#include <cstdint>
#include <string>

#include "core/base/json.h"

namespace lathe::text {

inline constexpr int64_t kMaxIds = 1 << 24;        // ids lie below

struct Part {
  const Json& json;
  const std::string& file;               // opens messages
  const char* kind;                      // "normalizer"
};

[[noreturn]] void refuse_part(const Part& part, const std::string& what);        // Error tokenizer.unsupported
[[noreturn]] void bad_tokenizer_file(const std::string& file, Phrase what);      // Error tokenizer.bad_file
std::string type_of(const Part& part);
const Json& list_in(const Part& part, const char* key);
// {"String": " "} or {"Regex": "..."}.
struct PatternText {
  std::string text;
  bool is_regex = false;
};
PatternText pattern_in(const Part& part, const char* key);
std::string escaped_for_regex(const std::string& plain);
// One character of UTF-8.
std::string character_in(const Part& part, const char* key, const std::string& absent);

}  // namespace lathe::text
