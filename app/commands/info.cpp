// lathe info: this machine, or a model or adapter folder.
#include <memory>

#include "app/cli/command.h"
#include "app/cli/engine_session.h"

namespace lathe::cli {
namespace {

int run(const std::string& path, bool json) {
  Printer printer(json ? Output::json : Output::text);
  engine::Job job = path.empty() ? engine::Job(engine::InspectHardwareJob{}) : engine::Job(engine::InspectModelJob{path, true});
  Json found;
  EngineSession session;
  const engine::JobFinished finished = session.run(std::move(job), [&](const engine::Event& event) {
    if (const auto* hardware = std::get_if<engine::HardwareInspected>(&event.body)) {
      found = engine::to_json(hardware->hardware);
      found["lathe"] = LATHE_VERSION;
    }
    if (const auto* model = std::get_if<engine::ModelInspected>(&event.body)) found = engine::to_json(*model);
  });
  if (finished.result == engine::Result::succeeded) {
    for (const auto& [key, value] : found.items())
      if (!value.is_null() && value != "" && !value.empty()) printer.line(key + ": " + (value.is_string() ? value.get<std::string>() : value.dump()));
    printer.result(found);
  }
  return report(printer, finished);
}

}  // namespace

void add_info(CLI::App& app, int& exit_code) {
  auto path = std::make_shared<std::string>();
  auto json = std::make_shared<bool>(false);
  CLI::App* command = app.add_subcommand("info", "What this machine can do, or what a model or adapter folder holds");
  command->add_option("path", *path, "Model or adapter folder")->check(CLI::ExistingDirectory);
  command->add_flag("--json", *json, "Print as JSON");
  command->callback([path, json, &exit_code] { exit_code = run(*path, *json); });
}

}  // namespace lathe::cli
