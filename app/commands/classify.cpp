// lathe classify: the labels of texts with their probabilities, from a classifier or an adapter that is one.
#include <cstdio>
#include <iostream>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/data_settings.h"
#include "app/cli/engine_session.h"
#include "app/cli/output_options.h"
#include "app/cli/result_folder.h"
#include "core/base/utf8.h"

namespace lathe::cli {
namespace {

struct ClassifyArguments {
  std::string model, tuned, data, device = "auto";
  std::vector<std::string> texts, settings;
  OutputOptions output;
};

std::string in_one_line(const std::string& text) {
  constexpr size_t kMost = 72;
  std::string out(cut_utf8(text, kMost));
  for (char& c : out)
    if (static_cast<unsigned char>(c) < ' ') c = ' ';
  return out.size() < text.size() ? out + "…" : out;
}

double probability_of(const engine::TextClassified& text) {
  double most = 0;
  for (const double one : text.probabilities) most = std::max(most, one);
  return most;
}

void print(Printer& printer, const engine::TextClassified& text) {
  char share[16];
  std::snprintf(share, sizeof share, "%.4f", probability_of(text));
  const std::string wrong = text.expected && *text.expected != text.label ? "  (the file says " + *text.expected + ")" : "";
  printer.line(text.label + "  " + share + "  " + in_one_line(text.text) + wrong);
}

void print(Printer& printer, const engine::TextsClassified& all) {
  printer.issues(all.issues, 20);
  if (all.further_issues > 0) printer.note(phrase("  {0} further findings are not listed", all.further_issues).str());
  if (all.cut > 0) printer.note(phrase("{0} texts were longer than data.max_tokens: their ends were not read.", all.cut).str());
  if (!all.accuracy) return;
  printer.line(phrase("Accuracy {0}, macro F1 {1}, over {2} texts that have a label", rounded(*all.accuracy), rounded(all.macro_f1.value_or(0)), all.judged).str());
}

// Of each text its label with the probability, then those of all labels by name.
Json to_json(const engine::TextClassified& text, const std::vector<std::string>& labels) {
  Json out = engine::to_json(text), shares = Json::object();
  for (size_t i = 0; i < labels.size(); ++i) shares[labels[i]] = text.probabilities[i];
  out["probability"] = probability_of(text);
  out["probabilities"] = std::move(shares);
  return out;
}

int run(ClassifyArguments arguments) {
  Printer printer(arguments.output.output());
  if (arguments.texts.empty() && arguments.data.empty())
    for (std::string line; std::getline(std::cin, line);)
      if (!line.empty()) arguments.texts.push_back(line);
  engine::ClassifyJob job{.model = arguments.model, .tuned = result_folder(arguments.tuned), .texts = arguments.texts, .data = data_config(arguments.data, arguments.settings)};
  job.device.kind = arguments.device;
  if (job.tuned != std::filesystem::path(arguments.tuned)) printer.note("Using " + job.tuned.string());
  std::vector<engine::TextClassified> texts;
  engine::TextsClassified all;
  EngineSession session;
  const engine::JobFinished finished = session.run(std::move(job), [&](const engine::Event& event) {
    if (const auto* text = std::get_if<engine::TextClassified>(&event.body)) {
      print(printer, *text);
      if (printer.output() == Output::json) texts.push_back(*text);
    }
    if (const auto* end = std::get_if<engine::TextsClassified>(&event.body)) all = *end;
    printer.event(event);
  });
  if (finished.result == engine::Result::succeeded) {
    print(printer, all);
    Json out = engine::to_json(all);
    out["texts"] = Json::array();
    for (const engine::TextClassified& text : texts) out["texts"].push_back(to_json(text, all.labels));
    printer.result(out);
  }
  return report(printer, finished);
}

}  // namespace

void add_classify(CLI::App& app, int& exit_code) {
  auto arguments = std::make_shared<ClassifyArguments>();
  CLI::App* command = app.add_subcommand("classify", "Tell the labels of texts, with their probabilities; accuracy where the file has labels");
  command->add_option("model", arguments->model, "Model folder")->required()->check(CLI::ExistingDirectory);
  command->add_option("--adapter,--tuned", arguments->tuned, "Adapter folder, fully fine-tuned model folder, or run folder (its best result)")->check(CLI::ExistingDirectory);
  command->add_option("--text", arguments->texts, "A text; may stand several times (default: each line of standard input)")->allow_extra_args(false);
  command->add_option("--data", arguments->data, "A file of texts, with labels or without")->check(CLI::ExistingFile);
  command->add_option("--set", arguments->settings, "A setting of the data, such as columns=text=review or max_tokens=512")->allow_extra_args(false);
  command->add_option("--device", arguments->device, "auto, cpu or cuda")->check(CLI::IsMember({"auto", "cpu", "cuda"}))->capture_default_str();
  add_output_options(*command, arguments->output, "Print everything as JSON");
  command->callback([arguments, &exit_code] { exit_code = run(*arguments); });
}

}  // namespace lathe::cli
