#include "ui/pages/template/template_window.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QFileInfo>
#include <QSpinBox>
#include <QSplitter>

#include "ui/bridge/text.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/source_edit.h"
#include "ui/widgets/template_preview.h"

namespace lathe::ui {
namespace {
constexpr int kWaitingMs = 600;          // a shorter wait is not spoken of
constexpr double kShareOfWindow = 0.94;
}  // namespace

TemplateWindow* TemplateWindow::show(PageContext& context, QWidget* parent, int row, Use use) {
  auto* made = new TemplateWindow(context, parent->window(), std::move(use));
  made->setAttribute(Qt::WA_DeleteOnClose);
  made->resize(parent->window()->size() * kShareOfWindow);
  if (made->desk_.records() > 0) made->desk_.setRow(std::max(row, 0));
  made->begin(qs(context.session.draft().data.chat_template));
  made->open();
  return made;
}

TemplateWindow::TemplateWindow(PageContext& context, QWidget* parent, Use use)
    : QDialog(parent), context_(context), use_(std::move(use)), desk_({context.session, context.engine, context.background}) {
  setObjectName("template.window");
  auto* all = pageColumn(this);
  addHead(all);
  auto* columns = new QSplitter(Qt::Horizontal, this);
  columns->setHandleWidth(space::between);
  columns->setChildrenCollapsible(false);
  columns->addWidget(makeSource());
  columns->addWidget(makePreview());
  columns->setStretchFactor(0, 1);
  columns->setStretchFactor(1, 1);
  columns->setSizes({1, 1});
  all->addWidget(columns, 1);
  addFoot(all);
  for (QPushButton* button : findChildren<QPushButton*>()) button->setAutoDefault(false);        // Return belongs to the source
  waiting_.setSingleShot(true);
  waiting_.setInterval(kWaitingMs);
  connect(&waiting_, &QTimer::timeout, this, [this] { preview_->setWaiting(desk_.rendering()); });
  connectDesk();
  texts_.add([this] {
    setWindowTitle(tr("Chat template") + QStringLiteral("[*]"));
    fillBegin();
    desk_.retranslate();
    notice_->setText(words(desk_.read().found.notice));
    showFault();
  });
}

void TemplateWindow::addHead(QBoxLayout* into) {
  auto* line = row(into);
  QLabel* title = titleLabel(this);
  from_ = mutedLabel(this);
  setVerbatim(from_);
  QLabel* label = mutedLabel(this);
  begin_ = new QComboBox(this);
  begin_->setObjectName("template.begin");
  begin_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  label->setBuddy(begin_);
  line->addWidget(title);
  line->addWidget(from_, 1);
  line->addWidget(label);
  line->addWidget(begin_);
  connect(begin_, &QComboBox::activated, this, [this] {
    const QString wanted = begin_->currentData().toString();
    fillBegin();                         // until it is open, the former one is
    if (!desk_.modified()) return begin(wanted);
    ask(tr("Begin with another template?"), tr("What you changed in this one and did not save is lost."), tr("Begin with the other"), [this, wanted] { begin(wanted); });
  });
  texts_.add([=, this] {
    title->setText(tr("Chat template"));
    label->setText(tr("Begin with"));
    begin_->setAccessibleName(tr("Template to begin with"));
  });
}

QWidget* TemplateWindow::makeSource() {
  auto* panel = new Panel(this);
  QLabel* title = sectionLabel(panel);
  notice_ = wrappedMutedLabel(panel);
  setVerbatim(notice_);
  source_ = new SourceEdit(context_.theme, panel);
  source_->setObjectName("template.source");
  title->setBuddy(source_);
  fault_ = new QFrame(panel);
  fault_->setProperty("part", "note");
  fault_->setProperty("tone", "danger");
  auto* line = new QHBoxLayout(fault_);
  fault_text_ = bodyLabel(fault_);
  fault_text_->setObjectName("template.fault");
  fault_text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  setVerbatim(fault_text_);
  fault_line_ = plainButton(fault_);
  fault_line_->setObjectName("template.line");
  line->addWidget(fault_text_, 1);
  line->addWidget(fault_line_, 0, Qt::AlignTop);
  fault_->hide();
  panel->body()->addWidget(title);
  panel->body()->addWidget(notice_);
  panel->body()->addWidget(source_, 1);
  panel->body()->addWidget(fault_);
  connect(source_, &QPlainTextEdit::textChanged, this, [this] { if (!desk_.opening()) desk_.setSource(source_->text()); });
  connect(fault_line_, &QPushButton::clicked, this, [this] { if (const auto* fault = preview_->fault()) source_->goToLine(fault->line); });
  texts_.add([=, this] {
    title->setText(tr("Source (Jinja)"));
    source_->setAccessibleName(tr("Source of the template"));
  });
  return panel;
}

QWidget* TemplateWindow::makePreview() {
  auto* panel = new Panel(this);
  auto* line = row(panel->body());
  QLabel* title = sectionLabel(panel);
  QLabel* label = mutedLabel(panel);
  record_ = new QSpinBox(panel);
  record_->setObjectName("template.record");
  record_->setKeyboardTracking(false);
  record_->setGroupSeparatorShown(true);
  record_->setAlignment(Qt::AlignRight);
  record_->setRange(1, std::max(1, desk_.records()));
  label->setBuddy(record_);
  sample_ = chipButton(panel);
  sample_->setObjectName("template.sample");
  line->addWidget(title, 1);
  for (QWidget* widget : std::initializer_list<QWidget*>{label, record_, sample_}) line->addWidget(widget);
  preview_ = new TemplatePreview(context_.theme, panel);
  panel->body()->addWidget(preview_, 1);
  connect(record_, &QSpinBox::valueChanged, this, [this](int number) { desk_.setRow(number - 1); });
  connect(sample_, &QToolButton::clicked, this, [this] { desk_.setRow(sample_->isChecked() ? -1 : record_->value() - 1); });
  connect(preview_, &TemplatePreview::viewChanged, this, &TemplateWindow::showFault);
  texts_.add([=, this] {
    title->setText(tr("Preview"));
    label->setText(tr("Record"));
    record_->setSuffix(tr(" of %1").arg(countText(record_->maximum())));
    record_->setAccessibleName(tr("Record that is shown"));
    sample_->setText(tr("Sample conversation"));
  });
  return panel;
}

void TemplateWindow::connectDesk() {
  connect(&desk_, &TemplateDesk::opened, this, [this] {
    preview_->forget();
    source_->setSource(desk_.source());
    source_->setFocus();
    notice_->setText(words(desk_.read().found.notice));
    fillBegin();
    refresh();
  });
  connect(&desk_, &TemplateDesk::changed, this, &TemplateWindow::refresh);
  connect(&desk_, &TemplateDesk::previewed, this, [this](const engine::TemplatePreviewed& shown) {
    preview_->show(shown);
    showFault();
  });
  connect(&desk_, &TemplateDesk::failed, this, &TemplateWindow::failed);
  connect(&desk_, &TemplateDesk::saved, this, [this] {
    fillBegin();
    if (std::exchange(use_when_saved_, false)) useIt();
    else if (std::exchange(close_when_saved_, false)) QDialog::reject();
  });
}

// The choices of the run's own field, and the file that is open.
void TemplateWindow::fillBegin() {
  begin_->clear();
  QString open;
  for (const FieldChoice& choice : config::kTemplates) {
    const bool file = choice.value[0] == '*';
    if (file) open = words(std::string(choice.label)) + QStringLiteral("…");
    else begin_->addItem(words(std::string(choice.label)), QString(choice.value));
  }
  const QString wanted = desk_.wanted();
  if (begin_->findData(wanted) < 0) begin_->addItem(QFileInfo(wanted).fileName(), wanted);
  begin_->addItem(open, QString());
  begin_->setCurrentIndex(begin_->findData(wanted));
}

void TemplateWindow::showFault() {
  const engine::TemplateFault* fault = preview_->fault();
  fault_->setVisible(fault);
  source_->markLine(fault ? fault->line : 0);
  QString text;
  if (fault) text = errorText(Error(fault->code, fault->message, fault->hint)).whole();
  fault_text_->setText(text);
  fault_line_->setVisible(fault && fault->line > 0);
  if (fault) fault_line_->setText(tr("Go to line %1").arg(countText(fault->line)));
  source_->setAccessibleDescription(text);
  setVerbatimTip(source_);
  refresh();
}

void TemplateWindow::refresh() {
  const bool modified = desk_.modified(), sample = desk_.row() < 0;
  setWindowModified(modified);
  from_->setText(desk_.name() + (modified ? QStringLiteral(" *") : QString()));
  from_->setToolTip(desk_.file());
  setVerbatimTip(from_);
  notice_->setVisible(!notice_->text().isEmpty());
  source_->setReadOnly(desk_.opening());
  sample_->setChecked(sample);
  sample_->setEnabled(desk_.records() > 0);
  record_->setEnabled(desk_.records() > 0 && !sample);
  const QSignalBlocker quiet(record_);
  if (!sample) record_->setValue(desk_.row() + 1);
  if (!desk_.rendering()) preview_->setWaiting(false), waiting_.stop();
  else if (!waiting_.isActive()) waiting_.start();
  save_->setEnabled(modified && !desk_.file().isEmpty() && !desk_.saving());
  save_as_->setEnabled(!desk_.saving() && !desk_.opening());
  use_it_->setText(modified ? tr("Save and use it") : tr("Use it"));
  use_it_->setEnabled(desk_.readable() && !desk_.saving());
  use_it_->setToolTip(desk_.readable() ? tr("Learn with this template (Ctrl+Return)") : desk_.rendering() ? tr("Not available: the preview is not there yet.") : tr("Not available: the template cannot be read."));
  kept_->setText(!desk_.file().isEmpty() ? (modified ? tr("Changed; kept in %1").arg(desk_.file()) : tr("Kept in %1").arg(desk_.file()))
                 : modified             ? tr("Changed; it will be kept in a file of your own")
                                        : tr("Unchanged; the model's and Lathe's own templates are never written over"));
}

}  // namespace lathe::ui
