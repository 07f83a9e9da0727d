#include "core/model/arch/rope.h"

#include <cmath>

namespace lathe::model {
namespace {

constexpr double kDefaultTheta = 10000;

struct Spelling {
  std::string type = "default";
  std::optional<double> theta;
};

Spelling read_spelling(const Json& object, const std::string& file) {
  Spelling out;
  out.type = string_or(object, "rope_type", file, string_or(object, "type", file, "default"));
  if (!member(object, "rope_theta").is_null()) out.theta = number_at(object, "rope_theta", file);
  return out;
}

void refuse_scaling(const Spelling& spelling, const char* key, const std::string& file) {
  if (spelling.type != "default")
    throw Error("model.unsupported_option", phrase(LATHE_TR("[load_model] {0}: \"{1}\" of type \"{2}\" is not supported"), file, key, spelling.type),
                phrase(LATHE_TR("Choose a model without scaled rotary positions.")));
}

}  // namespace

RopeConfig read_rope(const Json& hf, const std::string& file) {
  std::optional<double> top;
  if (!member(hf, "rope_theta").is_null()) top = number_at(hf, "rope_theta", file);
  const Json &scaling = member(hf, "rope_scaling"), &parameters = member(hf, "rope_parameters");
  for (const auto& [key, value] : {std::pair{"rope_scaling", &scaling}, std::pair{"rope_parameters", &parameters}}) {
    if (value->is_null()) continue;
    if (!value->is_object())
      throw Error("model.bad_config", phrase(LATHE_TR("[load_model] {0}: \"{1}\" must be an object"), file, key), phrase(LATHE_TR("Download the file again.")));
    refuse_scaling(read_spelling(*value, file), key, file);
  }
  const std::optional<double> own = parameters.is_null() ? std::nullopt : read_spelling(parameters, file).theta;
  if (own && top && *own != *top)
    throw Error("model.bad_config", phrase(LATHE_TR("[load_model] {0}: rope_theta is {1}, but rope_parameters says {2}"), file, *top, *own),
                phrase(LATHE_TR("Correct one of them: which is right stands in the model's own description.")));
  const double theta = own.value_or(top.value_or(kDefaultTheta));
  if (!(theta > 0) || !std::isfinite(theta))
    throw Error("model.bad_config", phrase(LATHE_TR("[load_model] {0}: rope_theta is {1}"), file, theta), phrase(LATHE_TR("Download the file again.")));
  return {theta};
}

void write_rope(const RopeConfig& rope, Json& hf) {
  hf["rope_theta"] = rope.theta;
  hf["rope_scaling"] = nullptr;
  hf["rope_parameters"] = {{"rope_theta", rope.theta}, {"rope_type", "default"}};
}

}  // namespace lathe::model
