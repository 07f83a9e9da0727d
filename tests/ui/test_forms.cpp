#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTimer>
#include <QToolButton>

#include "core/engine/catalog.h"
#include "tests/support/run_tests.h"
#include "ui/forms/option_editor.h"
#include "ui/forms/option_form.h"
#include "ui/forms/option_text.h"
#include "ui/shell/theme.h"

using namespace lathe;

class TestForms : public QObject {
  Q_OBJECT
  ui::Theme theme_;

 private Q_SLOTS:
  // A form that is shown and written back must be the configuration it came from, whatever the tables hold.
  void everySettingOfARunSurvivesItsForm() {
    ui::OptionForm form(theme_);
    form.setOptions(engine::run_options());
    config::RunConfig config;
    config.model.path = "/models/a";
    config.train.seed = 9007199254740991;
    config.optimizer.learning_rate = 2.5e-4;
    config.optimizer.epsilon = 1e-8;
    config.samples.prompts = {"Who are you?", "你是谁？", "Translate:\nHello  ↵ there "};
    config.data.learn_end_mark = false;
    config.schedule.kind = "linear";
    const Json document = config::to_json(config);
    form.setValues(document);
    Json written = document;
    form.writeTo(written);
    QCOMPARE(written.dump(), document.dump());
  }

  void aPromptOfSeveralLinesStaysOneBesideAnotherThatIsTyped() {
    OptionInfo option;
    for (const OptionInfo& each : engine::run_options())
      if (each.key == "samples.prompts") option = each;
    const std::unique_ptr<ui::OptionEditor> editor(ui::makeOptionEditor(option, nullptr));
    editor->setValue(Json::array({"Translate:\nHello"}));
    auto* field = qobject_cast<QPlainTextEdit*>(editor->field());
    QVERIFY(field);
    QCOMPARE(field->toPlainText().count('\n'), 0);
    field->appendPlainText("And you?");
    QVERIFY(editor->value() == Json::array({"Translate:\nHello", "And you?"}));
  }

  void aCommandKeyHandsOnWhatIsBeingTyped() {
    OptionInfo option;
    for (const OptionInfo& each : engine::run_options())
      if (each.key == "samples.prompts") option = each;
    const std::unique_ptr<ui::OptionEditor> editor(ui::makeOptionEditor(option, nullptr));
    QSignalSpy changed(editor.get(), &ui::OptionEditor::changed);
    QTest::keyClicks(editor->field(), "Who?");
    QCOMPARE(changed.size(), 0);
    QKeyEvent command(QEvent::ShortcutOverride, Qt::Key_Return, Qt::ControlModifier);
    QCoreApplication::sendEvent(editor->field(), &command);
    QCOMPARE(changed.size(), 1);
  }

  void choosingAFileDoesNotHoldTheLoop() {
    OptionInfo option;
    option.key = "eval_path";
    option.default_value = "";
    std::unique_ptr<ui::OptionEditor> editor(ui::makeOptionEditor(option, nullptr));
    QTimer::singleShot(3000, editor.get(), [] {
      if (QWidget* modal = QApplication::activeModalWidget()) modal->close();
    });
    editor->findChild<QPushButton*>()->click();
    auto* dialog = editor->findChild<QFileDialog*>();
    QVERIFY(dialog);
    Q_EMIT dialog->fileSelected("/a/held.jsonl");
    dialog->close();
    QCOMPARE(editor->value().get<std::string>(), std::string("/a/held.jsonl"));
  }

  void everyOptionOfEveryMethodHasAnEditorWithWords() {
    for (const engine::CatalogEntry& entry : engine::methods()) {
      QVERIFY2(!entry.title.empty() && !entry.help.empty(), entry.id.c_str());
      for (const OptionInfo& option : entry.options) {
        std::unique_ptr<ui::OptionEditor> editor(ui::makeOptionEditor(option, nullptr));
        QVERIFY2(editor->value() == option.default_value, option.key.c_str());
        QVERIFY2(!option.label.empty() && !option.help.empty(), option.key.c_str());
      }
    }
  }

  void aValueWithANameIsShownByIt() {
    for (const OptionInfo& option : engine::run_options()) {
      if (option.kind != OptionKind::integer && option.kind != OptionKind::number) continue;
      for (const OptionChoice& named : option.choices) {
        std::unique_ptr<ui::OptionEditor> editor(ui::makeOptionEditor(option, nullptr));
        editor->setValue(option.kind == OptionKind::integer ? Json(std::stoll(named.value)) : Json(std::stod(named.value)));
        const auto* spin = qobject_cast<QSpinBox*>(editor->field());
        const auto* line = qobject_cast<QLineEdit*>(editor->field());
        QCOMPARE(spin ? spin->text() : line->text() + line->placeholderText(), QString::fromStdString(named.label));
        QCOMPARE(ui::valueText(option, editor->value()), QString::fromStdString(named.label));
      }
    }
  }

