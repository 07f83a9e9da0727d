// A project small enough that a whole run takes a fraction of a second.
#pragma once
#include <filesystem>
#include <fstream>

#include "core/base/json.h"
#include "core/config/run_config.h"
#include "tests/support/folder.h"
#include "tests/support/paths.h"

namespace lathe::tests {

class TinyProject {
 public:
  TinyProject();
  config::RunConfig config(const std::string& method) const;      // dropout, several micro-batches a step, evaluation
  std::filesystem::path workspace() const { return folder_ / "work"; }
  std::filesystem::path records() const { return folder_ / "records.jsonl"; }
  std::filesystem::path model() const { return folder_ / "model"; }

 private:
  Folder folder_;
};

inline TinyProject::TinyProject() {
  std::filesystem::create_directories(model());
  for (const char* name : {"tokenizer.json", "tokenizer_config.json"})
    std::filesystem::copy_file(fixture(std::string("bpe_tokenizer/") + name), model() / name);
  Json config = read_json_file(fixture("models/qwen3_tied/config.json"));
  config["vocab_size"] = 608;
  config["num_hidden_layers"] = 1;
  config["layer_types"] = {"full_attention"};
  std::ofstream(model() / "config.json") << config.dump(2);
  std::ofstream file(records());
  for (int i = 0; i < 21; ++i) {
    std::string answer = "Answer";
    for (int word = 0; word < i % 7; ++word) answer += " and more";
    file << Json{{"instruction", "Question " + std::to_string(i) + "?"}, {"input", ""}, {"output", answer + " " + std::to_string(i)}}.dump() << "\n";
  }
}

inline config::RunConfig TinyProject::config(const std::string& method) const {
  config::RunConfig out;
  out.name = "tiny";
  out.model.path = model().string();
  out.model.from_scratch = true;
  out.data.path = records().string();
  out.data.max_tokens = 96;
  out.data.eval_share = 0.15;
  out.peft = {{"method", method}};
  if (method == "lora") out.peft = {{"method", "lora"}, {"rank", 4}, {"dropout", 0.2}};
  out.train = {.epochs = 4, .batch_records = 5, .micro_tokens = 96};
  out.optimizer.learning_rate = 1e-3;
  out.evaluation.every_steps = 3;
  out.checkpoints.every_steps = 4;
  out.samples.max_new_tokens = 4;
  out.device.threads = 1;
  return out;
}

}  // namespace lathe::tests
