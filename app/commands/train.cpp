// lathe train: a run from a configuration file, from a model folder and a record file, or taken up again.
#include <cstdio>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/engine_session.h"
#include "core/base/files.h"
#include "core/engine/catalog.h"
#include "core/runs/run_folder.h"

namespace lathe::cli {
namespace {

struct TrainOptions {
  std::string run;
  std::string model, data;
  std::string workspace;
  std::vector<std::string> settings;
  std::string events;
  bool resume = false, json = false;
};

config::RunConfig configuration(const TrainOptions& options) {
  Json document = options.run.empty() ? Json::object() : read_json_file(options.run);
  if (!options.model.empty()) document["model"]["path"] = std::filesystem::absolute(options.model).string();
  if (!options.data.empty()) document["data"]["path"] = std::filesystem::absolute(options.data).string();
  for (const std::string& setting : options.settings) apply_setting(document, setting);
  const std::string name = options.run.empty() ? "the settings" : std::filesystem::path(options.run).filename().string();
  config::RunConfig config = config::run_config_from_json(document, name);
  config::resolve_paths(config, options.run.empty() ? std::filesystem::current_path() : std::filesystem::path(options.run).parent_path());
  if (std::vector<Issue> issues = engine::validate_choices(config, name); !issues.empty())
    throw Error("config.invalid", phrase(LATHE_TR("[read_config] {0}: {1} settings are wrong"), name, issues.size()),
                phrase(LATHE_TR("Correct them and start again.")), issues);
  return config;
}

engine::TrainJob job_of(const TrainOptions& options) {
  const std::filesystem::path workspace = options.workspace.empty() ? default_workspace() : std::filesystem::path(options.workspace);
  if (!options.resume) return {configuration(options), workspace, {}, false};
  std::filesystem::path folder = options.run;
  if (folder.filename() == "run.json") folder = folder.parent_path();
  return {runs::read_run_record(folder).config, workspace, folder, true};
}

int run(const TrainOptions& options) {
  Printer printer(!options.events.empty() ? Output::events : options.json ? Output::json : Output::text);
  EngineSession session;
  const engine::JobFinished finished = session.run(job_of(options), [&](const engine::Event& event) { printer.event(event); });
  const int code = report(printer, finished);
  if (code == kDone) {
    printer.line("Done. Results: " + finished.path);
    printer.line("  best:  " + finished.path + "/best");
    printer.line("  final: " + finished.path + "/final");
    printer.result({{"run", finished.path}, {"best", finished.path + "/best"}, {"final", finished.path + "/final"}});
  } else if (code == kCancelled && !finished.path.empty()) {
    printer.note("Take it up again with: lathe train --resume " + finished.path);
  }
  return code;
}

}  // namespace

void add_train(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<TrainOptions>();
  CLI::App* command = app.add_subcommand("train", "Fine-tune a model: from run.json, or from --model and --data");
  command->add_option("run", options->run, "run.json, or with --resume a run folder")->check(CLI::ExistingPath);
  command->add_option("--model", options->model, "Model folder")->check(CLI::ExistingDirectory);
  command->add_option("--data", options->data, "Record file")->check(CLI::ExistingFile);
  command->add_option("--set", options->settings, "A setting, such as peft.rank=32; may stand several times")->take_all();
  command->add_option("--workspace", options->workspace, "Where run folders go (default: ~/Lathe)");
  command->add_option("--events", options->events, "Print every event as a line of JSON")->check(CLI::IsMember({"jsonl"}));
  command->add_flag("--resume", options->resume, "Take up a run from its last checkpoint");
  command->add_flag("--json", options->json, "Print the result as JSON");
  command->callback([options, command, &exit_code] {
    if (options->resume && options->run.empty()) throw CLI::RequiredError("run (the run folder)");
    if (options->run.empty() && (options->model.empty() || options->data.empty()))
      throw CLI::RequiredError("run.json, or --model and --data,");
    exit_code = run(*options);
    (void)command;
  });
}

}  // namespace lathe::cli
