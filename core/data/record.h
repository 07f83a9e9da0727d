// Records as they stand in a file, and how files are read. A fault never ends reading: it becomes an Issue.
#pragma once
#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/text/conversation.h"

namespace lathe::data {

struct Record {
  Json value;                // an object; unknown members are kept
  std::string file;          // file name, for messages
  int64_t line = 0;          // where it begins, from 1
};

enum class Layout { json_array, json_lines };

struct RecordFile {
  std::vector<Record> records;
  std::vector<Issue> issues;             // lines or elements that could not be read; data.frame: what stands around them
  Layout layout = Layout::json_lines;
  bool byte_order_mark = false;
};

// JSON array, {"data": [...]} or JSON Lines, told by content. Throws Error io.* for the file as a whole, and
// Cancelled.
RecordFile read_records(const std::filesystem::path& path, std::stop_token stop = {});

// A record format: one file in data/formats and one line in its registry.
struct FormatSpec {
  std::string id;                        // "alpaca"
  std::string title;                     // "Alpaca"
  std::string help;
  std::vector<std::string> columns;      // members worth a table column, in order
  // How well the record's members fit, 0 to 1.
  double (*fit)(const Json& record);
  // Faults go to `issues` (file and line of the record); false when nothing usable is left.
  bool (*to_conversation)(const Record& record, text::Conversation& out, std::vector<Issue>& issues);
  Json (*empty_record)();                // what "add a record" begins with
};
const std::vector<FormatSpec>& formats();
const FormatSpec& format_by_id(const std::string& id);            // throws Error data.unknown_format

struct Detected {
  const FormatSpec* format = nullptr;
  Phrase reason;                         // "98 of 100 records have instruction and output"
};
// Over the first records. Throws Error data.no_format naming the members that were found.
Detected detect_format(const std::vector<Record>& records, const std::string& file);

}  // namespace lathe::data
