// A command of `lathe`: one file in app/commands and one line in cli_main.cpp. Adding it declares its options; when it
// is chosen, `exit_code` receives what it returns.
#pragma once
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <CLI/Validators.hpp>
#include <string>

#include "app/cli/printer.h"

namespace lathe::cli {

using AddCommand = void (*)(CLI::App& app, int& exit_code);

// For counts and record numbers: 1 or more, said in plain words.
inline const CLI::Validator kAtLeastOne([](std::string& text) {
  const bool whole = !text.empty() && text.size() < 19 && text.find_first_not_of("0123456789") == std::string::npos;
  return whole && std::stoll(text) > 0 ? std::string() : "must be a whole number from 1 on, but is " + text;
}, "1 or more", "at least one");

void add_train(CLI::App& app, int& exit_code);
void add_generate(CLI::App& app, int& exit_code);
void add_classify(CLI::App& app, int& exit_code);
void add_logits(CLI::App& app, int& exit_code);
void add_data(CLI::App& app, int& exit_code);
void add_info(CLI::App& app, int& exit_code);
void add_demo(CLI::App& app, int& exit_code);
void add_tokenizer(CLI::App& app, int& exit_code);
void add_render(CLI::App& app, int& exit_code);
void add_tokenize(CLI::App& app, int& exit_code);

}  // namespace lathe::cli
