#include "ui/shell/actions.h"

#include <QCoreApplication>

#include "ui/shell/theme.h"

namespace lathe::ui {
namespace {

struct Spec {
  const char* text;
  const char* help;
  const char* icon = "";
  const char* keys = "";                 // portable text; not translated
  QKeySequence::StandardKey standard = QKeySequence::UnknownKey;
  bool checkable = false;
};

// In the order of Command.
const Spec kSpecs[] = {
    {QT_TRANSLATE_NOOP("lathe::ui::Actions", "&New run…"), QT_TRANSLATE_NOOP("lathe::ui::Actions", "Choose a model, records and a method, and train."), "train", "Ctrl+N"},
    {QT_TRANSLATE_NOOP("lathe::ui::Actions", "Open &model folder…"), QT_TRANSLATE_NOOP("lathe::ui::Actions", "Choose a Hugging Face model folder on this machine."), "folder", "Ctrl+Shift+O"},
    {QT_TRANSLATE_NOOP("lathe::ui::Actions", "&Open records…"), QT_TRANSLATE_NOOP("lathe::ui::Actions", "Open a file with records, of any kind that can be read."), "file", "Ctrl+O"},
    {QT_TRANSLATE_NOOP("lathe::ui::Actions", "Open the &demo"), QT_TRANSLATE_NOOP("lathe::ui::Actions", "Open the small model and the records that Lathe brings along."), "lathe", ""},
    {QT_TRANSLATE_NOOP("lathe::ui::Actions", "&Save over the original"), QT_TRANSLATE_NOOP("lathe::ui::Actions", "Write the edited records over the file they came from."), "save", "Ctrl+S"},
    {QT_TRANSLATE_NOOP("lathe::ui::Actions", "Save &as…"), QT_TRANSLATE_NOOP("lathe::ui::Actions", "Write the edited records to another file."), "", "Ctrl+Shift+S"},
    {QT_TRANSLATE_NOOP("lathe::ui::Actions", "&Quit"), QT_TRANSLATE_NOOP("lathe::ui::Actions", "Close the studio."), "", "Ctrl+Q"},
    {QT_TRANSLATE_NOOP("lathe::ui::Actions", "&Undo"), QT_TRANSLATE_NOOP("lathe::ui::Actions", "Take back the last edit."), "undo", "", QKeySequence::Undo},
    {QT_TRANSLATE_NOOP("lathe::ui::Actions", "&Redo"), QT_TRANSLATE_NOOP("lathe::ui::Actions", "Do the edit again that was taken back."), "redo", "", QKeySequence::Redo},
    {QT_TRANSLATE_NOOP("lathe::ui::Actions", "&Add a record"), QT_TRANSLATE_NOOP("lathe::ui::Actions", "Put an empty record after the chosen one."), "add", "Ctrl+Shift+N"},
    {QT_TRANSLATE_NOOP("lathe::ui::Actions", "D&uplicate the record"), QT_TRANSLATE_NOOP("lathe::ui::Actions", "Put a copy after the chosen record."), "duplicate", "Ctrl+D"},
    {QT_TRANSLATE_NOOP("lathe::ui::Actions", "&Delete the record"), QT_TRANSLATE_NOOP("lathe::ui::Actions", "Remove the chosen record; undo brings it back."), "remove", "Ctrl+Shift+Del"},
    {QT_TRANSLATE_NOOP("lathe::ui::Actions", "&Find…"), QT_TRANSLATE_NOOP("lathe::ui::Actions", "Search the records for words, or for a /regular expression/."), "search", "", QKeySequence::Find},
    {QT_TRANSLATE_NOOP("lathe::ui::Actions", "&Preferences"), QT_TRANSLATE_NOOP("lathe::ui::Actions", "Language, looks, workspace and device."), "settings", "Ctrl+,"},
    {QT_TRANSLATE_NOOP("lathe::ui::Actions", "&Full screen"), QT_TRANSLATE_NOOP("lathe::ui::Actions", "Fill the whole screen, or go back."), "", "F11", QKeySequence::UnknownKey, true},
    {QT_TRANSLATE_NOOP("lathe::ui::Actions", "&Light"), QT_TRANSLATE_NOOP("lathe::ui::Actions", "Dark text on a light ground."), "", "", QKeySequence::UnknownKey, true},
    {QT_TRANSLATE_NOOP("lathe::ui::Actions", "&Dark"), QT_TRANSLATE_NOOP("lathe::ui::Actions", "Light text on a dark ground."), "", "", QKeySequence::UnknownKey, true},
    {QT_TRANSLATE_NOOP("lathe::ui::Actions", "As the &system"), QT_TRANSLATE_NOOP("lathe::ui::Actions", "Light or dark as the desktop is set."), "", "", QKeySequence::UnknownKey, true},
    {"English", QT_TRANSLATE_NOOP("lathe::ui::Actions", "Show the studio in English."), "", "", QKeySequence::UnknownKey, true},
    {"简体中文", QT_TRANSLATE_NOOP("lathe::ui::Actions", "Show the studio in Simplified Chinese."), "", "", QKeySequence::UnknownKey, true},
    {QT_TRANSLATE_NOOP("lathe::ui::Actions", "Language of the s&ystem"), QT_TRANSLATE_NOOP("lathe::ui::Actions", "Show the studio in the language of the desktop."), "", "", QKeySequence::UnknownKey, true},
    {QT_TRANSLATE_NOOP("lathe::ui::Actions", "&Start training"), QT_TRANSLATE_NOOP("lathe::ui::Actions", "Start the run that the wizard describes."), "play", "Ctrl+Return"},
    {QT_TRANSLATE_NOOP("lathe::ui::Actions", "&Pause"), QT_TRANSLATE_NOOP("lathe::ui::Actions", "Save everything and free the device; the run goes on later exactly where it was."), "pause", "Ctrl+Shift+P"},
    {QT_TRANSLATE_NOOP("lathe::ui::Actions", "Save a &checkpoint now"), QT_TRANSLATE_NOOP("lathe::ui::Actions", "Write a checkpoint after the step that is being done."), "save", "Ctrl+Alt+S"},
    {QT_TRANSLATE_NOOP("lathe::ui::Actions", "S&top and save"), QT_TRANSLATE_NOOP("lathe::ui::Actions", "End the run after this step and keep what it has learned."), "stop", "Ctrl+Shift+Return"},
    {QT_TRANSLATE_NOOP("lathe::ui::Actions", "&Check the records"), QT_TRANSLATE_NOOP("lathe::ui::Actions", "Go through the whole set: lengths, empty and double records, what would be learned."), "check", "F7"},
    {QT_TRANSLATE_NOOP("lathe::ui::Actions", "Open the &workspace folder"), QT_TRANSLATE_NOOP("lathe::ui::Actions", "Show the folder with your runs and edits in the file manager."), "folder", ""},
    {QT_TRANSLATE_NOOP("lathe::ui::Actions", "&Keyboard shortcuts"), QT_TRANSLATE_NOOP("lathe::ui::Actions", "All keys on one page."), "", "Ctrl+?"},
    {QT_TRANSLATE_NOOP("lathe::ui::Actions", "&What's this?"), QT_TRANSLATE_NOOP("lathe::ui::Actions", "Click a setting to read what it means."), "info", "", QKeySequence::WhatsThis},
    {QT_TRANSLATE_NOOP("lathe::ui::Actions", "&About Lathe"), QT_TRANSLATE_NOOP("lathe::ui::Actions", "Versions and licences."), "", ""},
};
static_assert(std::size(kSpecs) == static_cast<size_t>(Command::count));

QString say(const char* text) { return QCoreApplication::translate("lathe::ui::Actions", text); }

}  // namespace

Actions::Actions(const Theme& theme, QObject* parent) : QObject(parent), theme_(theme) {
  for (const Spec& spec : kSpecs) {
    auto* action = new QAction(this);
    if (*spec.keys) action->setShortcut(QKeySequence(QLatin1String(spec.keys)));
    else if (spec.standard != QKeySequence::UnknownKey) action->setShortcuts(spec.standard);
    action->setCheckable(spec.checkable);
    all_ << action;
  }
  (*this)[Command::preferences]->setMenuRole(QAction::PreferencesRole);
  (*this)[Command::quit]->setMenuRole(QAction::QuitRole);
  (*this)[Command::about]->setMenuRole(QAction::AboutRole);
  retranslate();
  recolor();
}

void Actions::setAvailable(Command command, bool available, const char* why) {
  const int index = static_cast<int>(command);
  why_[index] = why;
  all_[index]->setEnabled(available);
  describe(index);
}

void Actions::setDetail(Command command, const QString& text) {
  detail_[static_cast<int>(command)] = text;
  describe(static_cast<int>(command));
}

void Actions::retranslate() {
  for (int i = 0; i < all_.size(); ++i) describe(i);
}

void Actions::recolor() {
  for (int i = 0; i < all_.size(); ++i)
    if (*kSpecs[i].icon) all_[i]->setIcon(theme_.icon(kSpecs[i].icon));
}

void Actions::describe(int index) {
  QAction* action = all_[index];
  const QString text = say(kSpecs[index].text);
  const QString detail = detail_.value(index);
  action->setText(detail.isEmpty() ? text : say(QT_TRANSLATE_NOOP("lathe::ui::Actions", "%1: %2")).arg(text, detail));
  QString tip = say(kSpecs[index].help);
  if (!action->shortcut().isEmpty()) tip = say(QT_TRANSLATE_NOOP("lathe::ui::Actions", "%1 (%2)")).arg(tip, action->shortcut().toString(QKeySequence::NativeText));
  if (const char* why = why_.value(index, ""); !action->isEnabled() && *why) tip += "\n" + say(why);
  action->setToolTip(tip);
  action->setStatusTip(say(kSpecs[index].help));
}

}  // namespace lathe::ui
