// What is shown of one run: tiles, the loss chart with its table, learning rate, gradient norm, samples, its log.
#pragma once
#include <QWidget>

#include "core/runs/run_folder.h"
#include "ui/models/metrics_table_model.h"
#include "ui/models/run_curves.h"
#include "ui/widgets/texts.h"

class QBoxLayout;
class QLabel;
class QPlainTextEdit;
class QSlider;
class QTextBrowser;

namespace lathe::ui {

class LineChart;
class MetricTile;
class Theme;

struct RunFigures {
  int64_t total_steps = 0;
  std::optional<double> seconds_left;
  bool live = false;
};

class RunPanels : public QWidget {
  Q_OBJECT
 public:
  RunPanels(const Theme& theme, QWidget* parent);
  // `same_run`: more of what is already shown.
  void setNote(const QString& note);                 // about the best checkpoint
  void show(const runs::RunHistory& history, const RunFigures& figures, bool same_run);
  void showLines(const QStringList& lines);          // of the log
  LineChart* lossChart() const { return loss_; }

 private:
  void addTiles(QBoxLayout* into);
  void addLossChart(QBoxLayout* into);
  void addSideCharts(QBoxLayout* into);
  void addSamples(QBoxLayout* into);
  void addLog(QBoxLayout* into);
  void drawLoss();
  void showSamples(const std::vector<runs::SampleText>& samples);

  const Theme& theme_;
  Texts texts_{this};
  runs::RunHistory history_;
  RunCurves curves_;                     // of the history
  RunFigures figures_;
  MetricsTableModel table_model_;
  LineChart* loss_;
  LineChart* rate_;
  LineChart* norm_;
  QSlider* smoothing_;
  QTextBrowser* samples_;
  QLabel* samples_title_;
  QLabel* note_;
  QPlainTextEdit* log_;
  QWidget* log_panel_;
  MetricTile *loss_tile_, *eval_tile_, *speed_tile_, *memory_tile_, *left_tile_, *step_tile_;
};

}  // namespace lathe::ui
