// vocab.json and merges.txt, the one behind the other with an empty line between.
#include "tests/fuzz/scratch.h"
#include "tests/fuzz/try_tokenizer.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const lathe::fuzz::Scratch scratch;
  const std::string_view both = lathe::fuzz::text_of(data, size);
  const size_t cut = std::min(both.find("\n\n"), both.size());
  scratch.put("vocab.json", both.substr(0, cut));
  scratch.put("merges.txt", both.substr(std::min(cut + 2, both.size())));
  scratch.put("config.json", R"({"model_type": "gpt2"})");
  lathe::fuzz::try_tokenizer(scratch.folder());
  return 0;
}
