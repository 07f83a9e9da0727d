// Walks the records of a text one by one, so that a file of any size is read with little memory.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/data/record.h"

namespace lathe::data {

enum class Step { record, fault, end };

class RecordCursor {
 public:
  virtual ~RecordCursor() = default;
  // The next record; a fault goes to `issues` and the walk goes on behind it. What is wrong around records is added to
  // `issues` with any step.
  virtual Step next(Record& out, std::vector<Issue>& issues) = 0;
  virtual size_t position() const = 0;           // bytes that are done with
  virtual Layout layout() const = 0;
  virtual bool byte_order_mark() const { return false; }
  virtual Phrase note() const { return {}; }     // how the file was read, when that is not plain
};

// Documents of a text file: "blocks" between blank lines, "lines", the whole "file", or "auto": blocks where the text
// has blank lines, else lines.
std::unique_ptr<RecordCursor> text_cursor(std::string_view text, const std::string& name, const std::string& documents);
// A JSON list, {"data": [...]} or JSON Lines.
std::unique_ptr<RecordCursor> json_cursor(std::string_view text, const std::string& name);

}  // namespace lathe::data
