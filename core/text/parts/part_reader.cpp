#include "core/text/parts/part_reader.h"

#include <cctype>

#include "core/base/utf8.h"

namespace lathe::text {

void refuse_part(const Part& part, const std::string& what) {
  throw Error("tokenizer.unsupported", phrase(LATHE_TR("[load_tokenizer] {0}: {1} \"{2}\" is not supported yet"), part.file, part.kind, what),
              phrase(LATHE_TR("Use a model whose tokenizer is made of the usual parts, as those of Qwen, Llama, GPT-2, BERT and T5 are.")));
}

void bad_tokenizer_file(const std::string& file, Phrase what) {
  throw Error("tokenizer.bad_file", phrase(LATHE_TR("[load_tokenizer] {0}: {1}"), file, what),
              phrase(LATHE_TR("Fetch the file again from where the model came from.")));
}

std::string type_of(const Part& part) {
  if (!part.json.is_object()) bad_tokenizer_file(part.file, phrase(LATHE_TR("\"{0}\" must be an object"), part.kind));
  return string_at(part.json, "type", part.file + ", " + part.kind);
}

const Json& list_in(const Part& part, const char* key) {
  const Json& list = member(part.json, key);
  if (!list.is_array()) bad_tokenizer_file(part.file, phrase(LATHE_TR("\"{0}\" must be a list"), key));
  return list;
}

PatternText pattern_in(const Part& part, const char* key) {
  const Json& pattern = member(part.json, key);
  if (pattern.is_object() && pattern.contains("Regex")) return {string_at(pattern, "Regex", part.file), true};
  if (pattern.is_object() && pattern.contains("String")) return {string_at(pattern, "String", part.file), false};
  if (pattern.is_string()) return {pattern.get<std::string>(), false};
  bad_tokenizer_file(part.file, phrase(LATHE_TR("\"{0}\" is neither a text nor a regular expression"), key));
}

std::string escaped_for_regex(const std::string& plain) {
  std::string out;
  for (const char c : plain) {
    if (std::ispunct(static_cast<unsigned char>(c))) out += '\\';
    out += c;
  }
  return out;
}

std::string character_in(const Part& part, const char* key, const std::string& absent) {
  const std::string text = string_or(part.json, key, part.file, absent);
  size_t at = 0;
  if (!text.empty()) next_code_point(text, at);
  if (text.empty() || at != text.size()) bad_tokenizer_file(part.file, phrase(LATHE_TR("\"{0}\" must be one character"), key));
  return text;
}

}  // namespace lathe::text
