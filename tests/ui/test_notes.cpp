// What the window says by itself: notes one behind the other, and what a screen reader hears.
#include <QAccessible>
#include <QLabel>
#include <QScopeGuard>
#include <QToolButton>

#include "tests/support/run_tests.h"
#include "tests/ui/studio_kit.h"
#include "ui/bridge/open_folder.h"
#include "ui/bridge/text.h"
#include "ui/widgets/metric_tile.h"
#include "ui/widgets/note_bar.h"

using namespace lathe;

namespace {
QStringList* heard = nullptr;

void hear(QAccessibleEvent* event) {
  if (event->type() != QAccessible::Alert || !heard) return;
  if (QAccessibleInterface* said = event->accessibleInterface()) *heard << said->text(QAccessible::Name);
}
}  // namespace

class TestNotes : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void aNoteWaitsUntilTheOneBeforeIsClosed() {
    tests::StudioKit kit;
    ui::NoteBar& notes = *kit.window().note();
    notes.clear();
    notes.showError({"The first", {}, {}, {}});
    notes.showNote("The second");
    notes.showNote("The second");
    notes.showNote("The third");
    QCOMPARE(notes.text(), QString("The first"));
    auto* count = notes.findChild<QLabel*>("note.count");
    QCOMPARE(count->text(), QString("2 more"));
    auto* close = notes.findChild<QToolButton*>("note.close");
    close->click();
    QCOMPARE(notes.text(), QString("The second"));
    close->click();
    QCOMPARE(notes.text(), QString("The third"));
    QVERIFY(count->isHidden());
    close->click();
    QVERIFY(notes.isHidden());
    QVERIFY(notes.text().isEmpty());
  }

  void aFailureStandsBeforeOtherNotes() {
    tests::StudioKit kit;
    ui::NoteBar& notes = *kit.window().note();
    notes.clear();
    notes.showNote("The template is not used");
    notes.showError({"The disk is full", {}, {}, {}});
    QCOMPARE(notes.text(), QString("The disk is full"));
    notes.withdraw("The template is not used");
    QVERIFY(notes.findChild<QLabel*>("note.count")->isHidden());
    notes.clear();
  }

  void aFolderThatIsGoneIsSaid() {
    QTemporaryDir folder;
    const auto fault = ui::openFolder((folder.path() + "/absent").toStdString());
    QVERIFY(fault.has_value());
    QVERIFY(fault->message.contains("absent"));
  }

  void aRunIsAnnouncedWhenItStartsEndsAndFails() {
    tests::StudioKit kit;
    QStringList said;
    QAccessible::setActive(true);
    if (!QAccessible::isActive()) QSKIP("this platform plugin has no accessibility: nothing is announced");
    const auto before = QAccessible::installUpdateHandler(hear);
    heard = &said;
    const auto back = qScopeGuard([&] {
      heard = nullptr;
      QAccessible::installUpdateHandler(before);
      QAccessible::setActive(false);
    });
    auto& monitor = kit.studio->context().monitor;
    config::RunConfig config;
    config.name = "mine";
    monitor.start({config, {}, {}, false});
    QVERIFY2(said.join('\n').contains("mine · starting"), qPrintable(said.join(" | ")));
    engine::JobFinished outcome;
    outcome.result = engine::Result::failed;
    outcome.code = "run.out_of_memory";
    outcome.message = phrase("[train] the card has no memory left");
    kit.engine->say(kit.engine->jobs.size(), outcome);
    QVERIFY(QTest::qWaitFor([&] { return said.join('\n').contains("mine failed"); }));
    QVERIFY(said.join('\n').contains("the card has no memory left"));
  }

  void aTileIsReadWithItsFigure() {
    ui::Theme theme;
    ui::MetricTile tile(theme, nullptr);
    tile.setName("Loss");
    tile.setValue("2.301");
    QStringList read;
    for (QLabel* label : tile.findChildren<QLabel*>()) read << QAccessible::queryAccessibleInterface(label)->text(QAccessible::Name);
    QVERIFY(read.contains("Loss: 2.301"));
  }

  void zeroHasNoSign() {
    QCOMPARE(ui::numberText(-0.001, 2), QString("0.00"));
    QCOMPARE(ui::numberText(-0.0, 1), QString("0.0"));
    QCOMPARE(ui::numberText(-0.5, 1), QString(QChar(0x2212)) + "0.5");
  }
};

LATHE_TEST(TestNotes)
#include "test_notes.moc"
