// lathe logits: what a model says to given token ids, as a file that other programs can compare with.
#include <memory>

#include "app/cli/command.h"
#include "app/cli/engine_session.h"

namespace lathe::cli {

void add_logits(CLI::App& app, int& exit_code) {
  auto job = std::make_shared<engine::LogitsJob>();
  auto model = std::make_shared<std::string>(), tuned = std::make_shared<std::string>(), out = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand("logits", "Write the logits of token ids to a safetensors file");
  command->add_option("model", *model, "Model folder")->required()->check(CLI::ExistingDirectory);
  command->add_option("--adapter", *tuned, "Adapter folder")->check(CLI::ExistingDirectory);
  command->add_option("--ids", job->ids, "Token ids, separated by commas")->required()->delimiter(',');
  command->add_option("--out", *out, "The file to write")->required();
  command->add_option("--device", job->device.kind, "auto, cpu or cuda")->check(CLI::IsMember({"auto", "cpu", "cuda"}))->capture_default_str();
  command->callback([job, model, tuned, out, &exit_code] {
    Printer printer(Output::text);
    job->model = *model;
    job->tuned = *tuned;
    job->out = *out;
    EngineSession session;
    exit_code = report(printer, session.run(*job, [&](const engine::Event& event) { printer.event(event); }));
    if (exit_code == kDone) printer.line("Written: " + *out);
  });
}

}  // namespace lathe::cli
