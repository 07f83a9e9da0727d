#include "core/runs/metrics.h"

#include <cmath>
#include <limits>

namespace lathe::runs {
namespace {

// JSON has no NaN and no infinity: both become null, and null reads as NaN.
Json finite_or_null(double value) { return std::isfinite(value) ? Json(value) : Json(); }

double number(const Json& json, const char* key) {
  const Json& value = member(json, key);
  return value.is_number() ? value.get<double>() : std::numeric_limits<double>::quiet_NaN();
}

constexpr int64_t kMost = std::numeric_limits<int64_t>::max();
int64_t count(const Json& json, const char* key) { return int_or(json, key, "metrics", 0, 0, kMost); }

}  // namespace

Json to_json(const StepMetrics& m) {
  Json out = {{"step", m.step},
              {"epoch", finite_or_null(m.epoch)},
              {"loss", finite_or_null(m.loss)},
              {"learning_rate", finite_or_null(m.learning_rate)},
              {"grad_norm", finite_or_null(m.grad_norm)},
              {"tokens", m.tokens},
              {"learned_tokens", m.learned_tokens},
              {"seconds", finite_or_null(m.seconds)},
              {"memory_bytes", m.memory_bytes}};
  if (m.skipped) out["skipped"] = true;
  if (!m.records.empty()) out["records"] = m.records;
  return out;
}

Json to_json(const EvalMetrics& m) {
  Json out = {{"step", m.step},
              {"loss", finite_or_null(m.loss)},
              {"perplexity", finite_or_null(m.perplexity)},
              {"learned_tokens", m.learned_tokens},
              {"seconds", finite_or_null(m.seconds)},
              {"best", m.best}};
  if (m.accuracy) out["accuracy"] = finite_or_null(*m.accuracy);
  if (m.macro_f1) out["macro_f1"] = finite_or_null(*m.macro_f1);
  return out;
}

Json to_json(const SampleText& s) { return {{"step", s.step}, {"prompt", s.prompt}, {"answer", s.answer}}; }

Json to_json(const CheckpointSaved& s) { return {{"step", s.step}, {"path", s.path}, {"seconds", finite_or_null(s.seconds)}}; }

StepMetrics step_metrics_from_json(const Json& json) {
  StepMetrics m{.step = count(json, "step"),
                .epoch = number(json, "epoch"),
                .loss = number(json, "loss"),
                .learning_rate = number(json, "learning_rate"),
                .grad_norm = number(json, "grad_norm"),
                .tokens = count(json, "tokens"),
                .learned_tokens = count(json, "learned_tokens"),
                .seconds = number(json, "seconds"),
                .memory_bytes = count(json, "memory_bytes"),
                .skipped = bool_or(json, "skipped", "metrics", false)};
  if (const Json& records = member(json, "records"); records.is_array())
    for (const Json& record : records)
      if (record.is_number_integer()) m.records.push_back(record.get<int64_t>());
  return m;
}

EvalMetrics eval_metrics_from_json(const Json& json) {
  const auto share = [&](const char* key) { return member(json, key).is_number() ? std::optional(number(json, key)) : std::nullopt; };
  return {.step = count(json, "step"),
          .loss = number(json, "loss"),
          .perplexity = number(json, "perplexity"),
          .learned_tokens = count(json, "learned_tokens"),
          .seconds = number(json, "seconds"),
          .best = bool_or(json, "best", "metrics", false),
          .accuracy = share("accuracy"),
          .macro_f1 = share("macro_f1")};
}

SampleText sample_text_from_json(const Json& json) {
  return {.step = count(json, "step"),
          .prompt = string_or(json, "prompt", "samples", ""),
          .answer = string_or(json, "answer", "samples", "")};
}

CheckpointSaved checkpoint_saved_from_json(const Json& json) {
  return {.step = count(json, "step"), .path = string_or(json, "path", "metrics", ""), .seconds = number(json, "seconds")};
}

}  // namespace lathe::runs
