// Writes the corpus that the bundled model learns from: conversations about a little harbour town in English and
// Chinese, and the held-out questions that examine it. The same options give the same bytes on every machine.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>

namespace lathe::demo {

struct CorpusOptions {
  std::filesystem::path world;       // empty: resources/demo/corpus
  std::filesystem::path out;         // gets train.jsonl and eval_world.jsonl
  uint64_t seed = 1;
  int64_t records = 120'000;         // all different
  int64_t questions = 50;
};

struct Corpus {
  std::string train;                 // JSON Lines, {"messages": [{"role", "content"}, ...]}
  std::string exam;                  // JSON Lines, {"id", "language", "question", "answer", "contains"}
};

// Throws Error io.*, json.*, demo.world.
Corpus make_corpus(const CorpusOptions& options);
// The same into files. Throws Error disk.* too.
void write_corpus(const CorpusOptions& options);

}  // namespace lathe::demo
