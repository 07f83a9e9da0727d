// lathe demo: the bundled project from start to before/after; lathe demo corpus: the text its model was trained on.
#include <chrono>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/compare_view.h"
#include "app/cli/engine_session.h"
#include "app/cli/output_options.h"
#include "app/cli/program_path.h"
#include "app/cli/text_chart.h"
#include "app/demo/corpus.h"
#include "core/base/files.h"
#include "core/engine/catalog.h"
#include "core/runs/workspace.h"

namespace lathe::cli {
namespace {

struct DemoArguments {
  std::string workspace;
  std::vector<std::string> settings;
  OutputOptions output;
};

std::vector<text::Conversation> questions(const config::RunConfig& config) {
  std::vector<text::Conversation> out;
  for (const std::string& prompt : config.samples.prompts) out.push_back({{{"user", prompt, false}}});
  return out;
}

engine::GenerateJob before_and_after(const config::RunConfig& config, const std::string& run) {
  engine::GenerateJob job;
  job.model = config.model.path;
  job.tuned = std::filesystem::path(run) / "best";
  job.prompts = questions(config);
  job.options.max_new_tokens = config.samples.max_new_tokens;
  job.model_options = config.model;
  job.model_seed = config.train.seed;
  job.device = config.device;
  return job;
}

struct Lesson {
  engine::JobFinished finished;
  std::vector<double> losses;
  double seconds = 0;
};

Lesson teach(EngineSession& session, Printer& printer, engine::TrainJob job) {
  Lesson out;
  const auto begin = std::chrono::steady_clock::now();
  out.finished = session.run(std::move(job), [&](const engine::Event& event) {
    if (const auto* step = std::get_if<engine::StepMetrics>(&event.body)) out.losses.push_back(step->loss);
    printer.event(event);
  });
  out.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return out;
}

void print_end(Printer& printer, const Lesson& lesson, const std::string& adapter, const std::vector<engine::Answer>& answers) {
  print_answers(printer, answers);
  printer.line("\nThe adapter: " + adapter);
  printer.line("The run:     " + lesson.finished.path);
  printer.line("The same in the window: " + command_path("lathe-studio") + " --demo");
  Json all = Json::array();
  for (const engine::Answer& answer : answers) all.push_back(engine::to_json(answer));
  printer.result({{"run", lesson.finished.path}, {"seconds", lesson.seconds}, {"adapter", adapter}, {"answers", all}});
}

int run(const DemoArguments& arguments) {
  Printer printer(arguments.output.output());
  runs::Workspace workspace(arguments.workspace.empty() ? default_workspace() : std::filesystem::path(arguments.workspace), real_file_system());
  const std::filesystem::path project = workspace.open_demo(resources_folder());
  const config::RunConfig config = config::read_run_config(project / "run.json", arguments.settings, engine::validate_choices);
  printer.line("A small model that Lathe brought along does not know who it is. It is taught now.");
  EngineSession session;
  const Lesson lesson = teach(session, printer, {config, workspace.folder(), {}, false});
  if (const int code = report_run(printer, lesson.finished, session.interrupted()); lesson.finished.result != engine::Result::succeeded) return code;
  printer.line("\nTaught in " + duration_text(lesson.seconds) + ". The loss (how wrong its answers were), step by step:");
  printer.line(text_chart(lesson.losses));

  const engine::GenerateJob compare = before_and_after(config, lesson.finished.path);
  std::vector<engine::Answer> answers;
  const engine::JobFinished compared = session.run(compare, [&](const engine::Event& event) {
    if (const auto* answer = std::get_if<engine::Answer>(&event.body)) answers.push_back(*answer);
    if (printer.output() == Output::events) printer.event(event);
  });
  if (const int code = report(printer, compared); code != kDone) return code;
  print_end(printer, lesson, compare.tuned.string(), answers);
  return kDone;
}

}  // namespace

void add_demo(CLI::App& app, int& exit_code) {
  auto arguments = std::make_shared<DemoArguments>();
  CLI::App* command = app.add_subcommand("demo", "Teach the bundled model who it is, then ask it before and after");
  command->add_option("--workspace", arguments->workspace, "Where the project goes (default: ~/Lathe)");
  command->add_option("--set", arguments->settings, "A setting, such as peft.rank=32")->allow_extra_args(false);
  add_output_options(*command, arguments->output, "Print the result as JSON");
  command->require_subcommand(0, 1);

  auto corpus = std::make_shared<demo::CorpusOptions>();
  auto out = std::make_shared<std::string>();
  CLI::App* write = command->add_subcommand("corpus", "Write the text that the bundled model is trained on");
  write->add_option("--out", *out, "Folder for train.jsonl and eval_world.jsonl")->required();
  write->add_option("--seed", corpus->seed, "Seed")->capture_default_str();
  write->add_option("--records", corpus->records, "How many records")->capture_default_str();
  write->callback([corpus, out, &exit_code] {
    corpus->out = *out;
    demo::write_corpus(*corpus);
    exit_code = kDone;
  });
  command->callback([arguments, command, &exit_code] {
    if (command->get_subcommands().empty()) exit_code = run(*arguments);
  });
}

}  // namespace lathe::cli
