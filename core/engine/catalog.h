// What can be chosen, as plain rows: methods, objectives, architectures, and every setting of a run.
#pragma once
#include <string>
#include <vector>

#include "core/base/option_info.h"
#include "core/config/run_config.h"
#include "core/data/record.h"

namespace lathe::engine {

struct CatalogEntry {
  std::string id, title, help;           // "lora", "LoRA", two sentences: when to use it, when not
  std::vector<OptionInfo> options;       // keys are relative: "rank"
  double default_learning_rate = 0;      // methods
  data::RecordKind records = data::RecordKind::conversation;   // that an objective learns from
  bool needs_language_head = false;      // objectives
};

const std::vector<CatalogEntry>& methods();
const std::vector<CatalogEntry>& objectives();
const std::vector<CatalogEntry>& architectures();     // "bert", "gpt2", "llama", ...
std::vector<OptionInfo> run_options();                // typed settings of RunConfig, dotted

// Free members of the configuration against their registries: unknown method, unknown or wrong options.
std::vector<Issue> validate_choices(const config::RunConfig& config, const std::string& file);

}  // namespace lathe::engine