  void aFileOfOnesOwnIsAChoiceToo() {
    const OptionInfo option{"frame", OptionKind::choice, "Frame", "", "", "auto", 0, 0, false, {{"auto", "the model's own"}, {"*.jinja", "a template file"}}};
    std::unique_ptr<ui::OptionEditor> editor(ui::makeOptionEditor(option, nullptr));
    auto* field = static_cast<QComboBox*>(editor->field());
    QVERIFY(editor->value() == Json("auto"));
    editor->setValue("/somewhere/mine.jinja");
    QVERIFY(editor->value() == Json("/somewhere/mine.jinja"));
    QCOMPARE(field->currentText(), QString("mine.jinja"));
    editor->setValue("auto");
    QCOMPARE(field->currentIndex(), 0);
  }

  void aNumberIsTakenAsItIsTyped() {
    OptionInfo option{"rate", OptionKind::number, "Rate", "", "", 0.0, 0, 1, false, {}};
    std::unique_ptr<ui::OptionEditor> editor(ui::makeOptionEditor(option, nullptr));
    auto* field = static_cast<QLineEdit*>(editor->field());
    int changes = 0;
    connect(editor.get(), &ui::OptionEditor::changed, this, [&] { ++changes; });
    field->selectAll();
    QTest::keyClicks(field, "2e-4");
    QCOMPARE(editor->value().get<double>(), 2e-4);
    QCOMPARE(changes, 4);
    field->selectAll();
    QTest::keyClicks(field, "much");
    QVERIFY(editor->value().is_string());            // the check names the field, nothing is guessed
  }

  void faultsStandAtTheirFieldAndResetTakesThemAway() {
    ui::OptionForm form(theme_);
    form.setOptions(option_rows<config::TrainConfig>("train"));
    form.show();
    form.showFaults({{"", 0, "train.micro_tokens", phrase("is too small"), "config.value"}});
    QWidget* field = form.editor("train.micro_tokens")->field();
    QCOMPARE(field->property("fault").toBool(), true);
    QVERIFY(field->isVisible());                     // an advanced field with a fault is shown
    static_cast<QSpinBox*>(field)->setValue(64);
    QCOMPARE(field->property("fault").toBool(), false);
    const auto isAtFault = [&] {
      for (const QLabel* label : form.findChildren<QLabel*>())
        if (label->isVisible() && label->text() == "is too small") return true;
      return field->property("fault").toBool();
    };
    form.showFaults({{"", 0, "train.micro_tokens", phrase("is too small"), "config.value"}});
    QVERIFY(isAtFault());
    for (QToolButton* reset : form.findChildren<QToolButton*>())
      if (reset->isVisible() && reset->accessibleName().contains("micro-batch")) QTest::mouseClick(reset, Qt::LeftButton);
    QVERIFY(!isAtFault());
    QCOMPARE(form.value("train.micro_tokens").get<int>(), 4096);
    form.showFaults({{"", 0, "train.micro_tokens", phrase("is too small"), "config.value"}});
    form.resetAll();
    QVERIFY(!isAtFault());
  }

  void everyButtonSaysWhatItIsFor() {
    ui::OptionForm form(theme_);
    form.setOptions(engine::run_options());
    QStringList names;
    for (const auto* button : form.findChildren<QPushButton*>()) names << (button->accessibleName().isEmpty() ? button->text() : button->accessibleName());
    QVERIFY(names.size() > 1);
    const qsizetype all = names.size();
    names.removeDuplicates();
    QCOMPARE(names.size(), all);
  }

  void simpleHidesWhatIsAdvanced() {
    ui::OptionForm form(theme_);
    form.setOptions(option_rows<config::TrainConfig>("train"));
    form.show();
    QVERIFY(form.editor("train.epochs")->isVisible());
    QVERIFY(!form.editor("train.clip_norm")->isVisible());
    form.setAdvanced(true);
    QVERIFY(form.editor("train.clip_norm")->isVisible());
  }

  void theTipSaysMeaningRangeAndDefault() {
    for (const OptionInfo& option : engine::run_options()) {
      const QString tip = ui::optionTip(option);
      QVERIFY2(tip.contains("Default: "), option.key.c_str());
      if (std::isfinite(option.min)) QVERIFY2(tip.contains("Range: "), option.key.c_str());
    }
  }
};

LATHE_TEST(TestForms)
#include "test_forms.moc"
