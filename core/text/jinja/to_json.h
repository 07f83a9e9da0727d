// The filter tojson as transformers has it: Python's json.dumps without escaping of HTML.
#pragma once
#include "core/text/jinja/machine.h"

namespace lathe::text::jinja {

struct JsonStyle {
  bool ascii = false, sorted = false, indented = false;
  std::string indent;                    // of one level
  std::string item_separator = ", ", key_separator = ": ";
};

// Strings keep their tags. Throws Fault for what JSON cannot hold.
Text json_text(Machine& machine, const Value& value, const JsonStyle& style);

}  // namespace lathe::text::jinja
