// gradient_check CONFIG_FOLDER: first-step gradients of LoRA and of full fine-tuning on a card in bf16, against the
// same plain path on the processor in fp32 and in bf16. Passes when, for every trainable tensor, the card's distance
// from fp32 is at most 1.5 times that of the processor's bf16. Random weights of the folder's shape; no Qt.
#include <ATen/ATen.h>

#include <cstdio>
#include <map>
#include <string>

#include "core/base/rng.h"
#include "core/data/packer.h"
#include "core/model/loader.h"
#include "core/peft/method.h"
#include "core/train/objective.h"
#include "gpu/plugin.h"

namespace {

using namespace lathe;
using Gradients = std::map<std::string, at::Tensor>;      // on the processor, fp64

constexpr double kAllowed = 1.5;

data::Batch batch_of(int64_t vocabulary) {
  std::vector<data::Sample> samples;
  CounterRng rng(7, 1);
  for (const int64_t length : {97, 1, 33, 120}) {
    data::Sample sample;
    sample.record = static_cast<int64_t>(samples.size());
    for (int64_t t = 0; t < length; ++t) {
      sample.ids.push_back(static_cast<int32_t>(rng.below(static_cast<uint64_t>(vocabulary))));
      sample.labels.push_back(t < length / 3 ? data::kNotLearned : sample.ids.back());
    }
    samples.push_back(std::move(sample));
  }
  std::vector<const data::Sample*> pointers;
  for (const data::Sample& sample : samples) pointers.push_back(&sample);
  return data::pack(pointers, {.micro_tokens = 512}).front();
}

Gradients gradients(const std::string& folder, const std::string& method, at::Device device, at::ScalarType dtype) {
  model::LoadedModel loaded = model::load_model(folder, {.device = device, .compute_dtype = dtype, .from_scratch = true, .seed = 3});
  const auto tuning = peft::method_by_id(method).make({{"method", method}}, loaded, 5);
  std::map<std::string, at::Tensor> leaves;
  for (const peft::Trainable& trainable : tuning->trainables()) {
    at::Tensor start = trainable.value.to(at::kFloat).clone();
    // PEFT begins with B at zero, which would leave every gradient of A zero.
    if (trainable.name.find("lora_B") != std::string::npos) {
      const auto generator = at::detail::createCPUGenerator(11);
      start = at::randn(start.sizes(), generator, at::kFloat).mul_(0.02).to(device);
    }
    start.requires_grad_(true);
    trainable.bind(start);
    leaves[trainable.name] = start;
  }
  const model::DecoderInputs inputs = model::to_inputs(batch_of(loaded.decoder->config().vocab), device);
  const auto objective = train::objective_by_id("instruction").make({{"kind", "instruction"}});
  const model::Attachments& attachments = tuning->attachments();
  const train::LossOutput loss = objective->loss(*loaded.decoder, inputs, {.attachments = &attachments});
  (loss.loss_sum / static_cast<double>(loss.targets)).backward();
  Gradients out;
  for (const auto& [name, leaf] : leaves) out[name] = leaf.grad().to(at::kCPU).to(at::kDouble);
  return out;
}

double distance(const at::Tensor& value, const at::Tensor& reference) {
  const double norm = reference.norm().item<double>();
  return norm == 0 ? value.norm().item<double>() : (value - reference).norm().item<double>() / norm;
}

bool check(const std::string& folder, const std::string& method) {
  const Gradients exact = gradients(folder, method, at::kCPU, at::kFloat);
  const Gradients rounded = gradients(folder, method, at::kCPU, at::kBFloat16);
  const Gradients card = gradients(folder, method, at::kCUDA, at::kBFloat16);
  double worst_ratio = 0, largest_card = 0, largest_cpu = 0;
  std::string worst;
  for (const auto& [name, reference] : exact) {
    const double cpu = distance(rounded.at(name), reference), gpu = distance(card.at(name), reference);
    const double ratio = gpu / std::max(cpu, 1e-12);
    if (ratio > worst_ratio) { worst_ratio = ratio; worst = name; }
    largest_card = std::max(largest_card, gpu);
    largest_cpu = std::max(largest_cpu, cpu);
  }
  std::printf("%-5s %4zu tensors  largest distance from fp32: card %.3e, processor bf16 %.3e  worst ratio %.3f (%s)  %s\n", method.c_str(),
              exact.size(), largest_card, largest_cpu, worst_ratio, worst.c_str(), worst_ratio <= kAllowed ? "pass" : "FAIL");
  return worst_ratio <= kAllowed;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: gradient_check CONFIG_FOLDER\n");
    return 2;
  }
  const gpu::Plugin& plugin = gpu::load_plugin();
  if (!plugin.loaded || !at::hasCUDA()) {
    std::printf("no card: %s\n", plugin.fault.c_str());
    return 77;
  }
  const bool lora = check(argv[1], "lora"), full = check(argv[1], "full");
  return lora && full ? 0 : 1;
}
