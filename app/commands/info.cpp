// lathe info: this machine, or a model or adapter folder.
#include <algorithm>
#include <cstdio>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/engine_session.h"

namespace lathe::cli {
namespace {

std::string label_of(std::string key) {
  if (key.ends_with("_bytes")) key.resize(key.size() - 6);
  std::replace(key.begin(), key.end(), '_', ' ');
  return key;
}

std::string shown(const std::string& key, const Json& value) {
  if (key.ends_with("_bytes") && value.is_number()) {
    char text[48];
    std::snprintf(text, sizeof text, "%.2f GB", value.get<double>() / 1e9);
    return value.get<double>() < 1e8 ? std::to_string(value.get<int64_t>() / 1000000) + " MB" : text;
  }
  if (key == "context" || key == "vocabulary") return phrase("{0} tokens", value.get<int64_t>()).str();
  if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
  if (value.is_number_integer()) return phrase("{0}", value.get<int64_t>()).str();
  if (!value.is_object()) return value.is_string() ? value.get<std::string>() : value.dump();
  std::string out;
  for (const auto& [name, item] : value.items()) out += (out.empty() ? "" : ", ") + name + " " + shown(name, item);
  return out;
}

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
      if (!value.is_null() && value != "" && !value.empty() && value != 0) printer.line(label_of(key) + ": " + shown(key, value));
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
