// lathe info: this machine, or a model, an adapter, a run folder or a file of records.
#include <memory>

#include "app/cli/command.h"
#include "app/cli/engine_session.h"
#include "app/cli/facts.h"
#include "app/cli/output_options.h"

namespace lathe::cli {
namespace {

int run(const std::string& path, Output output) {
  Printer printer(output);
  engine::Job job = path.empty() ? engine::Job(engine::InspectHardwareJob{}) : engine::Job(engine::InspectJob{path});
  Json found;
  EngineSession session;
  const engine::JobFinished finished = session.run(std::move(job), [&](const engine::Event& event) {
    if (const auto* hardware = std::get_if<engine::HardwareInspected>(&event.body)) {
      found = engine::to_json(hardware->hardware);
      found["lathe"] = LATHE_VERSION;
    }
    if (const auto* model = std::get_if<engine::ModelInspected>(&event.body)) found = engine::to_json(*model);
    if (const auto* seen = std::get_if<engine::RunInspected>(&event.body)) found = engine::to_json(*seen);
    if (const auto* data = std::get_if<engine::DataInspected>(&event.body)) found = engine::to_json(*data);
    printer.event(event);
  });
  if (finished.result == engine::Result::succeeded) {
    printer.result(found);
    found.erase("config");               // of a run: what is worth a line stands there already
    print_facts(printer, found);
  }
  return report(printer, finished);
}

}  // namespace

void add_info(CLI::App& app, int& exit_code) {
  auto path = std::make_shared<std::string>();
  auto output = std::make_shared<OutputOptions>();
  CLI::App* command = app.add_subcommand("info", "What this machine can do, or what a model, an adapter, a run folder or a file of records holds");
  command->add_option("path", *path, "Model, adapter or run folder, or a file of records (also dataset_info.json)");
  add_output_options(*command, *output, "Print as JSON");
  command->callback([path, output, &exit_code] { exit_code = run(*path, output->output()); });
}

}  // namespace lathe::cli
