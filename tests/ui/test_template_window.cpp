#include <QAbstractButton>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QSpinBox>

#include "tests/support/files.h"
#include "tests/support/run_tests.h"
#include "tests/ui/studio_kit.h"
#include "ui/pages/data_page.h"
#include "ui/pages/template/template_window.h"
#include "ui/pages/train_page.h"
#include "ui/widgets/source_edit.h"
#include "ui/widgets/template_preview.h"
#include "ui/widgets/token_view.h"

using namespace lathe;

namespace {

constexpr const char* kMine = "{% for m in messages %}<{{ m.role }}> {{ m.content }} <end>\n{% endfor %}{% if add_generation_prompt %}<assistant> {% endif %}";

// The window as it is reached from the wizard's data step.
struct Opened {
  tests::StudioKit kit;
  explicit Opened(tests::KitOptions options = {}) : kit(std::move(options)) {
    QDir(kit.folder.path()).mkdir("model");          // beside the workspace, as models are
    kit.session().openModel(path("model"));
    if (!kit.openSet() || !QTest::qWaitFor([this] { return kit.session().modelInfo().has_value(); })) qFatal("the kit opens neither model nor set");
    kit.window().go("train");
    qobject_cast<ui::TrainPage*>(kit.window().page("train"))->goTo(1);
    open();
  }
  void open() {
    QTest::qWait(20);
    kit.press("data.step.template");
    if (!window() || !settled()) qFatal("the template does not open");
  }
  ui::TemplateWindow* window() { return kit.window().findChild<ui::TemplateWindow*>(); }
  ui::TemplatePreview* preview() { return window()->findChild<ui::TemplatePreview*>(); }
  ui::SourceEdit* source() { return window()->findChild<ui::SourceEdit*>(); }
  template <class W>
  W* find(const char* name) { return window()->findChild<W*>(name); }
  bool settled() {
    return QTest::qWaitFor([&] { return !window()->desk().opening() && !window()->desk().rendering(); });
  }
  void type(const QString& text) {
    source()->selectAll();
    source()->insertPlainText(text);
  }
  QString shown() { return preview()->tokens()->accessibleDescription(); }
  bool gone() { return QTest::qWaitFor([&] { return window() == nullptr; }); }
  QString path(const char* name) const { return kit.folder.path() + "/" + name; }
  // Through the very dialog that a person sees.
  bool saveAs(const QString& file) {
    QTest::mouseClick(find<QWidget>("template.saveAs"), Qt::LeftButton);
    auto* dialog = find<QFileDialog>("template.saveDialog");
    if (!dialog) return false;
    dialog->selectFile(file);
    QMetaObject::invokeMethod(dialog, "accept");
    if (!QTest::qWaitFor([&] { return !window()->desk().saving() && window()->desk().file() == file; })) return false;
    window()->activateWindow();          // a window manager does it when a dialog closes
    return QTest::qWaitForWindowActive(window());
  }
  std::string chosen() { return kit.session().draft().data.chat_template; }
  size_t previews() const {
    return static_cast<size_t>(std::count_if(kit.engine->jobs.begin(), kit.engine->jobs.end(), [](const engine::Job& job) { return std::holds_alternative<engine::PreviewTemplateJob>(job); }));
  }
};

void answerBox(QMessageBox* box, QMessageBox::ButtonRole role) {
  for (QAbstractButton* button : box->buttons())
    if (box->buttonRole(button) == role) return button->click();
}

std::filesystem::path fsPath(const QString& text) { return text.toStdString(); }

}  // namespace

