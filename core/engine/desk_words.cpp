#include "core/engine/desk_words.h"

#include <algorithm>

#include "core/base/utf8.h"

namespace lathe::engine {
namespace {

// Names, sizes and times of the folder's files: other words there give another key.
std::string key_of(const std::filesystem::path& folder) {
  std::vector<std::string> files{folder.string()};
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored))
    if (entry.is_regular_file(ignored))
      files.push_back(entry.path().filename().string() + "|" + std::to_string(entry.file_size(ignored)) + "|" +
                      std::to_string(entry.last_write_time(ignored).time_since_epoch().count()));
  std::sort(files.begin() + 1, files.end());
  std::string key;
  for (const std::string& file : files) key += file + "\n";
  return key;
}

// Bytes that are only part of a character are shown as numbers.
std::string shown_text(const std::string& bytes) {
  if (find_bad_utf8(bytes) == std::string::npos) return bytes;
  constexpr char kDigits[] = "0123456789ABCDEF";
  std::string out;
  for (const char byte : bytes) {
    const auto value = static_cast<uint8_t>(byte);
    out += std::string("<0x") + kDigits[value >> 4] + kDigits[value & 15] + ">";
  }
  return out;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Behind the word that begins at `at` and the blanks after it; a line end ends a piece.
size_t end_of_piece(const std::string& text, size_t at) {
  while (at < text.size() && !is_blank(text[at])) ++at;
  while (at < text.size() && is_blank(text[at]))
    if (text[at++] == '\n') break;
  return at;
}

}  // namespace

std::shared_ptr<text::Tokenizer> tokenizer_of(const std::filesystem::path& folder) {
  thread_local std::pair<std::string, std::shared_ptr<text::Tokenizer>> kept;
  std::string key = key_of(folder);
  if (!kept.second || kept.first != key) kept = {std::move(key), text::load_tokenizer(folder)};
  return kept.second;
}

void append_tokens(const data::BuiltSample& built, const text::Tokenizer& tokenizer, std::vector<ShownToken>& out) {
  for (size_t i = 0; i < built.sample.ids.size(); ++i) {
    const int32_t id = built.sample.ids[i];
    const text::ByteRange range = built.offsets[i];
    const bool special = tokenizer.is_special(id);
    const std::string bytes = built.text.substr(static_cast<size_t>(range.begin), static_cast<size_t>(range.end - range.begin));
    out.push_back({id, special ? tokenizer.piece(id) : shown_text(bytes), built.sample.labels[i] != data::kNotLearned, special});
  }
}

void append_pieces(const text::Rendered& rendered, std::vector<ShownToken>& out) {
  auto span = rendered.learned.begin();
  for (size_t at = 0; at < rendered.text.size();) {
    while (span != rendered.learned.end() && static_cast<size_t>(span->end) <= at) ++span;
    const bool more = span != rendered.learned.end();
    const bool learned = more && static_cast<size_t>(span->begin) <= at;
    const size_t border = !more ? rendered.text.size() : static_cast<size_t>(learned ? span->end : span->begin);
    const size_t end = std::min(end_of_piece(rendered.text, at), border);
    out.push_back({-1, rendered.text.substr(at, end - at), learned, false});
    at = end;
  }
}

}  // namespace lathe::engine
