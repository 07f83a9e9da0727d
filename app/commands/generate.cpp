// lathe generate: answers from a model, with an adapter, or before and after side by side.
#include <algorithm>
#include <iostream>
#include <iterator>
#include <map>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/compare_view.h"
#include "app/cli/engine_session.h"
#include "app/cli/output_options.h"
#include "app/cli/result_folder.h"

namespace lathe::cli {
namespace {

struct GenerateArguments {
  std::string model, tuned, system, chat_template = "auto", device = "auto";
  std::vector<std::string> prompts, settings;
  std::map<std::string, std::vector<std::string>> flags;             // of the table of options: --top-k and so on
  bool compare = false, raw = false;
  OutputOptions output;
};

text::Conversation conversation(const GenerateArguments& arguments, const std::string& prompt) {
  text::Conversation out;
  if (!arguments.system.empty()) out.messages.push_back({"system", arguments.system, false});
  out.messages.push_back({"user", prompt, false});
  return out;
}

void set_flag(Json& options, const OptionInfo& row, const std::vector<std::string>& values) {
  if (row.kind == OptionKind::text_list) options[row.key] = values;
  else apply_setting(options, row.key + "=" + values.back(), {&row, 1});
}

// One flag for each row of the table: max_new_tokens is --max-new-tokens.
void add_flags(CLI::App& command, GenerateArguments& arguments) {
  for (const OptionInfo& row : option_rows<engine::GenerateOptions>()) {
    std::string name = "--" + row.key;
    std::replace(name.begin(), name.end(), '_', '-');
    command.add_option(name, arguments.flags[row.key], row.label + ": " + row.help)->allow_extra_args(false)->group("Answers");
  }
}

engine::GenerateJob job_of(const GenerateArguments& arguments) {
  engine::GenerateJob job;
  job.model = arguments.model;
  job.tuned = result_folder(arguments.tuned);
  job.before = arguments.tuned.empty() || arguments.compare;
  job.after = !arguments.tuned.empty();
  job.raw = arguments.raw;
  job.chat_template = arguments.chat_template;
  job.device.kind = arguments.device;
  const std::vector<OptionInfo> rows = option_rows<engine::GenerateOptions>();
  Json options = Json::object();
  for (const std::string& setting : arguments.settings) apply_setting(options, setting, rows);
  for (const OptionInfo& row : rows)
    if (const auto& values = arguments.flags.at(row.key); !values.empty()) set_flag(options, row, values);
  if (std::vector<Issue> issues = fields_from_json(options, job.options, "--set"); !issues.empty())
    throw Error("config.invalid", phrase(LATHE_TR("[generate] {0}"), issues.front().str()), {}, issues);
  job.chosen.emplace();
  for (const auto& [key, value] : options.items()) job.chosen->push_back(key);
  for (const std::string& prompt : arguments.prompts) {
    if (prompt.find_first_not_of(" \t\r\n") == std::string::npos)
      throw Error("generate.empty_prompt", phrase(LATHE_TR("[generate] the prompt is empty")), phrase(LATHE_TR("Write something to answer.")));
    job.prompts.push_back(conversation(arguments, prompt));
  }
  return job;
}

int run(GenerateArguments arguments) {
  Printer printer(arguments.output.output());
  if (arguments.prompts.empty())
    arguments.prompts.emplace_back(std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>());
  std::vector<engine::Answer> answers;
  const bool streams = printer.output() == Output::text && !arguments.compare && arguments.prompts.size() == 1;
  const engine::GenerateJob job = job_of(arguments);
  if (job.tuned != std::filesystem::path(arguments.tuned)) printer.note("Using " + job.tuned.string());
  EngineSession session;
  const engine::JobFinished finished = session.run(job, [&](const engine::Event& event) {
    if (printer.output() == Output::events) {
      printer.event(event);
    } else if (const auto* piece = std::get_if<engine::AnswerPiece>(&event.body)) {
      if (streams) std::cout << piece->text << std::flush;
    } else if (const auto* answer = std::get_if<engine::Answer>(&event.body)) {
      answers.push_back(*answer);
    } else {
      printer.event(event);
    }
  });
  // They come as they end.
  std::stable_sort(answers.begin(), answers.end(), [](const engine::Answer& a, const engine::Answer& b) { return a.prompt < b.prompt; });
  if (streams) std::cout << std::endl;
  else print_answers(printer, answers);
  Json all = Json::array();
  for (const engine::Answer& answer : answers) all.push_back(engine::to_json(answer));
  if (finished.result == engine::Result::succeeded) printer.result({{"answers", all}});
  return report(printer, finished);
}

}  // namespace

void add_generate(CLI::App& app, int& exit_code) {
  auto arguments = std::make_shared<GenerateArguments>();
  CLI::App* command = app.add_subcommand("generate", "Ask a model; with --compare before and after fine-tuning");
  command->add_option("model", arguments->model, "Model folder")->required()->check(CLI::ExistingDirectory);
  command->add_option("--adapter,--tuned", arguments->tuned, "Adapter folder, fully fine-tuned model folder, or run folder (its best result)")->check(CLI::ExistingDirectory);
  command->add_option("--prompt", arguments->prompts, "What to ask; may stand several times (default: standard input)")->allow_extra_args(false);
  command->add_option("--system", arguments->system, "System message");
  command->add_option("--template", arguments->chat_template, "Chat template: auto, chatml, llama2, llama3, alpaca, plain, vicuna, none, or a file NAME.jinja")->capture_default_str();
  command->add_option("--device", arguments->device, "auto, cpu or cuda")->check(CLI::IsMember({"auto", "cpu", "cuda"}))->capture_default_str();
  command->add_option("--set", arguments->settings, "A setting, such as temperature=0.7, max_new_tokens=64, seed=1")->allow_extra_args(false);
  add_flags(*command, *arguments);
  command->add_flag("--compare", arguments->compare, "Both sides with the same seed");
  command->add_flag("--raw", arguments->raw, "Go on from the prompt as plain text, without a template");
  add_output_options(*command, arguments->output, "Print answers with token ids as JSON");
  command->callback([arguments, &exit_code] {
    if (arguments->compare && arguments->tuned.empty()) throw CLI::RequiredError("--adapter (for --compare)");
    exit_code = run(*arguments);
  });
}

}  // namespace lathe::cli
