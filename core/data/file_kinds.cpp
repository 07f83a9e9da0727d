#include "core/data/file_kinds.h"

#include <algorithm>

#include "core/base/phrase.h"

namespace lathe::data {
namespace {
std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
  return text;
}
}  // namespace

// Rows of Parquet are read as JSON Lines.
const std::vector<FileKind>& file_kinds() {
  static const std::vector<FileKind> all{{"JSON", ".json", FileText::json},          {"JSON Lines", ".jsonl", FileText::json}, {"CSV", ".csv", FileText::commas},
                                         {"TSV", ".tsv", FileText::tabs},            {"Parquet", ".parquet", FileText::json},  {LATHE_TR("plain text"), ".txt", FileText::documents},
                                         {"Markdown", ".md", FileText::documents}};
  return all;
}

std::string suffix_of(const std::filesystem::path& path) {
  const std::string suffix = lower(path.extension().string());
  return suffix == kPackedSuffix ? lower(path.stem().extension().string()) : suffix;
}

const FileKind* file_kind_of(const std::filesystem::path& path) {
  const std::string suffix = suffix_of(path);
  const auto found = std::find_if(file_kinds().begin(), file_kinds().end(), [&](const FileKind& kind) { return kind.suffix == suffix; });
  return found == file_kinds().end() ? nullptr : &*found;
}

FileText file_text_of(const std::filesystem::path& path) {
  const FileKind* kind = file_kind_of(path);
  return kind ? kind->text : FileText::json;
}

}  // namespace lathe::data
