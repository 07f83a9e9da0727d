#include "ui/pages/settings_page.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QFormLayout>

#include "ui/bridge/text.h"
#include "ui/forms/option_form.h"
#include "ui/widgets/file_dialog.h"
#include "ui/widgets/parts.h"

namespace lathe::ui {
namespace {

constexpr const char* kLanguages[] = {"system", "en", "zh_CN"};
constexpr Command kLanguageCommands[] = {Command::systemLanguage, Command::english, Command::chinese};
constexpr const char* kThemes[] = {"system", "light", "dark"};
constexpr Command kThemeCommands[] = {Command::systemTheme, Command::lightTheme, Command::darkTheme};

template <size_t N>
int indexOf(const char* const (&values)[N], const QString& value) {
  for (size_t i = 0; i < N; ++i)
    if (value == QLatin1String(values[i])) return static_cast<int>(i);
  return 0;
}

}  // namespace

SettingsPage::SettingsPage(PageContext& context) : Page(context) {
  auto* all = pageColumn(this);
  QLabel* title = titleLabel(this);
  all->addWidget(title);
  auto* content = new QWidget;
  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(space::between);
  for (const auto add : {&SettingsPage::addLooks, &SettingsPage::addWorkspace, &SettingsPage::addDevice}) {
    auto* panel = new Panel(content);
    column->addWidget(panel);
    (this->*add)(panel);
  }
  column->addStretch(1);
  content->setMaximumWidth(letters(content, 120));
  all->addWidget(scrolled(content, this), 1);
  connect(&context.language, &Language::changed, this, &SettingsPage::entered);
  connect(&context.theme, &Theme::changed, this, &SettingsPage::entered);
  texts_.add([title] { title->setText(tr("Settings")); });
}

void SettingsPage::addLooks(QWidget* panel) {
  auto* body = static_cast<Panel*>(panel)->body();
  QLabel* title = sectionLabel(panel);
  body->addWidget(title);
  auto* form = new QFormLayout;
  form->setLabelAlignment(Qt::AlignLeft);
  form->setHorizontalSpacing(space::between);
  form->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
  body->addLayout(form);
  const auto add = [&](QComboBox*& box, const Command (&commands)[3]) {
    auto* label = new QLabel(panel);
    label->setFixedWidth(letters(panel, OptionForm::kLabelLetters));      // in line with the device's rows below
    box = new QComboBox(panel);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    label->setBuddy(box);
    form->addRow(label, box);
    for (int i = 0; i < 3; ++i) box->addItem(QString());
    connect(box, &QComboBox::activated, this, [this, &commands](int index) { context_.actions[commands[index]]->trigger(); });
    return label;
  };
  QLabel* language = add(language_, kLanguageCommands);
  QLabel* theme = add(theme_, kThemeCommands);
  language_->setObjectName("settings.language");
  theme_->setObjectName("settings.theme");
  texts_.add([=, this] {
    title->setText(tr("Looks"));
    language->setText(tr("Language"));
    theme->setText(tr("Theme"));
    language_->setItemText(0, tr("as the system"));
    language_->setItemText(1, QStringLiteral("English"));
    language_->setItemText(2, QStringLiteral("简体中文"));
    theme_->setItemText(0, tr("as the system"));
    theme_->setItemText(1, tr("light"));
    theme_->setItemText(2, tr("dark"));
    language_->setAccessibleName(tr("Language"));
    theme_->setAccessibleName(tr("Theme"));
  });
}

void SettingsPage::addWorkspace(QWidget* panel) {
  auto* body = static_cast<Panel*>(panel)->body();
  QLabel* title = sectionLabel(panel);
  body->addWidget(title);
  auto* line = row(body);
  workspace_ = bodyLabel(panel);
  setVerbatim(workspace_);
  workspace_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  QPushButton* choose = plainButton(panel);
  QPushButton* open = plainButton(panel);
  line->addWidget(workspace_, 1);
  line->addWidget(open);
  line->addWidget(choose);
  workspace_note_ = wrappedMutedLabel(panel);
  body->addWidget(workspace_note_);
  connect(choose, &QPushButton::clicked, this, &SettingsPage::chooseWorkspace);
  connect(open, &QPushButton::clicked, context_.actions[Command::openWorkspaceFolder], &QAction::trigger);
  texts_.add([=, this] {
    title->setText(tr("Workspace"));
    choose->setText(tr("Choose another…"));
    open->setText(tr("Open the folder"));
    choose->setAccessibleName(tr("Choose another workspace"));
    open->setAccessibleName(tr("Open the workspace's folder"));
    entered();
  });
}

void SettingsPage::addDevice(QWidget* panel) {
  auto* body = static_cast<Panel*>(panel)->body();
  QLabel* note = wrappedMutedLabel(panel);
  device_ = new OptionForm(context_.theme, panel);
  std::vector<OptionInfo> rows;
  for (const OptionInfo& option : context_.catalog.options)
    if (option.key == "device.kind" || option.key == "device.threads") rows.push_back(option);
  device_->setOptions(rows);
  device_->setAdvanced(true);
  body->addWidget(device_);
  body->addWidget(note);
  connect(device_, &OptionForm::changed, this, [this] {
    context_.settings.setDevice(qs(device_->value("device.kind").get<std::string>()));
    context_.settings.setThreads(device_->value("device.threads").get<int>());
    config::RunConfig draft = context_.session.draft();
    draft.device.kind = ss(context_.settings.device());
    draft.device.threads = context_.settings.threads();
    context_.session.setDraft(std::move(draft));
  });
  texts_.add([note] { note->setText(tr("New runs and comparisons begin with these.")); });
}

void SettingsPage::entered() {
  if (!workspace_note_) return;
  language_->setCurrentIndex(indexOf(kLanguages, context_.settings.language()));
  theme_->setCurrentIndex(indexOf(kThemes, context_.settings.theme()));
  const QString open = qs(context_.session.workspaceFolder());
  workspace_->setText(open);
  const QString wanted = context_.settings.workspace();
  workspace_note_->setText(wanted.isEmpty() || wanted == open ? tr("Your runs and edits are kept here. Files that you open stay where they are.")
                                                              : tr("From the next start on the workspace is %1.").arg(wanted));
  if (device_) device_->setValues({{"device", {{"kind", ss(context_.settings.device())}, {"threads", context_.settings.threads()}}}});
}

void SettingsPage::chooseWorkspace() {
  QFileDialog* dialog = folderDialog(this, tr("Choose a workspace"), qs(context_.session.workspaceFolder()));
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& folder) {
    context_.settings.setWorkspace(folder);
    entered();
  });
  openDialog(dialog, "settings.dialog");
}

}  // namespace lathe::ui
