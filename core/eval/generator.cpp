#include "core/eval/generator.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "core/base/stop.h"
#include "core/eval/sampler.h"
#include "core/eval/sequences.h"

namespace lathe::eval {
namespace {

constexpr uint64_t kSampling = 0x67656E6572617465;   // the stream of draws: "generate"
constexpr int64_t kFirstRoom = 1024;                 // new tokens that a cache has room for before it grows

// An answer under way.
struct Answering {
  size_t prompt = 0;
  std::vector<int32_t> seen, next;
  CounterRng rng;
  double log_probs = 0;
};

class Round {
 public:
  Round(const Voice& voice, std::span<const std::vector<int32_t>> prompts, const GenerateSettings& settings, const BatchWatch& watch)
      : prompts_(prompts), settings_(settings), watch_(watch), sequences_(voice), context_(voice.decoder.config().context), answers_(prompts.size()) {
    for (const std::vector<int32_t>& prompt : prompts) require_answerable(sequences_, prompt, context_);
  }

  std::vector<Generated> run() {
    if (settings_.max_new_tokens <= 0) return std::move(answers_);
    while (waiting_ < prompts_.size() || !under_way_.empty()) {
      throw_if_stopped(watch_.stop);
      admit();
      std::vector<std::vector<int32_t>> next;
      for (Answering& one : under_way_) next.push_back(std::move(one.next));
      choose(sequences_.feed(next));
    }
    return std::move(answers_);
  }

 private:
  void admit() {
    for (; waiting_ < prompts_.size() && under_way_.size() < kAtOnce; ++waiting_) {
      const std::vector<int32_t>& prompt = prompts_[waiting_];
      sequences_.add(prompt, std::min(settings_.max_new_tokens, kFirstRoom));
      under_way_.push_back({waiting_, prompt, prompt, CounterRng(settings_.seed, kSampling)});
    }
  }

  void choose(const at::Tensor& logits_NV) {
    const at::Tensor normalizers = at::logsumexp(logits_NV, -1);
    std::vector<Answering> going_on;
    std::vector<int64_t> kept;
    for (size_t i = 0; i < under_way_.size(); ++i) {
      const auto width = static_cast<size_t>(logits_NV.size(1));
      const std::span<const float> row(logits_NV.const_data_ptr<float>() + i * width, width);
      Answering& one = under_way_[i];
      if (goes_on(one, row, normalizers.const_data_ptr<float>()[i]) && sequences_.length(static_cast<int64_t>(i)) < context_) {
        going_on.push_back(std::move(one));
        kept.push_back(static_cast<int64_t>(i));
      } else {
        finish(one);
      }
    }
    if (kept.size() < under_way_.size()) sequences_.select(kept);
    under_way_ = std::move(going_on);
  }

  bool goes_on(Answering& one, std::span<const float> row, float normalizer) {
    Generated& answer = answers_[one.prompt];
    const int32_t token = choose_token(row, settings_, one.rng, {one.seen, static_cast<int64_t>(answer.ids.size())});
    one.log_probs += row[static_cast<size_t>(token)] - normalizer;
    one.seen.push_back(token);
    one.next = {token};
    answer.ids.push_back(token);
    answer.reached_end = std::find(settings_.end_ids.begin(), settings_.end_ids.end(), token) != settings_.end_ids.end();
    const bool wanted = !watch_.on_token || watch_.on_token(one.prompt, token);
    return wanted && !answer.reached_end && static_cast<int64_t>(answer.ids.size()) < settings_.max_new_tokens;
  }

  void finish(const Answering& one) {
    Generated& answer = answers_[one.prompt];
    answer.mean_log_prob = one.log_probs / static_cast<double>(answer.ids.size());
    if (watch_.on_end) watch_.on_end(one.prompt, answer);
  }

  std::span<const std::vector<int32_t>> prompts_;
  const GenerateSettings& settings_;
  const BatchWatch& watch_;
  Sequences sequences_;
  int64_t context_;
  std::vector<Generated> answers_;
  std::vector<Answering> under_way_;
  size_t waiting_ = 0;
};

}  // namespace

std::vector<Generated> generate_all(const Voice& voice, std::span<const std::vector<int32_t>> prompts, const GenerateSettings& settings,
                                    const BatchWatch& watch) {
  const at::NoGradGuard quiet;
  return Round(voice, prompts, settings, watch).run();
}

Generated generate(const Voice& voice, const std::vector<int32_t>& prompt, const GenerateSettings& settings, const Watch& watch) {
  const auto on_token = [&watch](size_t, int32_t id) {
    if (watch.on_token) watch.on_token(id);
    return true;
  };
  return generate_all(voice, {&prompt, 1}, settings, {watch.stop, on_token, {}}).front();
}

}  // namespace lathe::eval
