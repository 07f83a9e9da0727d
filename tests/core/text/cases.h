// Reading the expected values of tests/parity and comparing encodings with them.
#pragma once
#include <QTest>

#include "core/base/json.h"
#include "core/text/tokenizer.h"
#include "tests/support/paths.h"

namespace lathe::tests {

inline Json read_cases(const std::filesystem::path& path) { return read_json_file(path, {size_t{64} << 20, 64}); }

inline std::vector<int32_t> ids_in(const Json& list) { return list.get<std::vector<int32_t>>(); }

inline std::string from_hex(const std::string& hex) {
  std::string out;
  for (size_t i = 0; i + 1 < hex.size(); i += 2) out += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  return out;
}

inline std::string joined_bytes(const text::Tokenizer& tokenizer, const std::vector<int32_t>& ids) {
  std::string out;
  for (const int32_t id : ids) out += tokenizer.token_bytes(id, false);
  return out;
}

// Ranges never go back, and stay inside the text.
inline bool monotone(const text::Encoding& encoding, size_t length) {
  int64_t begin = 0, end = 0;
  for (const text::ByteRange& range : encoding.offsets) {
    if (range.begin < begin || range.end < end || range.begin > range.end || range.end > static_cast<int64_t>(length)) return false;
    begin = range.begin;
    end = range.end;
  }
  return encoding.offsets.size() == encoding.ids.size();
}

// What a stream decoder gives, checked to be whole characters at every step.
inline std::string streamed(const text::Tokenizer& tokenizer, const std::vector<int32_t>& ids, bool& whole, bool skip_special) {
  text::StreamDecoder decoder(tokenizer, skip_special);
  std::string out;
  for (const int32_t id : ids) {
    const std::string piece = decoder.push(id);
    whole = whole && piece.find("\xEF\xBF\xBD") == std::string::npos;
    out += piece;
  }
  return out + decoder.finish();
}

}  // namespace lathe::tests
