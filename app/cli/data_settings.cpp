#include "app/cli/data_settings.h"

#include <string_view>

namespace lathe::cli {

config::DataConfig data_config(const std::string& file, const std::vector<std::string>& settings) {
  constexpr std::string_view kPrefix = "data.";
  const std::vector<OptionInfo> rows = option_rows<config::DataConfig>();
  config::DataConfig config;
  Json options = Json::object();
  for (const std::string& setting : settings) apply_setting(options, setting.starts_with(kPrefix) ? setting.substr(kPrefix.size()) : setting, rows);
  if (std::vector<Issue> issues = fields_from_json(options, config, "--set"); !issues.empty())
    throw Error("config.invalid", phrase(LATHE_TR("[data] {0}"), issues.front().str()), {}, issues);
  config.path = file;
  return config;
}

}  // namespace lathe::cli
