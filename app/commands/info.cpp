// lathe info: this machine, or a model or adapter folder.
#include <memory>

#include "app/cli/command.h"
#include "app/cli/engine_session.h"

namespace lathe::cli {
namespace {

Json to_json(const engine::Hardware& hardware) {
  Json cards = Json::array();
  for (const engine::Card& card : hardware.cards)
    cards.push_back({{"name", card.name}, {"compute", std::to_string(card.compute_major) + "." + std::to_string(card.compute_minor)},
                     {"memory_bytes", card.memory_bytes}, {"free_bytes", card.free_bytes}});
  return {{"cpu", hardware.cpu}, {"physical_cores", hardware.physical_cores}, {"memory_bytes", hardware.memory_bytes},
          {"free_bytes", hardware.free_bytes}, {"cards", cards}, {"driver", hardware.driver_version ? Json(*hardware.driver_version) : Json()},
          {"cuda_ready", hardware.cuda_ready}, {"sentence", hardware.sentence.str()}};
}

Json to_json(const engine::ModelInspected& model) {
  return {{"path", model.path}, {"kind", model.kind}, {"architecture", model.architecture}, {"tokenizer", model.tokenizer},
          {"chat_template", model.chat_template}, {"template_notice", model.template_notice.str()}, {"dtype", model.dtype},
          {"parameters", model.parameters}, {"weight_bytes", model.weight_bytes}, {"layers", model.layers}, {"hidden", model.hidden},
          {"heads", model.heads}, {"kv_heads", model.kv_heads}, {"vocabulary", model.vocabulary}, {"context", model.context},
          {"base_model", model.base_model}, {"fingerprint", model.fingerprint}};
}

int run(const std::string& path, bool json) {
  Printer printer(json ? Output::json : Output::text);
  engine::Job job = path.empty() ? engine::Job(engine::InspectHardwareJob{}) : engine::Job(engine::InspectModelJob{path});
  Json found;
  EngineSession session;
  const engine::JobFinished finished = session.run(std::move(job), [&](const engine::Event& event) {
    if (const auto* hardware = std::get_if<engine::HardwareInspected>(&event.body)) {
      found = to_json(hardware->hardware);
      found["lathe"] = LATHE_VERSION;
    }
    if (const auto* model = std::get_if<engine::ModelInspected>(&event.body)) found = to_json(*model);
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
