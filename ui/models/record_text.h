// All that a record says, whatever its format: what a search looks through.
#pragma once
#include <QString>

#include "core/base/json.h"

namespace lathe::ui {

// A line for each text and number, at any depth; who speaks in a list of turns, and the types of parts, are left out.
QString allTexts(const Json& record);

}  // namespace lathe::ui
