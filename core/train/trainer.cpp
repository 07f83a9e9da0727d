#include "core/train/trainer.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include "core/base/files.h"
#include "core/base/stop.h"
#include "core/runs/checkpoint_folder.h"
#include "core/train/accumulate.h"
#include "core/train/memory.h"
#include "core/train/result_folder.h"
#include "core/train/sampler.h"
#include "core/train/schedule.h"

namespace lathe::train {
namespace {

std::string listed(const std::vector<int64_t>& lines) {
  std::string out;
  for (const int64_t line : lines) out += (out.empty() ? "" : ", ") + std::to_string(line);
  return out;
}

double seconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

}  // namespace

data::PackOptions pack_options(const config::RunConfig& config, const model::Attachments& attachments) {
  return {.micro_tokens = config.train.micro_tokens,
          .virtual_tokens = attachments.virtual_tokens_PC.defined() ? attachments.virtual_tokens_PC.size(0) : 0,
          .prefix_tokens = attachments.prefixes.empty() ? 0 : attachments.prefixes.begin()->second.k_PHD.size(0)};
}

Trainer::Trainer(TrainerParts parts, Progressed from)
    : p_(std::move(parts)),
      progressed_(from),
      first_step_(from.step),
      evaluator_(p_.data.evaluation, pack_options(p_.config, p_.tuning.attachments())),
      results_(p_.model.decoder->device()) {}

RunEnd Trainer::run() {
  began_ = mark_ = Clock::now();
  if (first_step_ == 0) sample();
  const auto seed = static_cast<uint64_t>(p_.config.train.seed);
  Pipeline pipeline({&p_.data.train, data::StepPlan(static_cast<int64_t>(p_.data.train.size()), p_.config.train.batch_records, seed),
                     pack_options(p_.config, p_.tuning.attachments()), first_step_, p_.plan.total_steps});
  while (progressed_.step < p_.plan.total_steps) {
    if (const auto end = obey()) return *end;
    take_step(pipeline);
    const int64_t done = progressed_.step;
    if (p_.plan.eval_due(done)) evaluate();
    if (p_.plan.sample_due(done)) sample();
    if (p_.plan.save_due(done)) checkpoint();
    tell_progress();
  }
  collect(true);
  finish();
  return RunEnd::finished;
}

std::optional<RunEnd> Trainer::obey() {
  throw_if_stopped(p_.control.stop.get_token());
  const auto before = Clock::now();
  p_.observer.between_steps(live());
  mark_ += Clock::now() - before;        // answering is no part of a step
  if (p_.control.finish.exchange(false)) {
    evaluate();
    checkpoint();
    finish();
    return RunEnd::stopped;
  }
  if (p_.control.pause.exchange(false)) {
    checkpoint();
    return RunEnd::paused;
  }
  if (p_.control.save.exchange(false)) checkpoint();
  return std::nullopt;
}

void Trainer::take_step(Pipeline& pipeline) {
  const StepBatches batches = pipeline.next();
  const double rate = p_.learning_rate * rate_factor(p_.config.schedule, batches.step, p_.plan.total_steps);
  const ForwardParts forward{p_.objective, *p_.model.decoder, p_.tuning.attachments(), static_cast<uint64_t>(p_.config.train.seed)};
  const at::Tensor loss_sum = accumulate_gradients(forward, batches, p_.arena, p_.control.stop.get_token());
  const GradientCheck check = check_and_clip(p_.arena, loss_sum, p_.config.train.clip_norm);
  p_.optimizer.step(p_.arena, rate, check.not_finite);
  progressed_.step = batches.step + 1;
  results_.push(progressed_.step, loss_sum, check.norm, check.not_finite);
  const double epoch = static_cast<double>(progressed_.step) / static_cast<double>(p_.plan.steps_per_epoch);
  unread_.push_back({{.step = progressed_.step, .epoch = epoch, .learning_rate = rate, .tokens = batches.tokens, .learned_tokens = batches.targets},
                     batches.records, batches.lines});
  collect(false);
}

void Trainer::collect(bool all) {
  std::vector<StepResult> arrived;
  while (const auto result = results_.pop(all)) arrived.push_back(*result);
  if (arrived.empty()) return;
  const double seconds = seconds_since(mark_) / static_cast<double>(arrived.size());   // a card's steps may arrive together
  mark_ = Clock::now();
  for (const StepResult& result : arrived) report(result, seconds);
}

void Trainer::say(const Phrase& line) {
  p_.log.line(line);
  p_.observer.log(line);
}

void Trainer::report(const StepResult& result, double seconds) {
  Unread about = std::move(unread_.front());
  unread_.pop_front();
  runs::StepMetrics& metrics = about.metrics;
  metrics.loss = result.loss_sum / static_cast<double>(std::max<int64_t>(1, metrics.learned_tokens));
  metrics.grad_norm = result.grad_norm;
  metrics.seconds = seconds;
  metrics.memory_bytes = memory_used(p_.model.decoder->device());
  metrics.skipped = result.not_finite;
  if (result.not_finite) metrics.records = about.records;
  p_.log.write(metrics);
  p_.observer.stepped(metrics);
  if (!result.not_finite) return;
  const Phrase what = phrase(LATHE_TR("Step {0}: the loss or a gradient is not finite, no weight was changed. Its records begin in these lines of {1}: {2}"),
                             result.step, last_name(p_.config.data.path), listed(about.lines));
  say(what);
  if (p_.config.train.on_non_finite == "stop")
    throw Error("train.not_finite", what,
                phrase(LATHE_TR("Look at those records, or take a lower learning rate; the last checkpoint is from before.")));
}

void Trainer::evaluate() {
  collect(true);
  if (evaluator_.empty() || evaluated_at_ == progressed_.step) return;
  evaluated_at_ = progressed_.step;
  runs::EvalMetrics metrics =
      evaluator_.run(p_.objective, *p_.model.decoder, p_.tuning.attachments(), p_.control.stop.get_token());
  metrics.step = progressed_.step;
  metrics.best = metrics.loss < (progressed_.best ? progressed_.best->loss : std::numeric_limits<double>::infinity());
  if (metrics.best) {
    save_result(p_.disk, p_.folder / "best", p_.tuning, {metrics.step, metrics.loss});
    progressed_.best = Best{metrics.step, metrics.loss};
  }
  p_.log.write(metrics);
  p_.observer.evaluated(metrics);
  mark_ = Clock::now();
}

void Trainer::sample() {
  if (p_.config.samples.prompts.empty() || !p_.model.decoder->config().writes()) return;
  collect(true);
  const auto use = [this](const runs::SampleText& sample) {
    p_.log.write(sample);
    p_.observer.sampled(sample);
  };
  sample_prompts(live(), p_.config, {progressed_.step, p_.control.stop.get_token(), use, [this](const Phrase& why) { say(why); }});
  mark_ = Clock::now();
}

void Trainer::checkpoint() {
  collect(true);                         // with the flags of every step that it holds
  const auto begin = Clock::now();
  save_state(p_.disk, p_.folder, {p_.arena, p_.optimizer, progressed_});
  const runs::CheckpointSaved saved{progressed_.step, runs::checkpoint_path(p_.folder, progressed_.step).string(), seconds_since(begin)};
  p_.log.write(saved);
  p_.observer.saved(saved);
  runs::prune_checkpoints(p_.disk, p_.folder, p_.config.checkpoints.keep, progressed_.best ? progressed_.best->step : -1);
  mark_ = Clock::now();
}

void Trainer::finish() {
  const ResultNote note{progressed_.step, {}};
  save_result(p_.disk, p_.folder / "final", p_.tuning, note);
  if (!progressed_.best) save_result(p_.disk, p_.folder / "best", p_.tuning, note);   // nothing was held out, or no evaluation was finite
}

void Trainer::tell_progress() {
  const int64_t made = progressed_.step - first_step_, left = p_.plan.total_steps - progressed_.step;
  const double per_step = seconds_since(began_) / static_cast<double>(std::max<int64_t>(1, made));
  p_.observer.stage({phrase(LATHE_TR("Training")), progressed_.step, p_.plan.total_steps, per_step * static_cast<double>(left)});
}

LiveModel Trainer::live() const {
  return {.decoder = *p_.model.decoder,
          .attachments = &p_.tuning.attachments(),
          .tokenizer = *p_.data.tokenizer,
          .chat_template = *p_.data.chat.chat_template,
          .name = last_name(p_.model.folder) + " + " + p_.config.name,
          .weights_hash = [this] {
            const at::NoGradGuard no_grad;
            const std::string now = p_.tuning.fingerprint();
            return p_.tuning.changes_base() ? now : peft::spoken_hash(p_.model.fingerprint, now);
          }};
}

}  // namespace lathe::train
