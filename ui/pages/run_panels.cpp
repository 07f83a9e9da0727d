#include "ui/pages/run_panels.h"

#include <QBoxLayout>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSlider>
#include <QStackedWidget>
#include <QTextBrowser>

#include "ui/bridge/text.h"
#include "ui/shell/theme.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/decimate.h"
#include "ui/widgets/line_chart.h"
#include "ui/widgets/metric_tile.h"
#include "ui/widgets/parts.h"

namespace lathe::ui {
namespace {
enum LossCurve { raw, smooth, evaluation };
constexpr int kSmoothingSteps = 20;      // of the slider, up to 0.95
constexpr int kFirstSmoothing = 14;
constexpr int kLogLines = 3;

template <class Entry>
void takeNew(std::vector<Entry>& shown, const std::vector<Entry>& all) {
  shown.insert(shown.end(), all.begin() + static_cast<ptrdiff_t>(shown.size()), all.end());
}
}  // namespace

RunPanels::RunPanels(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme) {
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->setSpacing(space::between);
  addTiles(all);
  auto* charts = row(all, space::between);
  all->setStretchFactor(charts, 1);
  addLossChart(charts);
  auto* side = column(charts, space::between, 2);
  addSideCharts(side);
  addSamples(side);
  addLog(all);
}

void RunPanels::addTiles(QBoxLayout* into) {
  auto* line = row(into, space::inside);
  for (MetricTile** tile : {&loss_tile_, &eval_tile_, &speed_tile_, &memory_tile_, &left_tile_, &step_tile_}) {
    *tile = new MetricTile(theme_, this);
    line->addWidget(*tile, 1);
  }
  texts_.add([this] {
    loss_tile_->setName(tr("Loss"));
    eval_tile_->setName(tr("Evaluation"));
    speed_tile_->setName(tr("Tokens/s"));
    memory_tile_->setName(tr("Memory"));
    left_tile_->setName(tr("Time left"));
    step_tile_->setName(tr("Step"));
  });
}

void RunPanels::addLossChart(QBoxLayout* into) {
  auto* panel = new Panel(this);
  into->addWidget(panel, 5);
  auto* head = row(panel->body());
  QLabel* title = sectionLabel(panel);
  QToolButton* logarithmic = chipButton(panel);
  QToolButton* follow = chipButton(panel);
  QToolButton* as_table = chipButton(panel);
  follow->setChecked(true);
  QLabel* smoothing = mutedLabel(panel);
  smoothing_ = new QSlider(Qt::Horizontal, panel);
  smoothing_->setRange(0, kSmoothingSteps - 1);
  smoothing_->setValue(kFirstSmoothing);
  smoothing->setBuddy(smoothing_);
  QLabel* amount = mutedLabel(panel);
  setVerbatim(amount);
  for (QWidget* widget : std::initializer_list<QWidget*>{title, logarithmic, follow, as_table}) head->addWidget(widget);
  head->addStretch(1);
  head->addWidget(smoothing);
  head->addWidget(smoothing_, 1);
  head->addWidget(amount);

  auto* stack = new QStackedWidget(panel);
  panel->body()->addWidget(stack, 1);
  loss_ = new LineChart(theme_, stack);
  loss_->setObjectName("runs.loss");
  loss_->addCurve({{}, "trainingFaint", Qt::SolidLine, 1});
  loss_->addCurve({{}, "training", Qt::SolidLine, 2});
  loss_->addCurve({{}, "evaluation", Qt::DashLine, 2, true});
  auto* table = new DataTable(stack);
  table->setModel(&table_model_);
  stack->addWidget(loss_);
  stack->addWidget(table);

  QLabel* legend = new QLabel(panel);
  legend->setTextFormat(Qt::RichText);
  note_ = wrappedMutedLabel(panel);
  setVerbatim(note_);
  note_->setObjectName("runs.note");
  note_->setAlignment(Qt::AlignRight);
  auto* foot = row(panel->body());
  foot->addWidget(legend);
  foot->addWidget(note_, 1);
  const auto describe = [this, legend] {
    const auto mark = [this](const char* color, const QString& sign, const QString& text) {
      return QStringLiteral("<span style='color:%1'>%2 %3</span>").arg(theme_.color(color).name(), sign, text.toHtmlEscaped());
    };
    legend->setText(mark("training", "—", tr("training")) + "&nbsp;&nbsp;&nbsp;" + mark("evaluation", "- -", tr("evaluation")) + "&nbsp;&nbsp;&nbsp;" +
                    mark("best", "★", tr("best")) + "&nbsp;&nbsp;&nbsp;" + mark("muted", "|", tr("checkpoint")));
  };
  connect(&theme_, &Theme::changed, legend, describe);
  connect(smoothing_, &QSlider::valueChanged, this, [this, amount](int value) {
    amount->setText(numberText(value / double(kSmoothingSteps), 2));
    drawLoss();
  });
  amount->setText(numberText(kFirstSmoothing / double(kSmoothingSteps), 2));
  connect(logarithmic, &QToolButton::toggled, loss_, &LineChart::setLogarithmic);
  connect(follow, &QToolButton::toggled, loss_, &LineChart::setFollowing);
  connect(loss_, &LineChart::followingChanged, follow, &QToolButton::setChecked);
  connect(as_table, &QToolButton::toggled, stack, [stack](bool on) { stack->setCurrentIndex(on ? 1 : 0); });
  texts_.add([=, this] {
    title->setText(tr("Loss"));
    logarithmic->setText(tr("logarithmic"));
    logarithmic->setToolTip(tr("Show small differences late in the run: each step of the axis is a factor."));
    follow->setText(tr("follow"));
    follow->setToolTip(tr("Keep the whole run in view. Wheel, drag or the keys + and − zoom; 0 or a double click shows all again."));
    as_table->setText(tr("table"));
    as_table->setToolTip(tr("The figures behind the curve."));
    smoothing->setText(tr("smoothing"));
    smoothing_->setAccessibleName(tr("smoothing"));
    loss_->setAccessibleName(tr("Chart of training and evaluation loss"));
    loss_->setCurveName(raw, tr("training"));
    loss_->setCurveName(smooth, tr("smoothed"));
    loss_->setCurveName(evaluation, tr("evaluation"));
    table->setAccessibleName(tr("Figures of every step"));
    table_model_.retranslate();
    describe();
    drawLoss();
  });
}

void RunPanels::addSideCharts(QBoxLayout* into) {
  const auto add = [&](const char* color, int decimals) {
    auto* panel = new Panel(this);
    into->addWidget(panel, 2);
    QLabel* title = sectionLabel(panel);
    auto* chart = new LineChart(theme_, panel);
    chart->setCompact();
    chart->addCurve({{}, color, Qt::SolidLine, 1.6, false, decimals});
    panel->body()->setSpacing(space::tiny);
    panel->body()->addWidget(title);
    panel->body()->addWidget(chart, 1);
    return std::pair(title, chart);
  };
  const auto [rate_title, rate] = add("training", 6);
  const auto [norm_title, norm] = add("second", 3);
  rate_ = rate;
  norm_ = norm;
  texts_.add([this, rate_title = rate_title, norm_title = norm_title] {
    rate_title->setText(tr("Learning rate"));
    rate_->setAccessibleName(tr("Chart of the learning rate"));
    rate_->setCurveName(0, tr("learning rate"));
    norm_title->setText(tr("Gradient norm"));
    norm_->setAccessibleName(tr("Chart of the gradient norm"));
    norm_->setCurveName(0, tr("gradient norm"));
  });
}

void RunPanels::addSamples(QBoxLayout* into) {
  auto* panel = new Panel(this);
  into->addWidget(panel, 3);
  samples_title_ = sectionLabel(panel);
  samples_ = new QTextBrowser(panel);
  setPart(samples_, "answer");
  samples_->setObjectName("runs.samples");
  samples_->document()->setDocumentMargin(0);
  panel->body()->addWidget(samples_title_);
  panel->body()->addWidget(samples_, 1);
  texts_.add([this] {
    samples_->setAccessibleName(tr("Answers during training"));
    samples_->setPlaceholderText(tr("Answers to the sample prompts appear here while the run goes on."));
    showSamples(history_.samples);
  });
}

void RunPanels::addLog(QBoxLayout* into) {
  auto* panel = new Panel(this);
  into->addWidget(panel);
  log_panel_ = panel;
  QLabel* title = sectionLabel(panel);
  log_ = new QPlainTextEdit(panel);
  log_->setReadOnly(true);
  log_->setTabChangesFocus(true);
  log_->setObjectName("runs.log");
  setPart(log_, "plain");
  log_->setFixedHeight(log_->fontMetrics().lineSpacing() * kLogLines + 2 * space::inside);
  panel->body()->addWidget(title);
  panel->body()->addWidget(log_);
  panel->hide();
  texts_.add([this, title] {
    title->setText(tr("Log"));
    log_->setAccessibleName(tr("What the run said"));
  });
}

void RunPanels::showLines(const QStringList& lines) {
  log_panel_->setVisible(!lines.isEmpty());
  const QString text = lines.join('\n');
  if (text == log_->toPlainText()) return;
  log_->setPlainText(text);
  log_->verticalScrollBar()->setValue(log_->verticalScrollBar()->maximum());
}

void RunPanels::setNote(const QString& note) { note_->setText(note); }

// A history that is shorter than the one held is that of a run that begins again: it is taken whole.
void RunPanels::show(const runs::RunHistory& history, const RunFigures& figures, bool of_same_run) {
  const bool same_run = of_same_run && history.steps.size() >= history_.steps.size() && history.evaluations.size() >= history_.evaluations.size() &&
                        history.samples.size() >= history_.samples.size() && history.checkpoints.size() >= history_.checkpoints.size();
  const bool new_samples = !same_run || history.samples.size() != history_.samples.size();
  if (!same_run) {
    history_ = {};
    curves_ = {};
  }
  takeNew(history_.steps, history.steps);
  takeNew(history_.evaluations, history.evaluations);
  takeNew(history_.samples, history.samples);
  takeNew(history_.checkpoints, history.checkpoints);
  grow(curves_, history_);
  figures_ = figures;
  if (!same_run) loss_->fit();
  const auto& steps = history.steps;
  const QString none = QStringLiteral("–");
  loss_tile_->setValue(steps.empty() ? none : numberText(steps.back().loss, 3));
  eval_tile_->setValue(history.evaluations.empty() ? none : numberText(history.evaluations.back().loss, 3));
  speed_tile_->setValue(steps.empty() ? none : countText(qRound64(tokensPerSecond(history))));
  memory_tile_->setValue(steps.empty() || steps.back().memory_bytes <= 0 ? none : bytesText(steps.back().memory_bytes));
  left_tile_->setValue(figures.live && figures.seconds_left ? durationText(*figures.seconds_left) : none);
  step_tile_->setValue(steps.empty() ? none : tr("%1 of %2").arg(countText(steps.back().step), countText(figures.total_steps)));
  for (LineChart* chart : {loss_, rate_, norm_}) chart->setLength(static_cast<double>(figures.total_steps));
  drawLoss();
  rate_->setPoints(0, curves_.learning_rate);
  norm_->setPoints(0, curves_.grad_norm);
  table_model_.show(history, same_run);
  if (new_samples) showSamples(history.samples);
}

void RunPanels::drawLoss() {
  const double amount = smoothing_->value() / double(kSmoothingSteps);
  loss_->setPoints(raw, curves_.loss);
  loss_->setPoints(smooth, smoothed(curves_.loss, amount));
  loss_->setPoints(evaluation, curves_.evaluation);
  QVector<Flag> flags;
  for (const double step : curves_.checkpoints) flags << Flag{step, {}, "muted", false};
  if (curves_.best) flags << Flag{static_cast<double>(curves_.best->step), tr("★ best, step %1").arg(countText(curves_.best->step)), "best", true};
  loss_->setFlags(flags);
  if (!history_.steps.empty())
    loss_->setAccessibleDescription(tr("Step %1, training loss %2").arg(countText(history_.steps.back().step), numberText(history_.steps.back().loss, 3)));
}

void RunPanels::showSamples(const std::vector<runs::SampleText>& samples) {
  if (samples.empty()) {
    samples_title_->setText(tr("Samples"));
    samples_->clear();
    return;
  }
  const int64_t newest = samples.back().step;
  samples_title_->setText(tr("Samples, step %1").arg(countText(newest)));
  QString html;
  for (const runs::SampleText& sample : samples)
    if (sample.step == newest)
      html += QStringLiteral("<p><span style='color:%1'>%2</span><br>%3</p>")
                  .arg(theme_.color("muted").name(), qs(sample.prompt).toHtmlEscaped(), qs(sample.answer).toHtmlEscaped().replace('\n', "<br>"));
  samples_->setHtml(html);
}

}  // namespace lathe::ui
