#include "ui/widgets/progress_row.h"

#include <QBoxLayout>
#include <QProgressBar>
#include <utility>

#include "ui/bridge/text.h"
#include "ui/widgets/parts.h"

namespace lathe::ui {
namespace {
constexpr int kScale = 1000;
constexpr int kAppearMs = 250;
constexpr qint64 kPaceMs = 1000;         // before that the pace says little
}  // namespace

ProgressRow::ProgressRow(QWidget* parent) : QWidget(parent) {
  auto* line = new QHBoxLayout(this);
  line->setContentsMargins(0, 0, 0, 0);
  stage_ = mutedLabel(this);
  bar_ = new QProgressBar(this);
  bar_->setTextVisible(false);
  bar_->setFixedWidth(letters(this, 24));
  left_ = mutedLabel(this);
  cancel_ = plainButton(this);
  cancel_->setObjectName("progress.cancel");
  for (QWidget* widget : std::initializer_list<QWidget*>{stage_, bar_, left_}) line->addWidget(widget);
  line->addStretch(1);
  line->addWidget(cancel_);
  connect(cancel_, &QPushButton::clicked, this, &ProgressRow::cancelled);
  appear_.setSingleShot(true);
  appear_.setInterval(kAppearMs);
  connect(&appear_, &QTimer::timeout, this, &QWidget::show);
  texts_.add([this] {
    cancel_->setText(tr("Cancel"));
    nameParts();
  });
  hide();
}

void ProgressRow::begin(const QString& stage) {
  clock_.start();
  stage_->setText(stage);
  nameParts();
  left_->clear();
  bar_->setRange(0, 0);
  if (!std::exchange(active_, true)) appear_.start();
}

// Several rows may be seen on one page.
void ProgressRow::nameParts() {
  bar_->setAccessibleName(tr("Progress: %1").arg(stage_->text()));
  cancel_->setAccessibleName(tr("Cancel: %1").arg(stage_->text()));
}

void ProgressRow::end() {
  active_ = false;
  appear_.stop();
  hide();
}

void ProgressRow::advance(const QString& stage, qint64 done, qint64 total, std::optional<double> seconds_left) {
  if (!active_ || stage != stage_->text()) begin(stage);
  if (total <= 0) return;
  bar_->setRange(0, kScale);
  bar_->setValue(static_cast<int>(kScale * done / total));
  if (!seconds_left && done > 0 && clock_.elapsed() >= kPaceMs)
    seconds_left = static_cast<double>(clock_.elapsed()) / 1000 * static_cast<double>(total - done) / static_cast<double>(done);
  left_->setText(seconds_left ? tr("%1 left").arg(durationText(*seconds_left)) : QString());
}

}  // namespace lathe::ui
