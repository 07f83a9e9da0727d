// A model folder small enough to train in a second: the parity fixtures' Qwen3 shape with the fixture tokenizer.
#pragma once
#include <filesystem>
#include <fstream>

#include "core/base/json.h"
#include "tests/support/paths.h"

namespace lathe::tests {

// config.json and tokenizer without weights: for model.from_scratch.
inline void write_model_without_weights(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  for (const char* name : {"tokenizer.json", "tokenizer_config.json"})
    std::filesystem::copy_file(fixture(std::string("bpe_tokenizer/") + name), folder / name);
  Json config = read_json_file(fixture("models/qwen3_tied/config.json"));
  config["vocab_size"] = 608;
  std::ofstream(folder / "config.json") << config.dump(2);
}

inline void write_records(const std::filesystem::path& file, int count) {
  std::ofstream stream(file);
  for (int i = 0; i < count; ++i)
    stream << Json{{"instruction", "Question " + std::to_string(i) + "?"}, {"input", ""}, {"output", "Answer " + std::to_string(i) + "."}}.dump() << "\n";
}

}  // namespace lathe::tests
