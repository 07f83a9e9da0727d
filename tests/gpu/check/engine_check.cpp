// engine_check MODEL_FOLDER RECORDS WORKSPACE: short runs on a card from random weights of the folder's shape, in bf16.
// LoRA and full fine-tuning show a falling loss; a pause gives the memory back; a run that was paused and taken up
// again equals one that was not, bit for bit (deterministic mode, dropout); the adapter answers. No Qt.
#include <ATen/DeviceAccelerator.h>

#include <cstdio>
#include <map>
#include <set>

#include "tests/core/engine/engine_session.h"
#include "tests/support/files.h"

namespace {

using namespace lathe;

struct Setting {
  std::string model, records, workspace;
};

int failures = 0;
void check(bool holds, const std::string& what) {
  std::printf("%s  %s\n", holds ? "pass" : "FAIL", what.c_str());
  std::fflush(stdout);
  failures += !holds;
}

std::string figure(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4f", value);
  return text;
}

config::RunConfig config_of(const Setting& setting, const std::string& name, const Json& peft, int steps) {
  config::RunConfig config;
  config.name = name;
  config.model.path = setting.model;
  config.model.from_scratch = true;
  config.data.path = setting.records;
  config.data.max_tokens = 512;
  config.peft = peft;
  config.train.batch_records = 8;
  config.train.micro_tokens = 1024;
  config.train.max_steps = steps;
  config.evaluation.every_steps = steps;
  config.device.kind = "cuda";
  config.device.deterministic = true;
  return config;
}

struct Run {
  engine::JobFinished end;
  std::vector<runs::StepMetrics> steps;
};

// Pauses after step `pause_at`, when that is above zero.
Run train(const engine::TrainJob& job, int64_t pause_at = 0) {
  tests::EngineSession session;
  Run out;
  const engine::JobId id = session.engine->submit(job);
  out.end = session.wait_for(id, [&](const engine::Event& event) {
    if (const auto* step = std::get_if<runs::StepMetrics>(&event.body); step && step->step == pause_at) session.engine->pause(id);
  });
  out.steps = session.all<runs::StepMetrics>();
  if (out.end.result == engine::Result::failed) std::printf("      %s: %s\n", out.end.code.c_str(), out.end.message.str().c_str());
  return out;
}

void falls(const Run& run, const std::string& name) {
  const bool done = run.end.result == engine::Result::succeeded && run.steps.size() > 4;
  check(done && run.steps.back().loss < run.steps.front().loss,
        name + ": loss " + (done ? figure(run.steps.front().loss) + " to " + figure(run.steps.back().loss) + " in " + std::to_string(run.steps.size()) +
                                       " steps, peak memory " + figure(static_cast<double>(run.steps.back().memory_bytes) / (1 << 30)) + " GiB"
                                 : "did not run"));
}

void pausing_changes_nothing(const Setting& setting, const Run& whole, const Json& peft, int steps) {
  const Run first = train({config_of(setting, "paused", peft, steps), setting.workspace, {}, false}, steps / 2);
  check(first.end.result == engine::Result::paused, "pauses");
  const auto stats = at::accelerator::getDeviceStats(0);
  check(stats.allocated_bytes[0].current < (1 << 20) && stats.reserved_bytes[0].current < (64 << 20),
        "a paused run holds " + std::to_string(stats.allocated_bytes[0].current >> 20) + " MiB, the allocator " + std::to_string(stats.reserved_bytes[0].current >> 20) + " MiB");
  const Run second = train({{}, setting.workspace, first.end.path, true});
  std::vector<runs::StepMetrics> all = first.steps;
  all.insert(all.end(), second.steps.begin(), second.steps.end());
  bool equal = all.size() == whole.steps.size();
  for (size_t i = 0; equal && i < all.size(); ++i) equal = all[i].loss == whole.steps[i].loss && all[i].grad_norm == whole.steps[i].grad_norm;
  check(equal, "every loss and gradient norm equals the run without a pause");
  const std::filesystem::path one = whole.end.path, other = first.end.path;
  const std::string adapter = tests::bytes_of(one / "final/adapter_model.safetensors");
  check(!adapter.empty() && adapter == tests::bytes_of(other / "final/adapter_model.safetensors"), "the adapters are equal, byte for byte");
}

void answers(const Setting& setting, const std::filesystem::path& adapter) {
  tests::EngineSession session;
  engine::GenerateJob job;
  job.model = setting.model;
  job.tuned = adapter;
  job.prompts = {{{{"user", "Name three colours.", false}}}, {{{"user", "你好", false}}}};
  job.options.max_new_tokens = 24;
  job.model_options.from_scratch = true;
  job.device.kind = "cuda";
  const engine::JobFinished end = session.run(job);
  const auto made = session.all<engine::Answer>();
  std::map<engine::Side, std::set<std::string>> speakers;      // answers come in the order in which they end
  for (const engine::Answer& answer : made) speakers[answer.side].insert(answer.weights_hash);
  const bool apart = speakers[engine::Side::before].size() == 1 && speakers[engine::Side::after].size() == 1 && speakers[engine::Side::before] != speakers[engine::Side::after];
  check(end.result == engine::Result::succeeded && made.size() == 4 && apart,
        "base and adapter answer on the card " + end.message.str());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return std::fprintf(stderr, "usage: engine_check MODEL_FOLDER RECORDS WORKSPACE\n"), 2;
  const Setting setting{argv[1], argv[2], argv[3]};
  const Json lora = {{"method", "lora"}, {"rank", 16}, {"dropout", 0.1}};
  const int steps = 16;
  const Run whole = train({config_of(setting, "whole", lora, steps), setting.workspace, {}, false});
  falls(whole, "LoRA");
  pausing_changes_nothing(setting, whole, lora, steps);
  answers(setting, std::filesystem::path(whole.end.path) / "final");
  falls(train({config_of(setting, "full", {{"method", "full"}}, steps), setting.workspace, {}, false}), "full");
  return failures == 0 ? 0 : 1;
}
