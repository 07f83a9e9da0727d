#pragma once
#include "core/train/objective.h"

namespace lathe::train {
ObjectiveSpec instruction_spec();
}
