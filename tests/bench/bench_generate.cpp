// Greedy answers on the processor: prompts of 128 tokens, 128 new tokens each.
// bench_generate FOLDER [float32|bfloat16] [prompts] [threads] [new tokens]: weights of the folder, random ones where it
// has none. Prints one line of JSON; generate.py runs it beside transformers.
#include <ATen/Parallel.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "core/base/rng.h"
#include "core/eval/generator.h"
#include "core/io/model_folder.h"
#include "core/model/loader.h"

namespace {

using namespace lathe;
constexpr int64_t kPromptTokens = 128;

std::vector<eval::Request> requests_of(int64_t count, int64_t vocabulary, int new_tokens) {
  CounterRng rng(1, 1);
  std::vector<eval::Request> out(static_cast<size_t>(count));
  for (eval::Request& request : out) {
    request.options.max_new_tokens = new_tokens;
    for (int64_t t = 0; t < kPromptTokens; ++t) request.prompt.push_back(static_cast<int32_t>(rng.below(static_cast<uint64_t>(vocabulary))));
  }
  return out;
}

double seconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return std::fprintf(stderr, "usage: bench_generate FOLDER [float32|bfloat16] [prompts] [threads] [new tokens]\n"), 2;
  const std::string folder = argv[1], dtype = argc > 2 ? argv[2] : "float32";
  const int64_t count = argc > 3 ? std::atoll(argv[3]) : 1;
  const int new_tokens = argc > 5 ? std::atoi(argv[5]) : 128;
  at::set_num_threads(argc > 4 ? std::atoi(argv[4]) : 2);
  const bool has_weights = std::filesystem::exists(std::filesystem::path(folder) / "model.safetensors");
  const auto model = model::load_model(folder, {.compute_dtype = dtype == "bfloat16" ? at::kBFloat16 : at::kFloat, .from_scratch = !has_weights});
  const int64_t vocabulary = model.decoder->config().vocab;
  const eval::Voice voice{*model.decoder};
  eval::generate_all(voice, requests_of(count, vocabulary, 2));
  const auto requests = requests_of(count, vocabulary, new_tokens);
  double first = 0;
  const auto begin = std::chrono::steady_clock::now();
  const auto answers = eval::generate_all(voice, requests, {{}, [&](size_t, int32_t) {
    if (first == 0) first = seconds_since(begin);
    return true;
  }, {}});
  const double all = seconds_since(begin);
  std::printf("{\"dtype\": \"%s\", \"prompts\": %lld, \"first_s\": %.4f, \"all_s\": %.4f, \"tokens_per_s\": %.3f}\n", dtype.c_str(), static_cast<long long>(count), first, all,
              static_cast<double>(count * new_tokens) / all);
  return 0;
}
