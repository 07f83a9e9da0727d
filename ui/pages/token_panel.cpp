#include "ui/pages/token_panel.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QHeaderView>
#include <QStackedWidget>

#include "ui/bridge/text.h"
#include "ui/pages/data_desk.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/histogram.h"
#include "ui/widgets/token_view.h"

namespace lathe::ui {

TokenPanel::TokenPanel(DataDesk& desk, const Theme& theme, QWidget* parent) : Panel(parent), desk_(desk) {
  addHead();
  stack_ = new QStackedWidget(this);
  body()->addWidget(stack_, 1);

  token_stack_ = new QStackedWidget(stack_);
  no_model_ = new EmptyState(token_stack_);
  auto* seen = new QWidget(token_stack_);
  auto* column = new QVBoxLayout(seen);
  column->setContentsMargins(0, 0, 0, 0);
  tokens_ = new TokenView(theme, seen);
  tokens_->setObjectName("data.tokens");
  notice_ = wrappedMutedLabel(seen);
  setVerbatim(notice_);
  column->addWidget(tokens_, 1);
  column->addWidget(notice_);
  token_stack_->addWidget(no_model_);
  token_stack_->addWidget(seen);
  stack_->addWidget(token_stack_);

  problem_stack_ = new QStackedWidget(stack_);
  no_problem_ = new EmptyState(problem_stack_);
  problems_ = new DataTable(problem_stack_);
  problems_->setModel(&desk.issues());
  problems_->stretch(IssueListModel::reason);
  problem_stack_->addWidget(no_problem_);
  problem_stack_->addWidget(problems_);
  stack_->addWidget(problem_stack_);
  histogram_ = new Histogram(theme, stack_);
  stack_->addWidget(histogram_);
  setView(tokens);

  connect(no_model_, &EmptyState::pressed, this, &TokenPanel::modelWanted);
  connect(no_problem_, &EmptyState::pressed, this, &TokenPanel::checkWanted);
  connect(problems_, &DataTable::rowEntered, this, [this](const QModelIndex& index) { Q_EMIT recordWanted(desk_.issues().recordRow(index.row())); });
  connect(problems_, &QTableView::clicked, this, [this](const QModelIndex& index) { Q_EMIT recordWanted(desk_.issues().recordRow(index.row())); });
  connect(&desk, &DataDesk::tokensReady, this, [this](int, const engine::ShownRecord& shown, const QString& chat_template, const QString& notice) {
    showTokens(shown, chat_template, notice);
  });
  connect(&desk, &DataDesk::tokensGone, this, &TokenPanel::clearTokens);
  connect(&desk, &DataDesk::checkChanged, this, &TokenPanel::showReport);
  texts_.add([this] {
    no_model_->setTexts(tr("Choose a model folder to see a record as the model gets it."), tr("Open a model folder…"));
    tokens_->setAccessibleName(tr("Tokens of the record"));
    problems_->setAccessibleName(tr("Problems of the set"));
    histogram_->setAccessibleName(tr("Lengths of the records in tokens"));
    desk_.issues().retranslate();
    retitle();
    showReport();
  });
}

void TokenPanel::addHead() {
  auto* line = row(body());
  auto* group = new QButtonGroup(this);
  for (int view = tokens; view <= lengths; ++view) {
    QToolButton* button = chipButton(this);
    group->addButton(button, view);
    switches_.push_back(button);
    line->addWidget(button);
    connect(button, &QToolButton::clicked, this, [this, view] { setView(static_cast<View>(view)); });
  }
  summary_ = wrappedMutedLabel(this);
  line->addWidget(summary_, 1);
  template_button_ = linkButton(this);
  template_button_->setObjectName("data.template");
  line->addWidget(template_button_);
  connect(template_button_, &QPushButton::clicked, this, &TokenPanel::templateWanted);
  texts_.add([this] {
    template_button_->setText(tr("Template…"));
    template_button_->setToolTip(tr("Look at the chat template that frames the records, and edit it"));
  });
  for (const char* tone : {"learned", "plain", "special"}) {
    QLabel* chip = chipLabel(this, tone);
    legend_.push_back(chip);
    line->addWidget(chip);
    texts_.add([chip, tone = QString(tone)] {
      chip->setText(tone == "learned" ? tr("learned") : tone == "special" ? tr("special") : tr("not learned"));
    });
  }
}

void TokenPanel::setView(View view) {
  stack_->setCurrentIndex(view);
  switches_[view]->setChecked(true);
  for (QWidget* chip : legend_) chip->setVisible(view == tokens);
  template_button_->setVisible(view == tokens);
  retitle();
}

void TokenPanel::setModelName(const QString& name) {
  model_ = name;
  token_stack_->setCurrentIndex(name.isEmpty() ? 0 : 1);
  clearTokens();
}

void TokenPanel::clearTokens() {
  count_ = 0;
  tokens_->clear();
  notice_->hide();
  retitle();
}

void TokenPanel::showTokens(const engine::ShownRecord& shown, const QString& chat_template, const QString& notice) {
  tokens_->show(shown.tokens);
  template_ = chat_template;
  count_ = static_cast<int64_t>(shown.tokens.size());
  learned_ = shown.learned;
  QStringList notes;
  for (const Issue& issue : shown.issues) notes << words(issue.reason);
  if (!notice.isEmpty()) notes << notice;
  notice_->setText(notes.join('\n'));
  notice_->setVisible(!notes.isEmpty());
  retitle();
}

void TokenPanel::showReport() {
  const auto& report = desk_.table().facts().report();
  if (report) {
    QVector<qint64> bins;
    for (const int64_t bin : report->length_histogram) bins << bin;
    histogram_->show(bins, report->counts.longest);
  } else {
    histogram_->show({}, 0);
  }
  const int count = report ? static_cast<int>(report->issues.size()) : 0;
  problem_stack_->setCurrentIndex(count > 0 ? 1 : 0);
  no_problem_->setTexts(report ? tr("The check found no problem.") : tr("The records were not checked yet."), report ? QString() : tr("Check the records"));
  if (switches_.empty()) return;
  switches_[tokens]->setText(tr("What the model sees"));
  switches_[problems]->setText(report ? tr("Problems %1").arg(countText(count)) : tr("Problems"));
  switches_[lengths]->setText(tr("Lengths"));
  setLook(switches_[problems], "alarm", count > 0);
  retitle();
}

void TokenPanel::retitle() {
  if (!stack_) return;
  const auto& report = desk_.table().facts().report();
  QString text;
  if (stack_->currentIndex() == tokens) {
    if (count_ > 0) text = tr("%1 tokens, %2 learned · template %3 of %4").arg(countText(count_), countText(learned_), template_, model_);
  } else if (desk_.checking()) {
    text = tr("checking…");
  } else if (!report) {
    text = desk_.stale() ? tr("The records were edited while they were checked; check them again (F7).") : tr("Check the records to fill this (F7).");
  } else if (stack_->currentIndex() == problems) {
    text = tr("%1 of %2 records can be used").arg(countText(report->counts.usable), countText(report->counts.records));
    if (desk_.stale()) text += " · " + tr("edited since the check");
  } else {
    text = tr("shortest %1, median %2, longest %3 tokens").arg(countText(report->counts.shortest), countText(report->counts.median), countText(report->counts.longest));
  }
  summary_->setText(text);
}

}  // namespace lathe::ui
