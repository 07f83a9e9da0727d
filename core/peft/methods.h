// What the files of single methods share with the registry.
#pragma once
#include "core/base/fields.h"
#include "core/peft/method.h"

namespace lathe::peft {

// The options of one method out of a run's "peft" object, which also names the method.
template <class Config>
std::vector<Issue> read_options(const Json& options, Config& config, const std::string& file) {
  Json own = options;
  own.erase("method");
  return fields_from_json(own, config, file, "peft");
}
template <class Config>
std::vector<Issue> check_options(const Json& options, const std::string& file) {
  Config config;
  return read_options(options, config, file);
}

MethodSpec lora_spec();
MethodSpec full_spec();

}  // namespace lathe::peft
