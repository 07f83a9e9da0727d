#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScopeGuard>
#include <QSettings>
#include <QTableView>

#include "core/data/file_kinds.h"
#include "tests/support/run_tests.h"
#include "tests/ui/made_runs.h"
#include "tests/ui/studio_kit.h"
#include "ui/bridge/record_files.h"
#include "ui/pages/compare_page.h"
#include "ui/pages/data_page.h"
#include "ui/pages/runs_page.h"
#include "ui/pages/train_page.h"
#include "ui/widgets/note_bar.h"

using namespace lathe;
using ui::Command;

namespace {

// A copy of the demo with a model of two files: the real one is not needed to open it.
std::filesystem::path demoResources(const QTemporaryDir& folder) {
  const std::filesystem::path root = folder.path().toStdString();
  std::filesystem::create_directories(root / "resources/demo/whitesail");
  std::filesystem::create_directories(root / "datasets/samples");
  std::filesystem::copy_file(tests::source_folder() / "resources/demo/run.json", root / "resources/demo/run.json");
  std::filesystem::copy_file(tests::sample("identity_en_zh.json"), root / "datasets/samples/identity_en_zh.json");
  std::ofstream(root / "resources/demo/whitesail/config.json") << "{}";
  return root / "resources";
}

QString setIn(const QTemporaryDir& folder, const std::string& name = "set.jsonl") {
  const std::string path = folder.path().toStdString() + "/" + name;
  std::ofstream(path) << tests::StudioKit::kAlpaca;
  return QString::fromStdString(path);
}

}  // namespace

