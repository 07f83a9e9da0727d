#include "core/train/objective.h"
#include "core/train/objectives/classification.h"
#include "core/train/objectives/instruction.h"

namespace lathe::train {

const std::vector<ObjectiveSpec>& objectives() {
  static const std::vector<ObjectiveSpec> all = {instruction_spec(), classification_spec()};
  return all;
}

const ObjectiveSpec& objective_by_id(const std::string& id) {
  std::string known;
  for (const ObjectiveSpec& objective : objectives()) {
    if (objective.id == id) return objective;
    known += (known.empty() ? "" : ", ") + objective.id;
  }
  throw Error("objective.unknown", phrase(LATHE_TR("[train] there is no objective \"{0}\""), id), phrase(LATHE_TR("Known are: {0}."), known));
}

}  // namespace lathe::train
