#include "core/model/arch/rope.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace lathe::model {
namespace {

constexpr double kDefaultTheta = 10000;
constexpr int64_t kMostPositions = int64_t{1} << 31;
constexpr std::array kTypes = {"default", "linear", "dynamic", "yarn", "llama3"};

[[noreturn]] void bad(const std::string& file, Phrase reason) {
  throw Error("model.bad_config", phrase(LATHE_TR("[load_model] {0}: {1}"), file, reason), phrase(LATHE_TR("Download the file again.")));
}

std::string type_of(const Json& settings, const std::string& file) {
  return string_or(settings, "rope_type", file, string_or(settings, "type", file, "default"));
}

// One way to write the same settings: "rope_type" for "type", without theta.
Json normalised(Json settings, const std::string& file) {
  settings["rope_type"] = type_of(settings, file);
  settings.erase("type");
  settings.erase("rope_theta");
  return settings;
}

void refuse_partial(const Json& settings, const std::string& file) {
  if (const double share = number_or(settings, "partial_rotary_factor", file, 1); share != 1)
    throw Error("model.unsupported_option", phrase(LATHE_TR("[load_model] {0}: \"{1}\": {2} is not supported"), file, "partial_rotary_factor", share),
                phrase(LATHE_TR("Choose a model without it.")));
}

void refuse_unsupported(const Json& settings, const char* key, const std::string& file) {
  const std::string type = type_of(settings, file);
  const bool nested = std::any_of(settings.begin(), settings.end(), [](const Json& value) { return value.is_object(); });
  if (nested || std::find(kTypes.begin(), kTypes.end(), type) == kTypes.end())
    throw Error("model.unsupported_option", phrase(LATHE_TR("[load_model] {0}: \"{1}\" of type \"{2}\" is not supported"), file, key, nested ? settings.dump() : type),
                phrase(LATHE_TR("Choose a model without it.")));
  refuse_partial(settings, file);
}

// transformers 5's order: a non-null rope_scaling counts whole, else rope_parameters. They must say the same.
Json settings_of(const Json& hf, const std::string& file) {
  const Json &scaling = member(hf, "rope_scaling"), &parameters = member(hf, "rope_parameters");
  for (const auto& [key, value] : {std::pair{"rope_scaling", &scaling}, std::pair{"rope_parameters", &parameters}}) {
    if (value->is_null()) continue;
    if (!value->is_object()) bad(file, phrase(LATHE_TR("\"{0}\" must be an object"), key));
    refuse_unsupported(*value, key, file);
  }
  if (scaling.is_object() && parameters.is_object() && to_sorted_text(normalised(scaling, file)) != to_sorted_text(normalised(parameters, file)))
    throw Error("model.bad_config", phrase(LATHE_TR("[load_model] {0}: rope_scaling and rope_parameters say different things"), file),
                phrase(LATHE_TR("Correct one of them: which is right stands in the model's own description.")));
  if (scaling.is_object()) return scaling;
  return parameters.is_object() ? parameters : Json::object();
}

double theta_of(const Json& hf, const std::string& file) {
  std::optional<double> theta;
  for (const Json* place : {&hf, &member(hf, "rope_scaling"), &member(hf, "rope_parameters")}) {
    if (!place->is_object() || member(*place, "rope_theta").is_null()) continue;
    const double here = number_at(*place, "rope_theta", file);
    if (theta && *theta != here)
      throw Error("model.bad_config", phrase(LATHE_TR("[load_model] {0}: rope_theta is {1}, but rope_parameters says {2}"), file, *theta, here),
                  phrase(LATHE_TR("Correct one of them: which is right stands in the model's own description.")));
    theta = here;
  }
  const double value = theta.value_or(kDefaultTheta);
  if (!(value > 0) || !std::isfinite(value)) bad(file, phrase(LATHE_TR("rope_theta is {0}"), value));
  return value;
}

// Without `otherwise` it must be there.
double within(const Json& settings, const char* key, const std::string& file, std::optional<double> otherwise = {}) {
  if (!otherwise && member(settings, key).is_null()) bad(file, phrase(LATHE_TR("\"{0}\" of the rotary positions is missing"), key));
  const double value = number_or(settings, key, file, otherwise.value_or(0));
  if (!(value > 0) || !std::isfinite(value)) bad(file, phrase(LATHE_TR("\"{0}\" of the rotary positions is {1}"), key, value));
  return value;
}

double yarn_attention(const Json& settings, double factor, const std::string& file) {
  if (!member(settings, "attention_factor").is_null()) return within(settings, "attention_factor", file, 1);
  const auto scale = [factor](double by) { return factor <= 1 ? 1 : 0.1 * by * std::log(factor) + 1; };
  const double own = number_or(settings, "mscale", file, 0), all = number_or(settings, "mscale_all_dim", file, 0);
  return own != 0 && all != 0 ? scale(own) / scale(all) : scale(1);
}

}  // namespace

RopeConfig read_rope(const Json& hf, const std::string& file, int64_t context) {
  refuse_partial(hf, file);
  const Json settings = settings_of(hf, file);
  RopeConfig rope{.theta = theta_of(hf, file), .type = type_of(settings, file), .original_context = context};
  if (rope.type == "default") return rope;
  rope.factor = within(settings, "factor", file);
  if (rope.type == "yarn" || rope.type == "llama3")
    rope.original_context = int_or(hf, "original_max_position_embeddings", file,
                                   int_or(settings, "original_max_position_embeddings", file, context, 1, kMostPositions), 1, kMostPositions);
  if (rope.type == "llama3") {
    rope.low_frequency = within(settings, "low_freq_factor", file);
    rope.high_frequency = within(settings, "high_freq_factor", file);
    if (rope.low_frequency >= rope.high_frequency) bad(file, phrase(LATHE_TR("high_freq_factor must be above low_freq_factor")));
  }
  if (rope.type == "yarn") {
    rope.beta_fast = within(settings, "beta_fast", file, 32);
    rope.beta_slow = within(settings, "beta_slow", file, 1);
    rope.truncate = bool_or(settings, "truncate", file, true);
    rope.attention_factor = yarn_attention(settings, rope.factor, file);
    if (rope.theta == 1) bad(file, phrase(LATHE_TR("rope_theta is {0}"), rope.theta));
  }
  return rope;
}

void write_rope(const RopeConfig& rope, Json& hf) {
  const Json& scaling = member(hf, "rope_scaling");
  Json settings = normalised(scaling.is_object() ? scaling : member(hf, "rope_parameters").is_object() ? hf["rope_parameters"] : Json::object(), "config.json");
  hf["rope_theta"] = rope.theta;
  hf["rope_scaling"] = rope.type == "default" ? Json() : settings;
  settings["rope_theta"] = rope.theta;
  hf["rope_parameters"] = settings;
}

}  // namespace lathe::model
