#include "app/demo/corpus.h"

#include <unordered_set>

#include "app/demo/conversations.h"
#include "core/base/atomic_file.h"
#include "core/base/files.h"

namespace lathe::demo {

Corpus make_corpus(const CorpusOptions& options) {
  const std::filesystem::path world = options.world.empty() ? resources_folder() / "demo/corpus" : options.world;
  const Conversations conversations(world, options.questions, options.seed);
  Corpus corpus{{}, conversations.exam().to_json_lines()};
  std::unordered_set<std::string> seen;
  CounterRng rng(options.seed, 1);
  for (int64_t idle = 0; static_cast<int64_t>(seen.size()) < options.records;) {
    std::string line = conversations.draw(rng);
    if (!seen.insert(line).second) {
      if (++idle > 50 * options.records) fail("the world has too few conversations for that many records");
      continue;
    }
    corpus.train += line;
    corpus.train += '\n';
  }
  return corpus;
}

void write_corpus(const CorpusOptions& options) {
  const Corpus corpus = make_corpus(options);
  if (const int fault = real_file_system().create_folder(options.out)) throw_disk_error("demo corpus", options.out, fault);
  write_file_atomically(real_file_system(), options.out / "train.jsonl", corpus.train);
  write_file_atomically(real_file_system(), options.out / "eval_world.jsonl", corpus.exam);
}

}  // namespace lathe::demo
