// JSON from outside comes through here: size and depth are limited, duplicate keys, bad UTF-8 and lone surrogates
// are refused, numbers are checked for kind and range before they are converted. Key order is kept.
#pragma once
#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace lathe {

using Json = nlohmann::ordered_json;

struct JsonLimits {
  size_t max_bytes = size_t{16} << 20;   // config files; 64 MiB for a record or an index, 256 MiB for tokenizer.json
  int max_depth = 64;
  // All levels together; own reports, vocabularies and headers allow more. So many were measured to take 8 MiB (numbers)
  // to 85 MiB (members with long names, which are held twice until their object is closed) beside the text.
  size_t max_values = 400'000;
};

// `name` opens every message: a file name, or "train.jsonl, line 3". Throws Error json.*.
Json parse_json(std::string_view text, const std::string& name, JsonLimits limits = {});
// Skips a UTF-8 byte order mark. Throws Error io.open_failed too.
Json read_json_file(const std::filesystem::path& path, JsonLimits limits = {});
// Indent 2, keys sorted at every depth, final newline: how Hugging Face writes config.json.
std::string to_sorted_text(const Json& value);

// The value in a sentence for people: as JSON, at most some 60 bytes of it, whole characters.
std::string shown(const Json& value);

// Readers of one member; each throws Error json.wrong_type naming `name` and the key.
std::string string_at(const Json& object, const char* key, const std::string& name);
int64_t int_at(const Json& object, const char* key, const std::string& name, int64_t min, int64_t max);
double number_at(const Json& object, const char* key, const std::string& name);
bool bool_at(const Json& object, const char* key, const std::string& name);
// The same, with what an absent or null member means.
std::string string_or(const Json& object, const char* key, const std::string& name, std::string absent);
int64_t int_or(const Json& object, const char* key, const std::string& name, int64_t absent, int64_t min, int64_t max);
double number_or(const Json& object, const char* key, const std::string& name, double absent);
bool bool_or(const Json& object, const char* key, const std::string& name, bool absent);
// Null where absent.
const Json& member(const Json& object, const char* key);

}  // namespace lathe
