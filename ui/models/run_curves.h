// A run's history as curves and figures; knows no widget.
#pragma once
#include <QPointF>
#include <QVector>
#include <optional>

#include "core/runs/run_folder.h"

namespace lathe::ui {

struct RunCurves {
  QVector<QPointF> loss, evaluation, learning_rate, grad_norm;
  std::optional<runs::EvalMetrics> best;
  QVector<double> checkpoints;           // steps
};
// A skipped step is a gap.
RunCurves curvesOf(const runs::RunHistory& history);
// Adds what the same run has done since.
void grow(RunCurves& curves, const runs::RunHistory& history);
// Over the last few steps, so that a single slow one does not shake it.
double tokensPerSecond(const runs::RunHistory& history);

}  // namespace lathe::ui
