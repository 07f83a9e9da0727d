// Texts of one label each: the mean cross-entropy over texts.
#pragma once
#include "core/train/objective.h"

namespace lathe::train {
ObjectiveSpec classification_spec();
}
