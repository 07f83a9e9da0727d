#include "core/engine/catalog.h"

#include "core/model/arch.h"
#include "core/peft/method.h"
#include "core/train/train_run.h"

namespace lathe::engine {
namespace {

// "peft.rank" to "rank": the catalogue's keys are relative to their entry.
std::vector<OptionInfo> relative(std::vector<OptionInfo> options, const std::string& prefix) {
  for (OptionInfo& option : options)
    if (option.key.starts_with(prefix)) option.key.erase(0, prefix.size());
  return options;
}

std::vector<CatalogEntry> list_methods() {
  std::vector<CatalogEntry> out;
  for (const peft::MethodSpec& spec : peft::methods())
    out.push_back({spec.id, spec.title, spec.help, relative(spec.options, "peft."), spec.default_learning_rate});
  return out;
}

std::vector<CatalogEntry> list_objectives() {
  std::vector<CatalogEntry> out;
  for (const train::ObjectiveSpec& spec : train::objectives()) out.push_back({spec.id, spec.title, spec.help, relative(spec.options, "objective."), 0, spec.kind, spec.needs_language_head});
  return out;
}

std::vector<CatalogEntry> list_architectures() {
  std::vector<CatalogEntry> out;
  for (const model::ArchSpec& spec : model::architectures()) out.push_back({spec.id, spec.title, spec.help, {}, 0});
  return out;
}

}  // namespace

const std::vector<CatalogEntry>& methods() {
  static const std::vector<CatalogEntry> all = list_methods();
  return all;
}

const std::vector<CatalogEntry>& objectives() {
  static const std::vector<CatalogEntry> all = list_objectives();
  return all;
}

const std::vector<CatalogEntry>& architectures() {
  static const std::vector<CatalogEntry> all = list_architectures();
  return all;
}

std::vector<OptionInfo> run_options() { return option_rows<config::RunConfig>(); }

std::vector<Issue> validate_choices(const config::RunConfig& config, const std::string& file) { return train::check_choices(config, file); }

}  // namespace lathe::engine
