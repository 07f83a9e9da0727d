// Rows of a CSV or TSV file (RFC 4180): the first names the members, quoted fields may hold delimiters, quotes and line
// breaks. An empty field is null.
#pragma once
#include "core/data/record_cursor.h"

namespace lathe::data {

// A comma unless only a semicolon or a tab divides the header. In a TSV file a quote that does not close before the next
// tab is text. Throws Error data.bad_header.
std::unique_ptr<RecordCursor> table_cursor(std::string_view text, const std::string& name, bool tabs);

}  // namespace lathe::data
