#include <QLineEdit>
#include <QTableView>

#include "tests/support/run_tests.h"
#include "tests/ui/loop_watch.h"
#include "tests/ui/studio_kit.h"
#include "ui/pages/data_page.h"
#include "ui/pages/train_page.h"

using namespace lathe;
using ui::Command;

// A hundred thousand records: nothing that a person does to them may hold up the window.
class TestLargeSet : public QObject {
  Q_OBJECT
  static constexpr int kRecords = 100'000, kSoonMs = 60'000;

  static std::string manyRecords() {
    std::string out;
    out.reserve(kRecords * 140);
    for (int i = 0; i < kRecords; ++i)
      out += tests::StudioKit::recordLine("What is the number " + std::to_string(i) + "?", "", "It is " + std::to_string(i) + (i % 2 ? ", an odd one, as everybody can see." : ", an even one."));
    return out;
  }

 private Q_SLOTS:
  void theWindowIsNeverHeldUp() {
    tests::StudioKit kit;
    QVERIFY(kit.openModel());
    kit.window().go("data");
    tests::LoopWatch watch;
    QStringList blocks;
    const auto said = [&](const QString& what, auto act, auto done) {
      tests::LoopWatch each;
      act();
      const bool in_time = QTest::qWaitFor(done, kSoonMs);
      QTest::qWait(300);
      blocks << QString("%1 %2 ms").arg(what).arg(each.longestMs());
      return in_time;
    };
    const std::string path = kit.folder.path().toStdString() + "/large.jsonl";
    std::ofstream(path) << manyRecords();
    auto& session = kit.session();
    auto* table = kit.find<QTableView>("data.table");
    auto* search = kit.find<QLineEdit>("data.search");
    auto& draft = qobject_cast<ui::TrainPage*>(kit.window().page("train"))->draft();
    auto& desk = qobject_cast<ui::DataPage*>(kit.window().page("data"))->desk();

    watch.doing("open");
    QVERIFY(said("open", [&] { session.openRecords(QString::fromStdString(path)); }, [&] { return session.records() != nullptr; }));
    QVERIFY(said("first check", [] {}, [&] { return draft.report().has_value(); }));
    watch.doing("search");
    QVERIFY(said("search", [&] { QTest::keyClicks(search, "odd one"); }, [&] { return table->model()->rowCount() == kRecords / 2; }));
    watch.doing("type");
    QVERIFY(said("type", [&] { QTest::keyClicks(kit.answerEditor(), "Hm. "); },
                 [&] { return session.records()->value(1)["output"].get<std::string>().find("Hm. ") != std::string::npos; }));
    QVERIFY(said("check again", [] {}, [&] { return draft.report().has_value(); }));
    watch.doing("show all");
    QVERIFY(said("show all", [&] { search->clear(); }, [&] { return table->model()->rowCount() == kRecords; }));
    watch.doing("add and undo");
    QVERIFY(said("add", [&] { kit.action(Command::addRecord)->trigger(); }, [&] { return session.records()->size() == kRecords + 1; }));
    QVERIFY(said("undo", [&] { kit.action(Command::undo)->trigger(); }, [&] { return session.records()->size() == kRecords; }));
    watch.doing("check");
    QVERIFY(said("check", [&] { kit.action(Command::checkRecords)->trigger(); }, [&] { return !desk.checking() && desk.table().facts().report(); }));
    watch.doing("save");
    const std::filesystem::path copy = kit.folder.path().toStdString() + "/copy.jsonl";
    bool saved = false;
    QVERIFY(said("save as", [&] { session.records()->save(kit.studio->context().background, copy, [&] { saved = true; }, [](const ui::ErrorText&) {}); }, [&] { return saved; }));
    watch.doing("save over");
    saved = false;
    QVERIFY(said("save over", [&] { session.records()->save(kit.studio->context().background, {}, [&] { saved = true; }, [](const ui::ErrorText&) {}); }, [&] { return saved; }));
    QVERIFY(!session.records()->modified());
    watch.doing("close");
    std::ofstream(kit.folder.path().toStdString() + "/small.jsonl") << tests::StudioKit::kAlpaca;
    QVERIFY(said("another set", [&] { session.openRecords(kit.folder.path() + "/small.jsonl"); }, [&] { return session.records()->size() == 3; }));
    qInfo("longest blocks with %d records: %s", kRecords, qPrintable(blocks.join(", ")));
    QVERIFY2(watch.longestMs() < 1000, qPrintable(watch.during() + ": " + blocks.join(", ")));
  }
};

LATHE_TEST(TestLargeSet)
#include "test_large_set.moc"
