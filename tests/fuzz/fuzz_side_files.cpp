// tokenizer_config.json and generation_config.json beside a sound tokenizer, the one behind the other with an empty line
// between: refused with an Error, or a tokenizer whose special ids are its own.
#include "tests/fuzz/scratch.h"
#include "tests/fuzz/try_tokenizer.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const lathe::fuzz::Scratch scratch;
  const std::string_view both = lathe::fuzz::text_of(data, size);
  const size_t cut = std::min(both.find("\n\n"), both.size());
  scratch.put("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\n##b\nhello\nthere\n");
  scratch.put("tokenizer_config.json", both.substr(0, cut));
  scratch.put("generation_config.json", both.substr(std::min(cut + 2, both.size())));
  lathe::fuzz::try_tokenizer(scratch.folder());
  return 0;
}
