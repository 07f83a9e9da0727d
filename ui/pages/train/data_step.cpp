#include "ui/pages/train/data_step.h"

#include <QBoxLayout>
#include <QStackedWidget>

#include "ui/bridge/record_files.h"
#include "ui/bridge/text.h"
#include "ui/forms/option_form.h"
#include "ui/pages/template/template_window.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/fact_list.h"
#include "ui/widgets/parts.h"

namespace lathe::ui {

DataStep::DataStep(PageContext& context, RunDraft& draft) : WizardStep(context, draft), preview_(context.theme) {
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  stack_ = new QStackedWidget(this);
  all->addWidget(stack_);
  auto* empty = new EmptyState(stack_);
  stack_->addWidget(empty);
  followAction(empty->button(), context.actions[Command::openRecords]);
  auto* shown = new QWidget(stack_);
  auto* line = new QHBoxLayout(shown);
  line->setContentsMargins(0, 0, 0, 0);
  line->setSpacing(space::between);
  line->addWidget(makePreview(), 5);
  line->addWidget(makeOptions(), 4);
  stack_->addWidget(shown);
  connect(&context.session, &Session::recordsChanged, this, &DataStep::follow);
  connect(&draft, &RunDraft::checked, this, &DataStep::showReport);
  texts_.add([this, empty] {
    empty->setTexts(tr("Choose the records to learn from: %1. Forms that are known by themselves: %2.").arg(recordFileKinds(), recordFormats()), tr("Open records…"));
    preview_.retranslate();
    follow();
  });
}

QWidget* DataStep::makePreview() {
  auto* panel = new Panel(this);
  auto* head = row(panel->body());
  name_ = sectionLabel(panel);
  setVerbatim(name_);
  QPushButton* other = plainButton(panel);
  QPushButton* edit = plainButton(panel);
  head->addWidget(name_, 1);
  head->addWidget(edit);
  head->addWidget(other);
  format_ = wrappedMutedLabel(panel);
  setVerbatim(format_);
  table_ = new DataTable(panel);
  table_->setModel(&preview_);
  panel->body()->addWidget(format_);
  panel->body()->addWidget(table_, 1);
  followAction(other, context_.actions[Command::openRecords]);
  connect(edit, &QPushButton::clicked, this, [this] { context_.go("data"); });
  texts_.add([=, this] {
    other->setText(tr("Other records…"));
    edit->setText(tr("Edit them"));
    edit->setAccessibleName(tr("Edit the records"));
    table_->setAccessibleName(tr("Preview of the records"));
  });
  return panel;
}

QWidget* DataStep::makeOptions() {
  auto* panel = new Panel(this);
  QLabel* title = sectionLabel(panel);
  facts_ = new FactList(panel);
  report_ = bodyLabel(panel);
  QToolButton* advanced = chipButton(panel);
  auto* content = new QWidget;
  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(0, 0, space::inside, 0);
  form_ = new OptionForm(context_.theme, content);
  form_->setNarrow();
  form_->setOptions(draft_.dataRows());
  addTemplateButton();
  column->addWidget(form_);
  panel->body()->addWidget(title);
  panel->body()->addWidget(facts_);
  panel->body()->addWidget(report_);
  panel->body()->addWidget(separator(panel));
  panel->body()->addWidget(scrolled(content, panel), 1);
  panel->body()->addWidget(advanced, 0, Qt::AlignLeft);
  connect(advanced, &QToolButton::toggled, form_, &OptionForm::setAdvanced);
  connect(form_, &OptionForm::changed, this, [this] {
    Json document = draft_.typed();
    form_->writeTo(document);
    draft_.setDocument(document);
    form_->showFaults(draft_.faults());
    Q_EMIT changed();
  });
  texts_.add([=] {
    title->setText(tr("What the check says"));
    advanced->setText(tr("All settings of the data"));
  });
  return panel;
}

void DataStep::addTemplateButton() {
  QPushButton* edit = linkButton(form_);
  edit->setObjectName("data.step.template");
  form_->putBelow("data.chat_template", edit);
  connect(edit, &QPushButton::clicked, this, [this] {
    TemplateWindow::show(context_, this, 0, [this](const QString& chosen) {
      Json document = draft_.typed();
      document["data"]["chat_template"] = ss(chosen);
      draft_.setDocument(document);
      entered();
    });
  });
  texts_.add([edit] {
    edit->setText(tr("Look at it and edit it…"));
    edit->setAccessibleName(tr("Look at the chat template and edit it"));
    edit->setToolTip(edit->accessibleName());
  });
}

void DataStep::entered() {
  form_->setValues(draft_.typed());
  form_->showFaults(draft_.faults());
  if (!draft_.report() && !draft_.checking()) draft_.check();
}

QString DataStep::missing() const {
  if (!context_.session.records()) return tr("Choose a file with records to go on.");
  for (const Issue& issue : draft_.faults())
    if (form_->editor(issue.field)) return words(issue);
  for (const Issue& issue : draft_.faults())
    if (issue.field == "data.path") return words(issue);
  return {};
}

void DataStep::follow() {
  RecordsDocument* records = context_.session.records();
  stack_->setCurrentIndex(records ? 1 : 0);
  preview_.setDocument(records);
  if (records) {
    name_->setText(records->name());
    format_->setText(words(records->set().format().title) + " · " + words(records->set().format_reason()));
    QList<int> filled;
    for (int column = 0; column < preview_.columnCount(); ++column)
      if (preview_.hasText(column)) filled << column;
    table_->share(filled);
    setVerbatimColumns(table_, preview_.columnCount());
    form_->setValues(draft_.typed());
    form_->showFaults(draft_.faults());
  }
  showReport();
  Q_EMIT changed();
}

void DataStep::showReport() {
  const auto& report = draft_.report();
  if (!report) {
    facts_->show({});
    report_->setText(draft_.checking()                       ? tr("Checking the records…")
                     : draft_.checkFault()                    ? errorText(*draft_.checkFault()).whole()
                     : context_.session.model().isEmpty()     ? tr("Choose a model first; its tokenizer counts.")
                                                              : QString());
    report_->show();
    return;
  }
  const data::AuditCounts& counts = report->counts;
  facts_->show({{tr("Records"), tr("%1, of which %2 can be used").arg(countText(counts.records), countText(counts.usable))},
                {tr("Tokens"), tr("%1, of which %2 are learned").arg(countText(counts.tokens), countText(counts.learned_tokens))},
                {tr("Length"), tr("shortest %1, median %2, longest %3").arg(countText(counts.shortest), countText(counts.median), countText(counts.longest))},
                {tr("Cut or left out"), countText(counts.truncated + counts.dropped_too_long)},
                {tr("Empty"), countText(counts.empty)},
                {tr("Duplicates"), countText(counts.duplicates)},
                {tr("Begin marks"), tr("%1 records have one, %2 have several").arg(countText(counts.with_begin_mark), countText(counts.with_several_begin_marks))},
                {tr("Without an end mark"), countText(counts.without_end_mark)}});
  report_->setText(words(report->template_notice));
  report_->setVisible(!report_->text().isEmpty());
  Q_EMIT changed();
}

}  // namespace lathe::ui
