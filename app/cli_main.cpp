#include <CLI/CLI.hpp>

int main(int argc, char** argv) {
  CLI::App app("Lathe fine-tunes language models on your own machine.", "lathe");
  app.set_version_flag("--version", LATHE_VERSION);
  app.require_subcommand(1);
  CLI11_PARSE(app, argc, argv);
  return 0;
}
