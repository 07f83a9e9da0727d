// vocab.txt of the WordPiece kind: refused with an Error, or a tokenizer whose ids and offsets are sound.
#include "tests/fuzz/scratch.h"
#include "tests/fuzz/try_tokenizer.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const lathe::fuzz::Scratch scratch;
  scratch.put("vocab.txt", lathe::fuzz::text_of(data, size));
  lathe::fuzz::try_tokenizer(scratch.folder());
  return 0;
}
