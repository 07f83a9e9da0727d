// The files that records are read from, told apart by their suffix; each may also be packed: "records.csv.gz".
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace lathe::data {

enum class FileText { json, commas, tabs, documents };      // how the text of a file is read

struct FileKind {
  std::string title, suffix;             // "JSON Lines", ".jsonl"
  FileText text = FileText::json;
};

// In the order that people are told them.
const std::vector<FileKind>& file_kinds();
inline constexpr const char* kPackedSuffix = ".gz";

// "records.csv.gz" is ".csv"; in lower case.
std::string suffix_of(const std::filesystem::path& path);
// The kind that the suffix names, or nothing.
const FileKind* file_kind_of(const std::filesystem::path& path);
// Without a known suffix it is JSON by its content.
FileText file_text_of(const std::filesystem::path& path);

}  // namespace lathe::data
