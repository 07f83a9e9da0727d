// Forward and backward of one micro-batch on the processor, LoRA on all linear maps, in processor time (all threads
// together), which a busy machine disturbs less than the clock on the wall.
// bench_cpu_step FOLDER [tokens] [documents] [threads]: random weights of the folder's shape.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <ctime>
#include <cstdio>
#include <cstdlib>

#include "core/base/rng.h"
#include "core/model/loader.h"
#include "core/peft/method.h"

namespace {

using namespace lathe;

data::Batch batch_of(int64_t tokens, int64_t documents, int64_t vocabulary) {
  data::Batch batch;
  batch.cu_seqlens_q = batch.cu_seqlens_k = {0};
  CounterRng rng(1, 1);
  for (int64_t d = 0; d < documents; ++d) {
    const int64_t length = tokens / documents;
    for (int64_t t = 0; t < length; ++t) {
      batch.ids.push_back(static_cast<int32_t>(rng.below(static_cast<uint64_t>(vocabulary))));
      batch.targets.push_back(t + 1 == length || t < length / 2 ? -100 : 5);
      batch.positions.push_back(static_cast<int32_t>(t));
    }
    batch.cu_seqlens_q.push_back(static_cast<int32_t>(batch.ids.size()));
    batch.cu_seqlens_k.push_back(static_cast<int32_t>(batch.ids.size()));
    batch.records.push_back(d);
  }
  return batch;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return std::fprintf(stderr, "usage: bench_cpu_step FOLDER [tokens] [documents] [threads]\n"), 2;
  const int64_t tokens = argc > 2 ? std::atoll(argv[2]) : 512, documents = argc > 3 ? std::atoll(argv[3]) : 8;
  at::set_num_threads(argc > 4 ? std::atoi(argv[4]) : 1);
  auto model = model::load_model(argv[1], {.from_scratch = true});
  const auto tuning = peft::method_by_id("lora").make({{"method", "lora"}}, model, 1);
  for (const auto& trainable : tuning->trainables()) trainable.bind(trainable.value.clone().requires_grad_(true));
  const auto inputs = model::to_inputs(batch_of(tokens, documents, model.decoder->config().vocab), at::kCPU);
  std::vector<double> forward, whole;
  for (int round = 0; round < 12; ++round) {
    const std::clock_t begin = std::clock();
    const at::Tensor loss = model.decoder->loss_sum(model.decoder->forward(inputs, {.attachments = &tuning->attachments()}), inputs);
    const std::clock_t middle = std::clock();
    loss.backward();
    if (round < 2) continue;
    forward.push_back(static_cast<double>(middle - begin) / CLOCKS_PER_SEC);
    whole.push_back(static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
  }
  std::sort(forward.begin(), forward.end());
  std::sort(whole.begin(), whole.end());
  std::printf("%lld tokens in %lld documents: forward %.1f ms, forward and backward %.1f ms, %.0f tokens/s\n", static_cast<long long>(tokens), static_cast<long long>(documents), forward[forward.size() / 2] * 1e3,
              whole[whole.size() / 2] * 1e3, static_cast<double>(tokens) / whole[whole.size() / 2]);
  return 0;
}
