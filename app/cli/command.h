// A command of `lathe`: one file in app/commands and one line in cli_main.cpp. Adding it declares its options; when it
// is chosen, `exit_code` receives what it returns.
#pragma once
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <string>

#include "app/cli/printer.h"

namespace lathe::cli {

using AddCommand = void (*)(CLI::App& app, int& exit_code);

void add_train(CLI::App& app, int& exit_code);
void add_generate(CLI::App& app, int& exit_code);
void add_logits(CLI::App& app, int& exit_code);
void add_data(CLI::App& app, int& exit_code);
void add_info(CLI::App& app, int& exit_code);
void add_demo(CLI::App& app, int& exit_code);
void add_tokenizer(CLI::App& app, int& exit_code);
void add_tokenize(CLI::App& app, int& exit_code);

}  // namespace lathe::cli
