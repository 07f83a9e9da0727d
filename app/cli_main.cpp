// lathe: the whole studio on the command line.
#include <CLI/CLI.hpp>

#include <cstdio>
#include <cstdlib>

#include "app/cli/command.h"
#include "app/cli/engine_session.h"
#include "app/passive_threads.h"

int main(int argc, char** argv) {
  lathe::wait_passively(argv);
  using namespace lathe::cli;
  CLI::App app("Lathe fine-tunes language models on your own machine.", "lathe");
  app.set_version_flag("--version", LATHE_VERSION);
  app.require_subcommand(1);
  app.footer("Exit codes: 0 done, 1 failed, 2 wrong usage, 130 cancelled.");
  int exit_code = kDone;
  for (const AddCommand add : {add_train, add_generate, add_logits, add_data, add_info, add_demo, add_tokenizer}) add(app, exit_code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    exit_code = app.exit(error) == 0 ? kDone : kWrongUsage;
  } catch (const lathe::Error& error) {
    Printer(Output::text).failure(error);
    exit_code = kFailed;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "lathe: an unexpected fault: %s\n", error.what());
    exit_code = kFailed;
  }
  std::fflush(nullptr);
  std::_Exit(exit_code);      // Torch's exit destructors would take another 0.2 s
}
