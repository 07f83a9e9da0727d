#include "core/peft/methods.h"

namespace lathe::peft {

const std::vector<MethodSpec>& methods() {
  static const std::vector<MethodSpec> all = {lora_spec(), full_spec()};
  return all;
}

const MethodSpec& method_by_id(const std::string& id) {
  std::string known;
  for (const MethodSpec& method : methods()) {
    if (method.id == id) return method;
    known += (known.empty() ? "" : ", ") + method.id;
  }
  throw Error("peft.unknown_method", phrase(LATHE_TR("[train] there is no method \"{0}\""), id), phrase(LATHE_TR("Known are: {0}."), known));
}

}  // namespace lathe::peft
