#include "core/eval/generator.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "core/base/stop.h"
#include "core/eval/sampler.h"
#include "core/eval/sequences.h"
#include "core/eval/stopwatch.h"

namespace lathe::eval {
namespace {

constexpr uint64_t kSampling = 0x67656E6572617465;   // the stream of draws: "generate"
constexpr int64_t kFirstRoom = 1024;                 // new tokens that a cache has room for before it grows

// An answer under way.
struct Answering {
  size_t number = 0;                                 // of the request
  std::vector<int32_t> seen, next;
  CounterRng rng;
  double log_probs = 0;
  Stopwatch watch = {};
};

class Round {
 public:
  Round(const Voice& voice, std::span<const Request> requests, const BatchWatch& watch)
      : requests_(requests), watch_(watch), sequences_(voice), context_(voice.decoder.config().context), answers_(requests.size()) {
    for (const Request& request : requests) require_answerable(sequences_, request, context_);
  }

  std::vector<Generated> run() {
    while (waiting_ < requests_.size() || !under_way_.empty()) {
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
    for (; waiting_ < requests_.size() && under_way_.size() < kAtOnce; ++waiting_) {
      const Request& request = requests_[waiting_];
      sequences_.add(request.prompt, std::min<int64_t>(request.options.max_new_tokens, kFirstRoom));
      under_way_.push_back({waiting_, request.prompt, request.prompt, CounterRng(static_cast<uint64_t>(request.options.seed), kSampling)});
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
    const Request& request = requests_[one.number];
    Generated& answer = answers_[one.number];
    const int32_t token = choose_token(row, request.options, one.rng, {one.seen, static_cast<int64_t>(answer.ids.size()), request.end_ids});
    one.log_probs += row[static_cast<size_t>(token)] - normalizer;
    one.seen.push_back(token);
    one.next = {token};
    answer.ids.push_back(token);
    answer.reached_end = request.ends_with(token);
    const bool wanted = !watch_.on_token || watch_.on_token(one.number, token);
    return wanted && !answer.reached_end && static_cast<int64_t>(answer.ids.size()) < request.options.max_new_tokens;
  }

  void finish(const Answering& one) {
    Generated& answer = answers_[one.number];
    answer.mean_log_prob = one.log_probs / static_cast<double>(answer.ids.size());
    answer.seconds = one.watch.seconds();
    if (watch_.on_end) watch_.on_end(one.number, answer);
  }

  std::span<const Request> requests_;
  const BatchWatch& watch_;
  Sequences sequences_;
  int64_t context_;
  std::vector<Generated> answers_;
  std::vector<Answering> under_way_;
  size_t waiting_ = 0;
};

}  // namespace

std::vector<Generated> generate_all(const Voice& voice, std::span<const Request> requests, const BatchWatch& watch) {
  const at::NoGradGuard quiet;
  return Round(voice, requests, watch).run();
}

Generated generate(const Voice& voice, const Request& request, const Watch& watch) {
  const auto on_token = [&watch](size_t, int32_t id) {
    if (watch.on_token) watch.on_token(id);
    return true;
  };
  return generate_all(voice, {&request, 1}, {watch.stop, on_token, {}}).front();
}

}  // namespace lathe::eval