class TestOpening : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void whatIsOpenedComesToTheFront() {
    QTemporaryDir folder;
    tests::StudioKit kit;
    kit.window().go("home");
    kit.window().open(setIn(folder));
    QVERIFY(QTest::qWaitFor([&] { return kit.window().currentPage() == "data"; }));
    kit.window().open(kit.folder.path());
    QVERIFY(QTest::qWaitFor([&] { return kit.session().modelInfo().has_value(); }));
    QCOMPARE(kit.window().currentPage(), QString("data"));     // its tokens are seen there
    kit.window().go("home");
    kit.window().open(kit.folder.path());
    QVERIFY(QTest::qWaitFor([&] { return kit.window().currentPage() == "train"; }));
    kit.window().go("home");
    kit.window().open(folder.path() + "/absent.jsonl");
    QVERIFY(QTest::qWaitFor([&] { return !kit.window().note()->text().isEmpty(); }));
    QCOMPARE(kit.window().currentPage(), QString("home"));
  }

  void everyKindOfFileIsOfferedAndNamed() {
    tests::StudioKit kit;
    QString said;
    for (const QLabel* label : kit.window().page("data")->findChildren<QLabel*>()) said += label->text();
    for (const data::FileKind& kind : data::file_kinds()) {
      QVERIFY2(ui::recordFileFilter().contains("*" + QString::fromStdString(kind.suffix)), kind.suffix.c_str());
      QVERIFY2(said.contains(QString::fromStdString(kind.title)), kind.title.c_str());
      QCOMPARE(data::file_kind_of("set" + kind.suffix + ".gz"), &kind);
    }
  }

  void aFileThatIsGoneHasNoSize() {
    tests::StudioKit kit;
    QVERIFY(kit.openSet());
    const auto said = [&](const char* text) {
      const auto labels = kit.window().page("data")->findChildren<QLabel*>();
      return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) { return label->text().contains(text); });
    };
    QVERIFY(said("bytes"));
    QVERIFY(std::filesystem::remove(kit.session().records()->set().file()));
    kit.session().records()->remove(0);
    QVERIFY(said("2 records"));
    QVERIFY(!said("0 bytes"));
  }

  void aRelativePathIsMadeAbsoluteAtTheDoor() {
    tests::StudioKit kit;
    setIn(kit.folder);
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(kit.folder.path()));
    const auto back = qScopeGuard([&] { QDir::setCurrent(before); });
    kit.session().openModel("models/../model");
    kit.session().openRecords("set.jsonl");
    QVERIFY(QDir::setCurrent(before));
    QCOMPARE(kit.session().model(), QString(QDir(kit.folder.path()).canonicalPath() + "/model"));
    QVERIFY(QTest::qWaitFor([&] { return kit.session().records() != nullptr; }));
    QVERIFY(QFileInfo(kit.studio->context().settings.recentRecords().front()).isAbsolute());
  }

  void theSecondWindowReadsAndDoesNotEdit() {
    QTemporaryDir folder;
    const QString file = setIn(folder);
    tests::StudioKit first, second({.workspace = (first.folder.path() + "/workspace").toStdString()});
    QVERIFY(!first.session().readOnly());
    QVERIFY(second.session().readOnly());
    for (tests::StudioKit* kit : {&first, &second}) {
      kit->session().openRecords(file);
      QVERIFY(QTest::qWaitFor([&] { return kit->session().records() != nullptr; }));
      kit->window().go("data");
    }
    auto* editor = second.answerEditor();
    QVERIFY(editor && editor->isReadOnly());
    for (const Command command : {Command::addRecord, Command::duplicateRecord, Command::removeRecord, Command::undo}) {
      QVERIFY(!second.action(command)->isEnabled());
      QVERIFY(second.action(command)->toolTip().contains("another Lathe"));
    }
    QVERIFY(second.openModel());
    auto* page = qobject_cast<ui::TrainPage*>(second.window().page("train"));
    QVERIFY(!page->draft().start());
    QVERIFY(!second.action(Command::startRun)->isEnabled());
    QVERIFY(second.action(Command::startRun)->toolTip().contains("another Lathe"));
    first.session().records()->remove(0);
    second.session().records()->remove(0);
    QCOMPARE(second.session().records()->size(), 3);
    first.session().records()->remove(0);
    first.session().openRecords(file);
    QVERIFY(QTest::qWaitFor([&] { return !first.session().loading(); }));
    QCOMPARE(first.session().records()->size(), 1);
  }

  void theWorkspaceOfTheSettingsIsUsed() {
    QTemporaryDir folder;
    const QString wanted = folder.path() + "/chosen", file = folder.path() + "/studio.ini";
    ui::SettingsStore(file).setWorkspace(wanted);
    ui::StudioSetup setup;
    setup.engine = [](std::function<void()> wake) { return std::make_unique<tests::FakeEngine>(std::move(wake), tests::answer); };
    setup.settings_file = file;
    ui::Studio studio(std::move(setup));
    QCOMPARE(QString::fromStdString(studio.context().session.workspaceFolder().string()), wanted);
  }

  void theDemoBringsItsRecipeThroughALink() {
    QTemporaryDir folder;
    const std::filesystem::path real = folder.path().toStdString() + "/real", link = folder.path().toStdString() + "/link";
    std::filesystem::create_directories(real);
    std::filesystem::create_symlink(real, link);
    tests::StudioKit kit({.workspace = link, .resources = demoResources(folder)});
    kit.studio->context().settings.setDevice("cpu");
    kit.studio->context().settings.setThreads(1);
    kit.action(Command::openDemo)->trigger();
    QVERIFY(QTest::qWaitFor([&] { return kit.session().records() && !kit.session().loading(); }));
    const config::RunConfig recipe = config::read_run_config(tests::source_folder() / "resources/demo/run.json");
    const config::RunConfig& draft = kit.session().draft();
    QCOMPARE(draft.name, recipe.name);
    QCOMPARE(draft.samples.prompts, recipe.samples.prompts);
    QCOMPARE(draft.train.epochs, recipe.train.epochs);
    QCOMPARE(draft.device.kind, std::string("cpu"));           // this machine's, not the recipe's
    QCOMPARE(draft.device.threads, 1);
    QCOMPARE(draft.data.path, kit.session().records()->set().file().string());
    QVERIFY(QTest::qWaitFor([&] { return kit.window().currentPage() == "data"; }));
  }

  void aFileHasOneJournalByWhateverLink() {
    QTemporaryDir folder;
    const QString file = setIn(folder);
    const QString link = folder.path() + "/by-link.jsonl";
    QVERIFY(QFile::link(file, link));
    tests::StudioKit kit;
    kit.session().openRecords(link);
    QVERIFY(QTest::qWaitFor([&] { return kit.session().records() != nullptr; }));
    kit.session().records()->remove(0);
    kit.session().openRecords(file);
    QVERIFY(QTest::qWaitFor([&] { return !kit.session().loading(); }));
    QCOMPARE(kit.session().records()->size(), 2);
  }

  void aLongChineseNameIsCutBetweenCharacters() {
    tests::StudioKit kit;
    QVERIFY(kit.openModel());
    QVERIFY(kit.openSet(tests::StudioKit::kAlpaca, "a" + QString(25, QChar(0x6c34)).toStdString() + ".jsonl"));
    auto* page = qobject_cast<ui::TrainPage*>(kit.window().page("train"));
    const std::string name = page->draft().config().name;
    QCOMPARE(QString::fromStdString(name), "a" + QString(19, QChar(0x6c34)));
    kit.window().go("train");
    page->goTo(4);
    QVERIFY(kit.find<QLineEdit>("review.name")->text().startsWith("a水"));
  }

  void editsMadeWhileTheSameFileIsOpenedAgainStay() {
    tests::StudioKit kit;
    QVERIFY(kit.openSet());
    const int size = kit.session().records()->size();
    kit.session().openRecords(kit.folder.path() + "/set.jsonl");
    QVERIFY(kit.session().loading());
    QVERIFY(kit.session().records()->remove(0));
    QVERIFY(QTest::qWaitFor([&] { return !kit.session().loading(); }));
    QCOMPARE(kit.session().records()->size(), size - 1);
    kit.session().openRecords(kit.folder.path() + "/set.jsonl");
    QVERIFY(QTest::qWaitFor([&] { return !kit.session().loading(); }));
    QCOMPARE(kit.session().records()->size(), size - 1);
  }

  void editsAreCheckedAgainForTheRun() {
    tests::StudioKit kit;
    QVERIFY(kit.openModel());
    QVERIFY(kit.openSet());
    auto& draft = qobject_cast<ui::TrainPage*>(kit.window().page("train"))->draft();
    QVERIFY(QTest::qWaitFor([&] { return draft.report().has_value(); }));
    QCOMPARE(draft.report()->counts.records, int64_t{3});
    kit.session().records()->remove(0);
    QVERIFY(QTest::qWaitFor([&] { return draft.report() && draft.report()->counts.records == 2; }));
    kit.session().records()->undo();
    QVERIFY(QTest::qWaitFor([&] { return draft.report() && draft.report()->counts.records == 3; }));
  }

  void aRunEnteredOnHomeIsTheOneShown() {
    tests::StudioKit kit;
    const auto workspace = kit.session().workspaceFolder();
    tests::makeRun(workspace, {.name = "first"});
    const auto second = tests::makeRun(workspace, {.name = "second", .result = false});
    kit.window().go("home");
    auto* table = kit.find<QTableView>("home.runs");
    QVERIFY(QTest::qWaitFor([&] { return table->model()->rowCount() == 2; }));
    auto* page = qobject_cast<ui::RunsPage*>(kit.window().page("runs"));
    for (int row = 0; row < 2; ++row) {
      kit.window().go("home");
      QTest::qWait(50);
      table->setCurrentIndex(table->model()->index(row, 0));
      const QString name = table->model()->index(row, 0).data().toString();
      QTest::keyClick(table, Qt::Key_Return);
      QCOMPARE(kit.window().currentPage(), QString("runs"));
      QCOMPARE(QString::fromStdString(page->chosen().filename().string()), name);
    }
  }

  void onlyARunWithAResultIsOfferedForComparing() {
    tests::StudioKit kit;
    const auto workspace = kit.session().workspaceFolder();
    const auto with = tests::makeRun(workspace, {.name = "with"}), without = tests::makeRun(workspace, {.name = "without", .result = false});
    kit.window().go("runs");
    auto* runs = qobject_cast<ui::RunsPage*>(kit.window().page("runs"));
    QVERIFY(QTest::qWaitFor([&] { return kit.find<QTableView>("runs.list")->model()->rowCount() == 2; }));
    runs->choose(with);
    QVERIFY(kit.find<QPushButton>("runs.compare")->isVisible());
    runs->choose(without);
    QVERIFY(!kit.find<QPushButton>("runs.compare")->isVisible());
    kit.window().go("compare");
    auto* compare = qobject_cast<ui::ComparePage*>(kit.window().page("compare"));
    QVERIFY(QTest::qWaitFor([&] { return compare->ready(); }));
    compare->chooseRun(QString::fromStdString(without.string()));
    auto* who = kit.find<QComboBox>("compare.who");
    QVERIFY(QTest::qWaitFor([&] { return who->currentIndex() == -1; }));
    QVERIFY(!compare->ready());
    QVERIFY(kit.find<QLabel>("compare.note")->text().contains("no result"));
    compare->chooseRun(QString::fromStdString(with.string()));
    QVERIFY(QTest::qWaitFor([&] { return compare->ready(); }));
    QVERIFY(who->currentText().startsWith("with"));
  }

  void withoutAWorkspaceNothingIsOfferedAndNothingSilent() {
    QTemporaryDir folder;
    std::ofstream(folder.path().toStdString() + "/a-file") << "x";
    tests::StudioKit kit({.workspace = folder.path().toStdString() + "/a-file/workspace"});
    QVERIFY(!kit.ready);
    QVERIFY(!kit.window().note()->text().isEmpty());
    for (const Command command : {Command::openRecords, Command::openDemo}) {
      QVERIFY(!kit.action(command)->isEnabled());
      QVERIFY(kit.action(command)->toolTip().contains("workspace cannot be opened"));
    }
    QVERIFY(!kit.find<QPushButton>("home.demo")->isEnabled());
    kit.window().note()->clear();
    kit.window().open(setIn(folder));                // dropped on the window
    QVERIFY(kit.window().note()->text().contains("is not open"));
  }

  void whatNobodyExpectedIsSaidToo() {
    ui::Background background;
    QStringList said;
    const auto failed = [&](const ui::ErrorText& error) { said << error.message; };
    background.run(this, []() -> int { throw std::filesystem::filesystem_error("reading", "/lost", std::make_error_code(std::errc::io_error)); }, [](int) {}, failed);
    background.run(this, []() -> int { throw std::bad_alloc(); }, [](int) {}, failed);
    QVERIFY(QTest::qWaitFor([&] { return said.size() == 2; }));
    QVERIFY(said[0].contains("/lost"));
    QVERIFY(said[1].contains("memory"));
  }
};

LATHE_TEST(TestOpening)
#include "test_opening.moc"
