#include "app/cli/settings_list.h"

#include <cmath>

#include "core/base/phrase.h"
#include "core/engine/catalog.h"

namespace lathe::cli {
namespace {

std::string range_of(const OptionInfo& option) {
  if (option.kind == OptionKind::choice) {
    std::string out;
    for (const OptionChoice& choice : option.choices) out += (out.empty() ? "" : ", ") + choice.value;
    return "one of " + out;
  }
  const auto number = [](double value) { return lathe::detail::to_arg(value); };
  if (std::isfinite(option.min) && std::isfinite(option.max)) return number(option.min) + " to " + number(option.max);
  return {};
}

void add(std::string& out, const std::string& prefix, const std::vector<OptionInfo>& options) {
  for (const OptionInfo& option : options) {
    const std::string range = range_of(option), value = option.default_value.dump();
    out += "  " + prefix + option.key + " = " + value;
    for (const OptionChoice& choice : option.choices)
      if (choice.value == value) out += " (" + choice.label + ")";
    out += (range.empty() ? "" : "   [" + range + "]") + "\n      " + option.label + ". " + option.help + "\n";
  }
}

}  // namespace

std::string settings_list() {
  std::string out = "Settings with their defaults; give them as --set name=value or in run.json.\nA list is written as --set samples.prompts='[\"Who are you?\"]'.\n\n";
  add(out, "", engine::run_options());
  const auto registry = [&out](const char* key, const char* group, const std::vector<engine::CatalogEntry>& entries) {
    for (const engine::CatalogEntry& entry : entries) {
      out += "\nWith " + std::string(group) + key + "=" + entry.id + ": " + entry.title + "\n";
      add(out, group, entry.options);
    }
  };
  registry("method", "peft.", engine::methods());
  registry("kind", "objective.", engine::objectives());
  return out;
}

}  // namespace lathe::cli
