// lathe train: a run from a configuration file, from a model folder and a record file, or taken up again.
#include <cstdio>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/engine_session.h"
#include "app/cli/output_options.h"
#include "app/cli/settings_list.h"
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
  OutputOptions output;
  bool resume = false, list_settings = false;
};

std::filesystem::path settings_file(const TrainOptions& options) {
  return std::filesystem::is_directory(options.run) ? std::filesystem::path(options.run) / "run.json" : std::filesystem::path(options.run);
}

config::RunConfig configuration(const TrainOptions& options) {
  std::vector<std::string> settings;
  if (!options.model.empty()) settings.push_back("model.path=" + std::filesystem::absolute(options.model).string());
  if (!options.data.empty()) settings.push_back("data.path=" + std::filesystem::absolute(options.data).string());
  settings.insert(settings.end(), options.settings.begin(), options.settings.end());
  return config::read_run_config(settings_file(options), settings, engine::validate_choices);
}

// Prompts of one's own, or the word that there shall be none.
bool names_prompts(const TrainOptions& options) {
  for (const std::string& setting : options.settings)
    if (setting.starts_with("samples.prompts=")) return true;
  if (options.run.empty()) return false;
  const Json file = read_json_file(settings_file(options));
  const Json& config = member(file, "config").is_object() ? file["config"] : file;
  return member(config, "samples").is_object() && config["samples"].contains("prompts");
}

// Of the folder or of its run.json, from wherever it was named: never empty, which would mean a new run.
std::filesystem::path run_folder(const std::string& named) {
  const std::filesystem::path path = std::filesystem::absolute(named);
  if (std::filesystem::exists(path / "manifest.json"))
    throw Error("run.is_checkpoint", phrase(LATHE_TR("[train] {0} is one checkpoint; a run is taken up from its last one"), path),
                phrase(LATHE_TR("Name the run's folder: {0}."), std::filesystem::weakly_canonical(path).parent_path().parent_path()));
  return std::filesystem::canonical(path.filename() == "run.json" ? path.parent_path() : path);
}

engine::TrainJob job_of(const TrainOptions& options) {
  const std::filesystem::path workspace = options.workspace.empty() ? default_workspace() : std::filesystem::path(options.workspace);
  if (!options.resume) return {.config = configuration(options), .workspace = workspace, .choose_prompts = !names_prompts(options)};
  const std::filesystem::path folder = run_folder(options.run);
  return {.config = runs::read_run_record(folder).config, .workspace = workspace, .run_folder = folder, .resume = true};
}

void print_results(Printer& printer, const std::string& folder) {
  const std::string note = runs::read_run_record(folder).best_note.str();
  printer.line("Done. Results: " + folder);
  printer.line("  best:  " + folder + "/best" + (note.empty() ? "" : "  (" + note + ")"));
  printer.line("  final: " + folder + "/final");
  printer.result({{"run", folder}, {"best", folder + "/best"}, {"final", folder + "/final"}, {"best_note", note}});
}

int run(const TrainOptions& options) {
  Printer printer(options.output.output());
  engine::TrainJob job = job_of(options);        // its faults come before the engine starts
  EngineSession session;
  const engine::JobFinished finished = session.run(std::move(job), [&](const engine::Event& event) { printer.event(event); });
  const int code = report_run(printer, finished, session.interrupted());
  if (finished.result == engine::Result::succeeded) print_results(printer, finished.path);
  return code;
}

}  // namespace

void add_train(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<TrainOptions>();
  CLI::App* command = app.add_subcommand("train", "Fine-tune a model: from run.json, or from --model and --data");
  command->add_option("run", options->run, "run.json, or a run folder: its settings again, with --resume the run itself")->check(CLI::ExistingPath);
  CLI::Option* const of_new_runs[] = {
      command->add_option("--model", options->model, "Model folder")->check(CLI::ExistingDirectory),
      command->add_option("--data", options->data, "Record file")->check(CLI::ExistingFile),
      command->add_option("--set", options->settings, "A setting, such as peft.rank=32; may stand several times")->allow_extra_args(false)};
  command->add_option("--workspace", options->workspace, "Where run folders go (default: ~/Lathe)");
  add_output_options(*command, options->output, "Print the result as JSON");
  CLI::Option* resume = command->add_flag("--resume", options->resume, "Take up a run from its last checkpoint, with its own settings");
  for (CLI::Option* option : of_new_runs) resume->excludes(option);
  command->add_flag("--settings", options->list_settings, "List every setting with its meaning and default, and leave");
  command->callback([options, &exit_code] {
    if (options->list_settings) {
      std::fputs(settings_list().c_str(), stdout);
      exit_code = kDone;
      return;
    }
    if (options->resume && options->run.empty()) throw CLI::RequiredError("run (the run folder)");
    if (options->run.empty() && (options->model.empty() || options->data.empty()))
      throw CLI::RequiredError("run.json, or --model and --data,");
    exit_code = run(*options);
  });
}

}  // namespace lathe::cli
