#include "ui/models/run_curves.h"

#include <limits>

namespace lathe::ui {

RunCurves curvesOf(const runs::RunHistory& history) {
  RunCurves out;
  for (const runs::StepMetrics& step : history.steps) {
    const double x = static_cast<double>(step.step), gap = std::numeric_limits<double>::quiet_NaN();
    out.loss << QPointF(x, step.skipped ? gap : step.loss);
    out.learning_rate << QPointF(x, step.learning_rate);
    out.grad_norm << QPointF(x, step.skipped ? gap : step.grad_norm);
  }
  for (const runs::EvalMetrics& evaluation : history.evaluations) {
    out.evaluation << QPointF(static_cast<double>(evaluation.step), evaluation.loss);
    if (evaluation.best) out.best = evaluation;
  }
  for (const runs::CheckpointSaved& saved : history.checkpoints) out.checkpoints << static_cast<double>(saved.step);
  return out;
}

double tokensPerSecond(const runs::RunHistory& history) {
  constexpr size_t kLast = 20;
  const size_t from = history.steps.size() > kLast ? history.steps.size() - kLast : 0;
  double tokens = 0, seconds = 0;
  for (size_t i = from; i < history.steps.size(); ++i) {
    tokens += static_cast<double>(history.steps[i].tokens);
    seconds += history.steps[i].seconds;
  }
  return seconds > 0 ? tokens / seconds : 0;
}

}  // namespace lathe::ui
