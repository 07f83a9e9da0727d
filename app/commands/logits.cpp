// lathe logits: what a model says to given token ids, as a file that other programs can compare with.
#include <memory>

#include "app/cli/command.h"
#include "app/cli/engine_session.h"
#include "app/cli/output_options.h"
#include "core/io/safetensors.h"

namespace lathe::cli {
namespace {

struct LogitsArguments {
  engine::LogitsJob job;
  std::string model, tuned, out;
  OutputOptions output;
};

int run(LogitsArguments arguments) {
  Printer printer(arguments.output.output());
  engine::LogitsJob& job = arguments.job;
  job.model = arguments.model;
  job.tuned = arguments.tuned;
  job.out = arguments.out;
  EngineSession session;
  const int code = report(printer, session.run(job, [&](const engine::Event& event) { printer.event(event); }));
  if (code != kDone) return code;
  const io::SafetensorsFile written(job.out);
  const io::TensorEntry& logits = written.at("logits");
  printer.line("Written: " + arguments.out);
  printer.result({{"file", arguments.out}, {"ids", job.ids.size()}, {"shape", logits.shape}, {"dtype", logits.dtype}});
  return kDone;
}

}  // namespace

void add_logits(CLI::App& app, int& exit_code) {
  auto arguments = std::make_shared<LogitsArguments>();
  CLI::App* command = app.add_subcommand("logits", "Write the logits of token ids to a safetensors file");
  command->add_option("model", arguments->model, "Model folder")->required()->check(CLI::ExistingDirectory);
  command->add_option("--adapter", arguments->tuned, "Adapter folder")->check(CLI::ExistingDirectory);
  command->add_option("--ids", arguments->job.ids, "Token ids, separated by commas")->required()->delimiter(',');
  command->add_option("--out", arguments->out, "The file to write")->required();
  command->add_option("--device", arguments->job.device.kind, "auto, cpu or cuda")->check(CLI::IsMember({"auto", "cpu", "cuda"}))->capture_default_str();
  add_output_options(*command, arguments->output, "Print what was written as JSON");
  command->callback([arguments, &exit_code] { exit_code = run(*arguments); });
}

}  // namespace lathe::cli
