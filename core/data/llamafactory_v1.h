// LLaMA-Factory's v1 records: messages whose content is a list of parts with a value, and a loss_weight.
#pragma once
#include "core/data/record.h"

namespace lathe::data {

// {"messages": [...]}, or chosen_messages and rejected_messages. Only for conversations and preference pairs; throws
// Error data.not_written for the other kinds.
Json v1_record(RecordKind kind, const Example& example);

}  // namespace lathe::data
