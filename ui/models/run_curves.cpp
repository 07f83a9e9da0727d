#include "ui/models/run_curves.h"

#include <limits>

namespace lathe::ui {

void grow(RunCurves& curves, const runs::RunHistory& history) {
  for (size_t i = static_cast<size_t>(curves.loss.size()); i < history.steps.size(); ++i) {
    const runs::StepMetrics& step = history.steps[i];
    const double x = static_cast<double>(step.step), gap = std::numeric_limits<double>::quiet_NaN();
    curves.loss << QPointF(x, step.skipped ? gap : step.loss);
    curves.learning_rate << QPointF(x, step.learning_rate);
    curves.grad_norm << QPointF(x, step.skipped ? gap : step.grad_norm);
  }
  for (size_t i = static_cast<size_t>(curves.evaluation.size()); i < history.evaluations.size(); ++i) {
    const runs::EvalMetrics& evaluation = history.evaluations[i];
    curves.evaluation << QPointF(static_cast<double>(evaluation.step), evaluation.loss);
    if (evaluation.best) curves.best = evaluation;
  }
  for (size_t i = static_cast<size_t>(curves.checkpoints.size()); i < history.checkpoints.size(); ++i)
    curves.checkpoints << static_cast<double>(history.checkpoints[i].step);
}

RunCurves curvesOf(const runs::RunHistory& history) {
  RunCurves out;
  grow(out, history);
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
