// How fast texts become ids: bench_tokenizer MODEL_FOLDER records.json... [--all], one string a record as the anchor has it
// (instruction, input, output). Prints JSON lines: MB/s (10^6 bytes of UTF-8) and tokens/s, best of three passes; the
// first pass stands beside it, because the cache of words is filled in it.
#include <atomic>
#include <chrono>
#include <cstdio>
#include <thread>

#include "core/base/json.h"
#include "core/text/tokenizer.h"

using namespace lathe;

namespace {

std::vector<std::string> texts_in(const char* path) {
  std::vector<std::string> out;
  for (const Json& record : read_json_file(path, {size_t{256} << 20, 64}))
    out.push_back(record["instruction"].get<std::string>() + "\n" + record.value("input", "") + "\n" + record["output"].get<std::string>());
  return out;
}

double seconds_since(std::chrono::steady_clock::time_point begin) { return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(); }

template <class Count>
void measure(const char* name, const std::vector<std::string>& texts, Count count) {
  size_t bytes = 0, tokens = 0;
  for (const std::string& text : texts) bytes += text.size();
  double best = 1e9, first = 0;
  for (int pass = 0; pass < 3; ++pass) {
    const auto begin = std::chrono::steady_clock::now();
    tokens = count();
    const double seconds = seconds_since(begin);
    if (pass == 0) first = seconds;
    best = std::min(best, seconds);
  }
  std::printf("{\"stack\": \"lathe\", \"case\": \"%s\", \"mb_s\": %.2f, \"first_mb_s\": %.2f, \"tok_s\": %.0f, \"mb\": %.3f, \"tokens\": %zu, \"seconds\": %.3f}\n", name,
              static_cast<double>(bytes) / 1e6 / best, static_cast<double>(bytes) / 1e6 / first, static_cast<double>(tokens) / best, static_cast<double>(bytes) / 1e6, tokens, best);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return std::fprintf(stderr, "bench_tokenizer MODEL_FOLDER records.json... [--all]\n"), 2;
  const auto begin = std::chrono::steady_clock::now();
  const auto tokenizer = text::load_tokenizer(argv[1]);
  std::printf("{\"stack\": \"lathe\", \"case\": \"load\", \"seconds\": %.3f}\n", seconds_since(begin));
  std::vector<std::string> all;
  const auto both = [&](const std::string& name, const std::vector<std::string>& texts) {
    measure((name + ", 1 thread").c_str(), texts, [&] {
      size_t tokens = 0;
      for (const std::string& text : texts) tokens += tokenizer->encode(text).ids.size();
      return tokens;
    });
    measure((name + ", all cores").c_str(), texts, [&] {
      std::atomic<size_t> next = 0, tokens = 0;
      const auto work = [&] {
        for (size_t i; (i = next++) < texts.size();) tokens += tokenizer->encode(texts[i]).ids.size();
      };
      std::vector<std::jthread> threads;
      for (unsigned i = 0; i < std::thread::hardware_concurrency(); ++i) threads.emplace_back(work);
      threads.clear();
      return tokens.load();
    });
  };
  // With --all at the end only the whole is measured, so that its first pass is the first of all.
  const bool parts = std::string_view(argv[argc - 1]) != "--all";
  for (int i = 2; i < (parts ? argc : argc - 1); ++i) {
    const std::vector<std::string> texts = texts_in(argv[i]);
    if (parts) both(argv[i], texts);
    all.insert(all.end(), texts.begin(), texts.end());
  }
  both("all", all);
  return 0;
}
