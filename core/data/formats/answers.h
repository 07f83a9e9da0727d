// Answers that stand beside their question: completion, chosen, rejected.
#pragma once
#include "core/data/formats/turns.h"

namespace lathe::data {

// A text, one turn, or a list of turns; the last is an answer, all answers are learned. Empty after a fault.
std::vector<text::Message> read_answer(const Json& record, const char* key, Faults& faults);

}  // namespace lathe::data
