#include "app/cli/output_options.h"

#include "app/cli/command.h"

namespace lathe::cli {

Output OutputOptions::output() const { return !events.empty() ? Output::events : json ? Output::json : Output::text; }

void add_output_options(CLI::App& command, OutputOptions& options, const std::string& help_of_json) {
  command.add_flag("--json", options.json, help_of_json);
  command.add_option("--events", options.events, "Print every event as a line of JSON")->check(CLI::IsMember({"jsonl"}));
}

}  // namespace lathe::cli
