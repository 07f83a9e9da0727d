// Instruction tuning: the mean loss over learned tokens.
#pragma once
#include "core/train/objective.h"

namespace lathe::train {
ObjectiveSpec instruction_spec();
}
