// --json and --events, which the commands that run a job have in common.
#pragma once
#include <string>

#include "app/cli/printer.h"

namespace CLI {
class App;
}

namespace lathe::cli {

struct OutputOptions {
  bool json = false;
  std::string events;                    // "jsonl", or empty

  Output output() const;                 // events before JSON
};

// `options` outlives the parsing.
void add_output_options(CLI::App& command, OutputOptions& options, const std::string& help_of_json);

}  // namespace lathe::cli
