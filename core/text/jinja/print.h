// Values as Python prints them: str() for {{ }}, repr() inside lists and dicts.
#pragma once
#include <string>

#include "core/text/jinja/machine.h"

namespace lathe::text::jinja {

std::string real_text(double number);                      // 1.0, 1e+16, nan
Text printed(Machine& machine, const Value& value);        // str()
Text shown_inside(Machine& machine, const Value& value);   // repr()

}  // namespace lathe::text::jinja
