// lathe: the whole studio on the command line.
#include <CLI/CLI.hpp>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>

#include "app/cli/command.h"
#include "app/cli/engine_session.h"
#include "app/passive_threads.h"
#include "core/base/nearest_word.h"

namespace {

using namespace lathe::cli;

// What the chosen command was asked to print, also where it ended before it could print anything.
Output output_of(const CLI::App& app) {
  const CLI::App* command = &app;
  while (!command->get_subcommands().empty()) command = command->get_subcommands().front();
  const auto given = [&](const char* name) {
    const CLI::Option* option = command->get_option_no_throw(name);
    return option && option->count() > 0;
  };
  return given("--events") ? Output::events : given("--json") ? Output::json : Output::text;
}

int end_by(const lathe::Error& error, Output output) {
  Printer printer(output);
  if (output == Output::events)
    printer.event({0, lathe::engine::JobFinished{.result = lathe::engine::Result::failed, .code = error.code, .message = error.message, .hint = error.hint, .issues = error.issues}});
  printer.failure(error);
  return kFailed;
}

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) names.push_back(command->get_name());
  return names;
}

// What was typed in the place of a command and is none; empty when all is well.
std::string unknown_command(const CLI::App& app, int argc, char** argv) {
  const std::string word = argc > 1 ? argv[1] : "-";
  const std::vector<std::string> names = command_names(app);
  return word.starts_with('-') || std::find(names.begin(), names.end(), word) != names.end() ? std::string() : word;
}

int refuse_command(const CLI::App& app, const std::string& word) {
  std::fprintf(stderr, "lathe: there is no command \"%s\"; the nearest one is \"%s\".\n\n%s", word.c_str(), lathe::nearest_word(word, command_names(app)).c_str(), app.help().c_str());
  return kWrongUsage;
}

// A result that could not be written is no result: the disk behind a redirection may be full.
int finish_output(int exit_code) {
  const bool flushed = std::fflush(stdout) == 0;
  const std::string why = flushed ? "an earlier part was lost" : std::strerror(errno);
  const bool written = flushed && std::ferror(stdout) == 0 && !std::cout.bad();
  if (!written) std::fprintf(stderr, "lathe: what was printed could not be written whole: %s\n", why.c_str());
  std::fflush(stderr);
  return written || exit_code != kDone ? exit_code : kFailed;
}

}  // namespace

int main(int argc, char** argv) {
  lathe::wait_passively(argv);
  CLI::App app("Lathe fine-tunes language models on your own machine.", "lathe");
  app.set_version_flag("--version", LATHE_VERSION);
  app.require_subcommand(1);
  app.footer("Exit codes: 0 done, 1 failed, 2 wrong usage, 130 cancelled.");
  int exit_code = kDone;
  for (const AddCommand add : {add_train, add_generate, add_classify, add_logits, add_data, add_info, add_demo, add_tokenizer, add_render, add_tokenize}) add(app, exit_code);
  try {
    if (argc == 1) {
      std::fputs(app.help().c_str(), stderr);
      exit_code = kWrongUsage;
    } else if (const std::string word = unknown_command(app, argc, argv); !word.empty()) {
      exit_code = refuse_command(app, word);
    } else {
      app.parse(argc, argv);
    }
  } catch (const CLI::ParseError& error) {
    exit_code = app.exit(error) == 0 ? kDone : kWrongUsage;
  } catch (const lathe::Error& error) {
    exit_code = end_by(error, output_of(app));
  } catch (const std::exception& error) {
    exit_code = end_by(lathe::Error("app.unexpected", lathe::phrase("an unexpected fault: {0}", error.what())), output_of(app));
  }
  std::_Exit(finish_output(exit_code));      // Torch's exit destructors would take another 0.2 s
}
