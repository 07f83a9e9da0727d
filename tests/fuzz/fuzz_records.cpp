// Records files. The first byte says which kind of file it is; every record is taken through its format.
#include <array>

#include "core/base/error.h"
#include "core/data/record_source.h"
#include "tests/fuzz/scratch.h"

using namespace lathe;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const fuzz::Scratch scratch;
  static constexpr std::array kNames{"a.json", "a.jsonl", "a.csv", "a.tsv", "a.txt", "a.md", "a.jsonl.gz", "dataset_info.json"};
  if (size == 0) return 0;
  const std::filesystem::path file = scratch.put(kNames[data[0] % kNames.size()], fuzz::text_of(data + 1, size - 1));
  try {
    data::RecordSource source(file, {});
    std::vector<data::Record> records;
    std::vector<Issue> issues;
    while (source.read(64, records, issues)) {}
    for (const data::Record& record : records)
      for (const data::FormatSpec& format : data::formats()) {
        data::Example example;
        if (format.fit(record.value) > 0) format.read(record, example, issues);
      }
  } catch (const Error&) {
    return 0;
  }
  return 0;
}
