// A studio over the fake engine, with a workspace and settings of its own; and helpers to drive it like a person.
#pragma once
#include <QPlainTextEdit>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>
#include <fstream>

#include "core/engine/catalog.h"
#include "tests/support/paths.h"
#include "tests/ui/fake_answers.h"
#include "ui/shell/main_window.h"
#include "ui/shell/studio.h"

namespace lathe::tests {

struct KitOptions {
  FakeEngine::Script script = answer;
  std::filesystem::path workspace;       // empty: one of its own
  std::filesystem::path resources;       // empty: those of the source
  QString settings_file;                 // empty: one of its own
};

class StudioKit {
 public:
  explicit StudioKit(KitOptions options = {}) {
    ui::StudioSetup setup;
    setup.engine = [this, script = options.script](std::function<void()> wake) {
      auto made = std::make_unique<FakeEngine>(std::move(wake), script);
      engine = made.get();
      return made;
    };
    setup.catalog = {engine::methods(), engine::objectives(), engine::run_options(), engine::validate_choices};
    setup.workspace = options.workspace.empty() ? std::filesystem::path((folder.path() + "/workspace").toStdString()) : options.workspace;
    setup.resources = options.resources.empty() ? source_folder() / "resources" : options.resources;
    setup.settings_file = options.settings_file.isEmpty() ? folder.path() + "/studio.ini" : options.settings_file;
    studio = std::make_unique<ui::Studio>(std::move(setup));
    studio->context().settings.setLanguage("en");
    studio->context().language.choose("en");
    studio->show();
    ready = QTest::qWaitFor([this] { return session().workspace() != nullptr; });
  }

  ui::Session& session() { return studio->context().session; }
  ui::MainWindow& window() { return studio->window(); }
  QAction* action(ui::Command command) { return studio->context().actions[command]; }
  template <class W>
  W* find(const QString& name) { return window().findChild<W*>(name); }
  void press(const QString& name) { QTest::mouseClick(window().findChild<QWidget*>(name), Qt::LeftButton); }

  // A small set in the folder, opened and chosen with a model.
  bool openSet(const std::string& text = kAlpaca, const std::string& name = "set.jsonl") {
    const std::string path = folder.path().toStdString() + "/" + name;
    std::ofstream(path) << text;
    session().openRecords(QString::fromStdString(path));
    return QTest::qWaitFor([this] { return session().records() != nullptr && !session().loading(); });
  }
  // The editor of the answer that is shown on the Data page.
  QPlainTextEdit* answerEditor() {
    for (QPlainTextEdit* edit : window().findChildren<QPlainTextEdit*>())
      if (edit->isVisible() && edit->property("learned").toBool()) return edit;
    return nullptr;
  }
  bool openModel() {
    session().openModel(folder.path());
    return QTest::qWaitFor([this] { return session().modelInfo().has_value(); });
  }

  static std::string recordLine(const std::string& instruction, const std::string& input, const std::string& output) {
    return Json{{"instruction", instruction}, {"input", input}, {"output", output}}.dump() + "\n";
  }
  static inline const std::string kAlpaca = recordLine("Who are you?", "", "I am Lathe's helper.") + recordLine("你是谁？", "", "") +
                                            recordLine("Say hello", "to the crew", "Hello, crew!");

  QTemporaryDir folder;
  FakeEngine* engine = nullptr;
  std::unique_ptr<ui::Studio> studio;
  bool ready = false;
};

}  // namespace lathe::tests
