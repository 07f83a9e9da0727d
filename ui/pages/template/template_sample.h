// The conversation that a template is tried on where no record is at hand: a system text and three turns.
#pragma once
#include "core/data/record.h"

namespace lathe::ui {

inline constexpr const char* kSampleFormat = "messages";
data::Record sampleConversation();       // in the person's language

}  // namespace lathe::ui
