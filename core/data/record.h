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

enum class Layout { json_array, json_lines, csv, tsv, text };

struct ReadOptions {
  std::string columns;                   // "text=review, label=stars": the format's names for the file's
  std::string documents = "auto";        // of text files: blocks, lines, file
  std::string entry;                     // the set of a dataset_info.json
};

struct RecordFile {
  std::vector<Record> records;
  std::vector<Issue> issues;             // lines or elements that could not be read; data.frame: what stands around them
  Layout layout = Layout::json_lines;
  bool byte_order_mark = false;
  std::vector<Phrase> notes;             // how the file was read: unpacked, converted, what counts as a record
};

// Everything at once; data/record_source reads in batches. Throws Error io.* and data.* for the file as a whole, and
// Cancelled.
RecordFile read_records(const std::filesystem::path& path, const ReadOptions& options, std::stop_token stop = {});
RecordFile read_records(const std::filesystem::path& path, std::stop_token stop = {});

// What a record is to training, whatever its format.
enum class RecordKind { conversation, preference, kto, text, classification };
const std::vector<RecordKind>& record_kinds();
std::string id_of(RecordKind kind);      // "conversation"
Phrase title_of(RecordKind kind);        // "preference pairs"

// A record as read; which members are filled follows from its format's kind.
struct Example {
  text::Conversation conversation;       // conversation; preference: with the chosen answer; KTO: with the judged one
  text::Conversation rejected;           // preference: the same beginning with the rejected answer
  bool desirable = true;                 // KTO
  std::string text, text_pair;           // text; classification, where a second text is optional
  std::string label;                     // classification: its name, or its number as written
};

// A record format: one file in data/formats and one line in its registry.
struct FormatSpec {
  std::string id;                        // "alpaca"
  std::string title;                     // "Alpaca"
  RecordKind kind = RecordKind::conversation;
  std::string help;
  std::vector<std::string> columns;      // members worth a table column, in order
  // How well the record's members fit, 0 to 1.
  double (*fit)(const Json& record);
  // Faults go to `issues` (file and line of the record); false when nothing usable is left.
  bool (*read)(const Record& record, Example& out, std::vector<Issue>& issues);
  Json (*empty_record)();                // what "add a record" begins with

  // Of formats whose records are conversations; of preference and KTO records the chosen or judged one.
  bool to_conversation(const Record& record, text::Conversation& out, std::vector<Issue>& issues) const;
};
const std::vector<FormatSpec>& formats();
const FormatSpec& format_by_id(const std::string& id);            // throws Error data.unknown_format

struct Detected {
  const FormatSpec* format = nullptr;
  Phrase reason;                         // "98 of the first 100 records have instruction, output"
};
// Over the first records. Throws Error data.no_format naming the members that were found.
Detected detect_format(const std::vector<Record>& records, const std::string& file);

}  // namespace lathe::data