class TestTemplateWindow : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void itBeginsWithTheTemplateInForce() {
    Opened o;
    QCOMPARE(o.source()->text(), QString::fromStdString(text::editable_template({}, "auto", nullptr).source));
    QVERIFY(!o.window()->isWindowModified());
    QVERIFY2(o.shown().contains("[I ][am ][Lathe's ][helper.<|im_end|>]"), qPrintable(o.shown()));
    QTest::mouseClick(o.find<QWidget>("template.close"), Qt::LeftButton);
    QVERIFY(o.gone());                   // nothing was changed: nothing is asked
  }

  void typingChangesThePreview() {
    Opened o;
    const size_t before = o.previews();
    o.source()->setFocus();
    o.source()->moveCursor(QTextCursor::Start);
    QTest::keyClicks(o.source(), "Hark! ");
    QVERIFY(!o.shown().contains("Hark!"));
    QVERIFY(o.settled());
    QVERIFY2(o.shown().contains("Hark!<|im_start|>"), qPrintable(o.shown()));
    QCOMPARE(o.previews(), before + 1);  // one for all the keys
    QVERIFY(o.window()->isWindowModified());
    QTest::mouseClick(o.find<QWidget>("template.asked"), Qt::LeftButton);
    QVERIFY2(o.shown().endsWith("<|im_start|>assistant\n") && !o.shown().contains("["), qPrintable(o.shown()));
  }

  void anotherRecordAndTheSampleAreTried() {
    Opened o;
    o.find<QSpinBox>("template.record")->setValue(3);
    QVERIFY(o.settled());
    QVERIFY2(o.shown().contains("[Hello, ][crew!<|im_end|>]"), qPrintable(o.shown()));
    QTest::mouseClick(o.find<QWidget>("template.sample"), Qt::LeftButton);
    QVERIFY(o.settled());
    QVERIFY2(o.shown().contains("What is a lathe?"), qPrintable(o.shown()));
    QVERIFY(!o.find<QSpinBox>("template.record")->isEnabled());
  }

  void aFaultIsSaidInPlaceAndTheLastPreviewStays() {
    Opened o;
    const QString good = o.shown();
    const int tokens = o.preview()->tokens()->tokenCount();
    o.type("first\nsecond {{ }}\nthird");
    QVERIFY(o.settled());
    auto* fault = o.find<QLabel>("template.fault");
    QVERIFY(fault->isVisible());
    QVERIFY2(fault->text().contains("line 2"), qPrintable(fault->text()));
    QCOMPARE(o.source()->markedLine(), 2);
    o.kit.studio->context().theme.choose("dark");    // other colours are no other text
    QTest::qWait(20);
    QCOMPARE(o.source()->markedLine(), 2);
    o.kit.studio->context().theme.choose("light");
    o.kit.studio->context().language.choose("zh_CN");
    QTest::qWait(20);
    QVERIFY2(fault->text().contains("第 2 行"), qPrintable(fault->text()));
    o.kit.studio->context().language.choose("en");
    QTest::qWait(20);
    QVERIFY(o.preview()->stale());
    QCOMPARE(o.shown(), good);
    QCOMPARE(o.preview()->tokens()->tokenCount(), tokens);
    QVERIFY(!o.find<QWidget>("template.use")->isEnabled());
    o.source()->moveCursor(QTextCursor::End);
    QTest::mouseClick(o.find<QWidget>("template.line"), Qt::LeftButton);
    QCOMPARE(o.source()->textCursor().blockNumber(), 1);
    o.type(kMine);
    QCOMPARE(o.source()->markedLine(), 0);           // the mark belonged to the text before
    QVERIFY(o.settled());
    QVERIFY(!fault->isVisible() && !o.preview()->stale() && o.find<QWidget>("template.use")->isEnabled());
    QVERIFY2(o.shown().contains("<user> Who are you?"), qPrintable(o.shown()));
  }

  // The engine never answers the first; its late answer would be about another text.
  void theNewestPreviewWins() {
    Opened o;
    o.type("too slow");
    engine::JobId slow = 0;              // other jobs come between
    QVERIFY(QTest::qWaitFor([&] {
      for (size_t i = 0; i < o.kit.engine->jobs.size(); ++i) {
        const auto* job = std::get_if<engine::PreviewTemplateJob>(&o.kit.engine->jobs[i]);
        if (job && job->source.text == "too slow") slow = i + 1;
      }
      return slow != 0;
    }));
    QTest::qWait(700);
    o.type(kMine);
    QVERIFY(std::find(o.kit.engine->cancelled.begin(), o.kit.engine->cancelled.end(), slow) != o.kit.engine->cancelled.end());
    QVERIFY(o.settled());
    engine::TemplatePreviewed late;
    late.trained.tokens = {{7, "late", true, false}};
    o.kit.engine->say(slow, late);
    QTest::qWait(50);
    QVERIFY2(o.shown().contains("<user> ") && !o.shown().contains("late"), qPrintable(o.shown()));
  }

  void itIsSavedAndUsed() {
    Opened o;
    o.type(kMine);
    QVERIFY(o.settled());
    const QString file = o.path("workspace/mine.jinja");
    QVERIFY(o.saveAs(file));
    QCOMPARE(QByteArray::fromStdString(tests::bytes_of(fsPath(file))), QByteArray(kMine));
    QVERIFY(!o.window()->isWindowModified());
    QCOMPARE(o.chosen(), std::string("auto"));       // kept is not used
    QTest::mouseClick(o.find<QWidget>("template.use"), Qt::LeftButton);
    QVERIFY(o.gone());
    QCOMPARE(QString::fromStdString(o.chosen()), file);
    QCOMPARE(o.kit.find<QComboBox>("option.data.chat_template")->currentText(), QString("mine.jinja"));
    o.open();                            // begins with the file; Ctrl+S writes over it
    QCOMPARE(o.source()->text(), QString(kMine));
    o.source()->moveCursor(QTextCursor::End);
    QTest::keyClicks(o.source(), "!");
    QVERIFY(o.settled());
    QTest::keyClick(o.window(), Qt::Key_S, Qt::ControlModifier);
    QVERIFY(QTest::qWaitFor([&] { return !o.window()->desk().modified(); }));
    QCOMPARE(QByteArray::fromStdString(tests::bytes_of(fsPath(file))), QByteArray(kMine) + "!");
  }

  void saveAndUseIsOneStep() {
    Opened o;
    o.type(kMine);
    QVERIFY(o.settled());
    QTest::mouseClick(o.find<QWidget>("template.use"), Qt::LeftButton);
    auto* dialog = o.find<QFileDialog>("template.saveDialog");
    QVERIFY(dialog);
    QCOMPARE(dialog->directory().path(), o.path("workspace"));
    const QString file = o.path("workspace/one.jinja");
    dialog->selectFile(file);
    QMetaObject::invokeMethod(dialog, "accept");
    QVERIFY(o.gone());
    QCOMPARE(QString::fromStdString(o.chosen()), file);
  }

  // Without a change there is no file to make: the name is chosen, as in the list.
  void anotherBuiltInOneIsChosenByName() {
    Opened o;
    auto* begin = o.find<QComboBox>("template.begin");
    begin->setCurrentIndex(begin->findData("llama3"));
    Q_EMIT begin->activated(begin->currentIndex());
    QVERIFY(o.settled());
    QVERIFY(o.source()->text().contains("start_header_id"));
    QTest::mouseClick(o.find<QWidget>("template.use"), Qt::LeftButton);
    QVERIFY(o.gone());
    QCOMPARE(o.chosen(), std::string("llama3"));
  }

  void theModelsFolderIsRefused() {
    Opened o;
    o.type(kMine);
    QVERIFY(o.settled());
    const QString file = o.path("model/chat_template.jinja");
    o.window()->desk().save(file);
    QVERIFY(QTest::qWaitFor([&] { return o.window()->findChild<QMessageBox*>() != nullptr; }));
    QVERIFY(o.window()->findChild<QMessageBox*>()->text().contains("never changed"));
    QVERIFY(!QFile::exists(file) && o.window()->desk().modified());
  }

  void whatAnotherProgramWroteIsAskedAbout() {
    Opened o;
    o.type(kMine);
    QVERIFY(o.settled());
    const QString file = o.path("workspace/mine.jinja");
    QVERIFY(o.saveAs(file));
    std::ofstream(fsPath(file)) << "theirs";
    o.type("mine again");
    QVERIFY(o.settled());
    QTest::keyClick(o.window(), Qt::Key_S, Qt::ControlModifier);
    QVERIFY(QTest::qWaitFor([&] { return o.window()->findChild<QMessageBox*>() != nullptr; }));
    QCOMPARE(tests::bytes_of(fsPath(file)), std::string("theirs"));
    answerBox(o.window()->findChild<QMessageBox*>(), QMessageBox::DestructiveRole);
    QVERIFY(QTest::qWaitFor([&] { return !o.window()->desk().modified(); }));
    QCOMPARE(tests::bytes_of(fsPath(file)), std::string("mine again"));
  }

  void closingWithChangesAsks() {
    Opened o;
    o.type(kMine);
    QVERIFY(o.settled());
    QTest::keyClick(o.window(), Qt::Key_Escape);
    auto* box = o.find<QMessageBox>("template.closing");
    QVERIFY(box && o.window()->isVisible());
    answerBox(box, QMessageBox::RejectRole);
    QTest::qWait(20);
    QVERIFY(o.window() && o.window()->desk().modified());
    o.window()->close();
    box = o.find<QMessageBox>("template.closing");
    QVERIFY(box);
    answerBox(box, QMessageBox::DestructiveRole);
    QVERIFY(o.gone());
    QCOMPARE(o.chosen(), std::string("auto"));
  }

  void itIsReachedFromTheDataPageWithTheChosenRecord() {
    tests::StudioKit kit;
    QVERIFY(kit.openModel() && kit.openSet());
    kit.window().go("data");
    QTest::qWait(20);
    kit.press("data.template");
    auto* window = kit.window().findChild<ui::TemplateWindow*>();
    QVERIFY(window);
    QCOMPARE(window->desk().row(), 0);
    QVERIFY(QTest::qWaitFor([&] { return window->desk().readable() && !window->desk().rendering(); }));
    const size_t checks = kit.engine->jobs.size();
    window->desk().open("vicuna");
    QVERIFY(QTest::qWaitFor([&] { return window->desk().wanted() == "vicuna" && window->desk().readable(); }));
    QTest::mouseClick(window->findChild<QWidget*>("template.use"), Qt::LeftButton);
    QCOMPARE(kit.session().draft().data.chat_template, std::string("vicuna"));
    // The wizard's check is about the former template: it is made anew.
    QVERIFY(QTest::qWaitFor([&] {
      return std::any_of(kit.engine->jobs.begin() + static_cast<ptrdiff_t>(checks), kit.engine->jobs.end(), [](const engine::Job& job) {
        const auto* check = std::get_if<engine::CheckDataJob>(&job);
        return check && check->data.chat_template == "vicuna";
      });
    }));
  }

  // Line ends and blanks of the source that nobody touched stay as they are.
  void whatIsNotTouchedStaysByteForByte() {
    Opened o;
    const std::string bytes = "{# a\u00a0b #}\r\n{{ messages[0].content }}\r\n";
    const QString file = o.path("workspace/windows.jinja");
    std::ofstream(fsPath(file), std::ios::binary) << bytes;
    o.window()->desk().open(file);
    QVERIFY(QTest::qWaitFor([&] { return o.window()->desk().wanted() == file; }));
    QVERIFY(o.settled());
    QVERIFY(!o.window()->isWindowModified());
    o.source()->moveCursor(QTextCursor::End);
    QTest::keyClicks(o.source(), "x");
    QTest::keyClick(o.window(), Qt::Key_S, Qt::ControlModifier);
    QVERIFY(QTest::qWaitFor([&] { return !o.window()->desk().modified(); }));
    QCOMPARE(tests::bytes_of(fsPath(file)), bytes + "x");
  }
};

LATHE_TEST(TestTemplateWindow)
#include "test_template_window.moc"
