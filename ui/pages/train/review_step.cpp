#include "ui/pages/train/review_step.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>

#include "ui/bridge/text.h"
#include "ui/widgets/file_dialog.h"
#include "ui/widgets/parts.h"

namespace lathe::ui {

ReviewStep::ReviewStep(PageContext& context, RunDraft& draft) : WizardStep(context, draft) {
  auto* all = new QHBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->setSpacing(space::between);
  auto* left = new Panel(this);
  all->addWidget(left, 1);
  auto* name_line = row(left->body());
  QLabel* name_label = sectionLabel(left);
  name_ = new QLineEdit(left);
  name_->setObjectName("review.name");
  name_label->setBuddy(name_);
  name_line->addWidget(name_label);
  name_line->addWidget(name_, 1);
  sentences_ = bodyLabel(left);
  faults_ = bodyLabel(left);
  setVerbatim(faults_);
  left->body()->addWidget(sentences_);
  left->body()->addWidget(faults_);
  left->body()->addStretch(1);

  auto* right = new Panel(this);
  all->addWidget(right, 1);
  auto* head = row(right->body());
  QLabel* title = sectionLabel(right);
  QPushButton* save = plainButton(right);
  head->addWidget(title, 1);
  head->addWidget(save);
  json_ = new QPlainTextEdit(right);
  json_->setReadOnly(true);
  json_->setTabChangesFocus(true);
  json_->setFont(context.theme.monospace());
  setPart(json_, "plain");
  right->body()->addWidget(json_, 1);
  connect(name_, &QLineEdit::textEdited, this, [this](const QString& name) {
    draft_.setName(name);
    Q_EMIT changed();
  });
  connect(save, &QPushButton::clicked, this, &ReviewStep::saveConfig);
  connect(&draft, &RunDraft::changed, this, [this] { if (isVisible()) showRun(); });
  texts_.add([=, this] {
    name_label->setText(tr("Name"));
    name_->setAccessibleName(tr("Name of the run"));
    title->setText(tr("The same run for the command line: run.json"));
    save->setText(tr("Save run.json…"));
    json_->setAccessibleName(tr("Configuration of the run"));
    showRun();
  });
}

QString ReviewStep::missing() const {
  if (draft_.writing()) return tr("The edited records are being written…");
  if (context_.monitor.active()) return tr("Another run is going on; this one can start when it has ended.");
  const std::vector<Issue> faults = draft_.faults();
  return faults.empty() ? QString() : words(faults.front());
}

void ReviewStep::showRun() {
  if (name_->text() != qs(draft_.config().name)) name_->setText(qs(draft_.config().name));
  sentences_->setText(draft_.sentences().join("\n\n"));
  QStringList faults;
  for (const Issue& issue : draft_.faults()) faults << "• " + words(issue);
  faults_->setText(faults.join('\n'));
  faults_->setVisible(!faults.isEmpty());
  const QString text = qs(config::to_json(draft_.runConfig()).dump(2, ' ', false, Json::error_handler_t::replace));    // a file's name may be no UTF-8
  if (json_->toPlainText() != text) json_->setPlainText(text);
}

void ReviewStep::entered() {
  if (RecordsDocument* records = context_.session.records()) records->settle();     // what is typed decides what is trained
  showRun();
}

void ReviewStep::saveConfig() {
  auto* dialog = new QFileDialog(this, tr("Save run.json"), QString(), tr("Run configuration (*.json)"));
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->selectFile("run.json");
  connect(dialog, &QFileDialog::fileSelected, this, [this, asked = draft_.config().data.path](const QString& target) {
    if (draft_.config().data.path == asked) return draft_.saveRun(toPath(target));
    Q_EMIT draft_.failed({tr("Nothing was saved: other records were opened meanwhile."), tr("Save the run again."), {}, {}});
  });
  openDialog(dialog, "review.dialog");
}

}  // namespace lathe::ui
