#include "core/data/record_set.h"

#include <cerrno>

#include "core/base/rng.h"
#include "tests/core/data/cases.h"
#include "tests/support/faulty_disk.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::data;
using Kind = Edit::Kind;

namespace {
Json alpaca(const std::string& question, const std::string& answer) { return {{"instruction", question}, {"output", answer}}; }
}

class TestRecordSet : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void editsAreThereAgainAfterReopening() {
    const tests::Folder folder;
    const auto file = folder.write("set.jsonl", kLines);
    {
      RecordSet set(file, folder / "data", real_file_system());
      QVERIFY(!set.modified() && set.recovered_edits() == 0 && set.notice().empty());
      QCOMPARE(set.format().id, std::string("alpaca"));
      set.apply({Kind::replace, 0, alpaca("a", "B"), set.records()[0].value});
      set.apply({Kind::insert, 2, alpaca("new", "x"), nullptr});
      set.apply({Kind::remove, 1, nullptr, set.records()[1].value});
    }
    QCOMPARE(tests::bytes_of(file), std::string(kLines));
    RecordSet again(file, folder / "data", real_file_system());
    QCOMPARE(again.recovered_edits(), int64_t{3});
    QVERIFY(again.modified() && !again.notice().empty());
    QCOMPARE(answers(again), std::string("B x e "));
  }

  void undoingEverythingLeavesNothingModified() {
    const tests::Folder folder;
    RecordSet set(folder.write("set.jsonl", kLines), folder / "data", real_file_system());
    const std::vector<Edit> edits{{Kind::replace, 0, alpaca("a", "B"), set.records()[0].value}, {Kind::insert, 3, alpaca("n", "x"), nullptr}, {Kind::remove, 1, nullptr, set.records()[1].value}};
    for (const Edit& edit : edits) set.apply(edit);
    QVERIFY(set.modified());
    for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit) {
      QCOMPARE(edit->inverse().inverse(), *edit);
      set.apply(edit->inverse());
    }
    QVERIFY(!set.modified());
    QCOMPARE(answers(set), std::string("b d e "));
  }

  void savingKeepsWhatWasNotEdited_data() {
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("lines") << QByteArray("{\"instruction\":\"a\",  \"x\": 1, \"output\":\"b\"}\n{\"instruction\": \"c\", \"output\": \"d\"}\n")
                           << QByteArray("{\"instruction\":\"a\",  \"x\": 1, \"output\":\"b\"}\n{\"instruction\": \"c\", \"output\": \"D\"}\n");
    QTest::newRow("mark, CRLF, no last newline") << QByteArray("\xEF\xBB\xBF{\"instruction\": \"a\", \"output\": \"b\"}\r\n{\"instruction\": \"c\", \"output\": \"d\"}")
                                                 << QByteArray("\xEF\xBB\xBF{\"instruction\": \"a\", \"output\": \"b\"}\r\n{\"instruction\": \"c\", \"output\": \"D\"}");
    QTest::newRow("array of four") << QByteArray("[\n    {\n        \"instruction\": \"a\",\n        \"output\": \"b\"\n    },\n    {\n        \"instruction\": \"c\",\n        \"output\": \"d\"\n    }\n]")
                                   << QByteArray("[\n    {\n        \"instruction\": \"a\",\n        \"output\": \"b\"\n    },\n    {\n        \"instruction\": \"c\",\n        \"output\": \"D\"\n    }\n]");
    QTest::newRow("tight array") << QByteArray("[{\"instruction\":\"a\",\"output\":\"b\"},{\"instruction\":\"c\",\"output\":\"d\"}]\n")
                                 << QByteArray("[{\"instruction\":\"a\",\"output\":\"b\"},{\"instruction\":\"c\",\"output\":\"D\"}]\n");
    QTest::newRow("wrapped") << QByteArray("{\"v\": 2, \"data\": [\n{\"instruction\": \"a\", \"output\": \"b\"},\n{\"instruction\": \"c\", \"output\": \"d\"}\n], \"w\": 3}\n")
                             << QByteArray("{\"v\": 2, \"data\": [\n{\"instruction\": \"a\", \"output\": \"b\"},\n{\"instruction\": \"c\", \"output\": \"D\"}\n], \"w\": 3}\n");
    QTest::newRow("unreadable lines stay") << QByteArray("{\"instruction\": \"a\", \"output\": \"b\"}\n{oops\n{\"instruction\": \"c\", \"output\": \"d\"}\n[7]\n")
                                           << QByteArray("{\"instruction\": \"a\", \"output\": \"b\"}\n{oops\n{\"instruction\": \"c\", \"output\": \"D\"}\n[7]\n");
    QTest::newRow("escapes") << QByteArray("{\"instruction\": \"\\u4e2d\", \"output\": \"b\"}\n{\"instruction\": \"\\u4e2d\", \"output\": \"d\"}\n")
                             << QByteArray("{\"instruction\": \"\\u4e2d\", \"output\": \"b\"}\n{\"instruction\": \"\\u4e2d\", \"output\": \"D\"}\n");
  }
  void savingKeepsWhatWasNotEdited() {
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const tests::Folder folder;
    const auto file = folder.write("set.json", before.toStdString());
    RecordSet set(file, folder / "data", real_file_system());
    Json changed = set.records()[1].value;
    changed["output"] = "D";
    const Edit edit{Kind::replace, 1, changed, set.records()[1].value};
    set.apply(edit);
    set.save_over_original();
    QCOMPARE(QByteArray::fromStdString(tests::bytes_of(file)), after);
    QVERIFY(!set.modified());
    set.apply(edit.inverse());
    set.save_over_original();
    QCOMPARE(QByteArray::fromStdString(tests::bytes_of(file)), before);
  }

  void anUndoneRemovalSavesTheVeryBytes() {
    const std::string bytes = "{\"instruction\":\"a\",  \"output\":\"b\"}\n{\"output\":   \"d\", \"instruction\": \"c\"}\n";
    const tests::Folder folder;
    RecordSet set(folder.write("set.jsonl", bytes), folder / "data", real_file_system());
    const Edit removal{Kind::remove, 1, nullptr, set.records()[1].value};
    set.apply(removal);
    set.apply(removal.inverse());
    set.apply({Kind::insert, 0, alpaca("n", "x"), nullptr});
    set.save_as(folder / "copy.jsonl");
    QCOMPARE(tests::bytes_of(folder / "copy.jsonl"), "{\"instruction\":\"n\",\"output\":\"x\"}\n" + bytes);
  }

  void savingUnderAnotherSuffixChangesTheLayout() {
    const tests::Folder folder;
    RecordSet set(folder.write("set.jsonl", kLines), folder / "data", real_file_system());
    set.save_as(folder / "set.json");
    QVERIFY(tests::bytes_of(folder / "set.json").starts_with("[\n  {\n    \"instruction\": \"a\",\n    \"output\": \"b\"\n  },\n"));
    RecordSet array(folder / "set.json", folder / "data2", real_file_system());
    QCOMPARE(answers(array), answers(set));
    array.save_as(folder / "back.jsonl");
    QCOMPARE(tests::bytes_of(folder / "back.jsonl"), std::string(kLines));
  }

  void oneObjectOverLinesTakesAnother_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("list") << "set.json" << QByteArray("[\n  {\n    \"instruction\": \"a\",\n    \"x\": [\n      1.50\n    ],\n    \"output\": \"b  c\"\n  },\n  {\n    \"instruction\": \"n\",\n    \"output\": \"x\"\n  }\n]\n");
    QTest::newRow("lines") << "set.jsonl" << QByteArray("{\"instruction\": \"a\", \"x\": [1.50], \"output\": \"b  c\"}\n{\"instruction\": \"n\", \"output\": \"x\"}\n");
  }
  void oneObjectOverLinesTakesAnother() {
    QFETCH(QString, name);
    QFETCH(QByteArray, after);
    const std::string pretty = "{\n  \"instruction\": \"a\",\n  \"x\": [\n    1.50\n  ],\n  \"output\": \"b  c\"\n}\n";
    const tests::Folder folder;
    const auto file = folder.write(name.toStdString(), pretty);
    RecordSet set(file, folder / "data", real_file_system());
    const Edit edit{Kind::insert, 1, alpaca("n", "x"), nullptr};
    set.apply(edit);
    set.save_as(folder / "copy.jsonl");
    QCOMPARE(tests::bytes_of(folder / "copy.jsonl"), std::string("{\"instruction\": \"a\", \"x\": [1.50], \"output\": \"b  c\"}\n{\"instruction\": \"n\", \"output\": \"x\"}\n"));
    set.save_over_original();
    QCOMPARE(QByteArray::fromStdString(tests::bytes_of(file)), after);
    const RecordFile saved = read_records(file);
    QVERIFY(saved.issues.empty());
    QCOMPARE(saved.records.size(), size_t{2});
    QCOMPARE(answers(set), std::string("b  c x "));
    set.apply(edit.inverse());
    set.save_over_original();
    QCOMPARE(read_records(file).records.size(), size_t{1});
  }

  void oneObjectOverLinesKeepsThemWhenEdited() {
    const tests::Folder folder;
    const auto file = folder.write("set.json", "{\n    \"instruction\": \"a\",\n    \"output\": \"b\"\n}");
    RecordSet set(file, folder / "data", real_file_system());
    set.apply({Kind::replace, 0, alpaca("a", "B"), set.records()[0].value});
    set.save_over_original();
    QCOMPARE(tests::bytes_of(file), std::string("{\n    \"instruction\": \"a\",\n    \"output\": \"B\"\n}"));
    set.apply({Kind::remove, 0, nullptr, set.records()[0].value});
    set.save_over_original();
    QCOMPARE(tests::bytes_of(file), std::string("[]\n"));
  }

  void aFileChangedOutsideIsNotOverwritten() {
    const tests::Folder folder;
    const auto file = folder.write("set.jsonl", kLines);
    RecordSet set(file, folder / "data", real_file_system());
    set.apply({Kind::insert, 0, alpaca("n", "x"), nullptr});
    folder.write("set.jsonl", std::string(kLines) + "{\"instruction\": \"z\", \"output\": \"z\"}\n");
    try {
      set.save_over_original();
      QFAIL("overwritten");
    } catch (const Error& error) {
      QCOMPARE(error.code, std::string("data.changed_outside"));
    }
    QVERIFY(set.modified());
    RecordSet changed(file, folder / "data", real_file_system());
    QCOMPARE(changed.recovered_edits(), int64_t{0});
    QVERIFY(changed.notice().str().find("another version") != std::string::npos);
    std::filesystem::remove(file);
    QVERIFY_EXCEPTION_THROWN(set.save_over_original(), Error);
  }

  void afterSavingTheJournalStartsAnew() {
    const tests::Folder folder;
    const auto file = folder.write("set.jsonl", kLines);
    RecordSet set(file, folder / "data", real_file_system());
    set.apply({Kind::insert, 0, alpaca("n", "x"), nullptr});
    set.save_over_original();
    QCOMPARE(set.records()[0].line, int64_t{1});
    set.apply({Kind::insert, 0, alpaca("m", "y"), nullptr});
    RecordSet again(file, folder / "data", real_file_system());
    QCOMPARE(again.recovered_edits(), int64_t{1});
    QCOMPARE(answers(again), std::string("y x b d e "));
    QVERIFY(again.notice().str().find("another version") == std::string::npos);
  }

  void aTornOrDamagedJournalLosesOnlyItsEnd() {
    const tests::Folder folder;
    const auto file = folder.write("set.jsonl", kLines);
    std::filesystem::path journal;
    {
      RecordSet set(file, folder / "data", real_file_system());
      for (int i = 0; i < 3; ++i) set.apply({Kind::insert, 0, alpaca("n", std::to_string(i)), nullptr});
      journal = std::filesystem::directory_iterator(folder / "data")->path();
    }
    const std::string whole = tests::bytes_of(journal);
    std::ofstream(journal, std::ios::binary) << whole.substr(0, whole.size() - 9);
    {
      RecordSet set(file, folder / "data", real_file_system());
      QCOMPARE(answers(set), std::string("1 0 b d e "));
      set.apply({Kind::insert, 0, alpaca("n", "again"), nullptr});
    }
    QCOMPARE(answers(RecordSet(file, folder / "data", real_file_system())), std::string("again 1 0 b d e "));
    std::string damaged = whole;
    damaged[damaged.find("\"insert\"", damaged.find("\"insert\"") + 1) + 1] = '\x01';
    std::ofstream(journal, std::ios::binary) << damaged;
    RecordSet set(file, folder / "data", real_file_system());
    QCOMPARE(answers(set), std::string("0 b d e "));
    QVERIFY(set.notice().str().find("damaged") != std::string::npos);
    set.apply({Kind::insert, 0, alpaca("n", "on"), nullptr});
    QVERIFY(tests::bytes_of(folder / "data" / ("damaged-" + journal.filename().string())) == damaged);
    QCOMPARE(answers(RecordSet(file, folder / "data", real_file_system())), std::string("on 0 b d e "));
    std::ofstream(journal, std::ios::binary) << damaged << "more";       // damaged once more: the former stays
    RecordSet again(file, folder / "data", real_file_system());
    again.apply({Kind::remove, 0, nullptr, again.records()[0].value});
    QVERIFY(tests::bytes_of(folder / "data" / ("damaged-" + journal.filename().string())) == damaged);
    QVERIFY(tests::bytes_of(folder / "data" / ("damaged-" + journal.stem().string() + "-2.jsonl")) == damaged + "more");
    QVERIFY(again.notice().str().find("damaged") != std::string::npos);
  }

  void editsThatDoNotFitAreAProgrammersMistake() {
    const tests::Folder folder;
    RecordSet set(folder.write("set.jsonl", kLines), folder / "data", real_file_system());
    QVERIFY_EXCEPTION_THROWN(set.apply({Kind::insert, 9, alpaca("a", "b"), nullptr}), std::logic_error);
    QVERIFY_EXCEPTION_THROWN(set.apply({Kind::remove, 0, nullptr, alpaca("other", "b")}), std::logic_error);
    QVERIFY_EXCEPTION_THROWN(set.apply({Kind::insert, 0, 5, nullptr}), std::logic_error);
    QVERIFY(!std::filesystem::exists(folder / "data"));
  }

  void anEmptyFileCanBeFilled() {
    const tests::Folder folder;
    const auto file = folder.write("set.jsonl", "");
    RecordSet set(file, folder / "data", real_file_system());
    set.apply({Kind::insert, 0, alpaca("中", "文"), nullptr});
    set.save_over_original();
    QCOMPARE(tests::bytes_of(file), std::string("{\"instruction\": \"中\", \"output\": \"文\"}\n"));
    const auto array = folder.write("set.json", "[]");
    RecordSet list(array, folder / "data2", real_file_system());
    list.apply({Kind::insert, 0, alpaca("a", "b"), nullptr});
    list.save_over_original();
    QCOMPARE(read_records(array).records.size(), size_t{1});
  }

  void aLinkIsFollowedNotReplaced() {
    const tests::Folder folder;
    const auto file = folder.write("real.jsonl", kLines);
    std::filesystem::create_symlink(file, folder / "link.jsonl");
    RecordSet set(folder / "link.jsonl", folder / "data", real_file_system());
    set.apply({Kind::insert, 0, alpaca("n", "x"), nullptr});
    set.save_over_original();
    QVERIFY(std::filesystem::is_symlink(folder / "link.jsonl"));
    QVERIFY(tests::bytes_of(file).starts_with("{\"instruction\": \"n\""));
  }

  void withoutAJournalItCanOnlyBeRead() {
    const tests::Folder folder;
    const auto file = folder.write("set.jsonl", kLines);
    {
      RecordSet first(file, folder / "data", real_file_system());
      first.apply({Kind::remove, 0, nullptr, first.records()[0].value});
    }
    RecordSet set(file, {}, real_file_system());
    QVERIFY(set.read_only());
    QCOMPARE(answers(set), std::string("b d e "));
    try {
      set.apply({Kind::remove, 0, nullptr, set.records()[0].value});
      QFAIL("an edit was taken");
    } catch (const Error& error) {
      QCOMPARE(error.code, std::string("data.read_only"));
    }
    set.save_over_original();
    set.save_as(folder / "copy.jsonl");
    QCOMPARE(tests::bytes_of(folder / "copy.jsonl"), std::string(kLines));
    QCOMPARE(RecordSet(file, folder / "data", real_file_system()).recovered_edits(), int64_t{1});
  }

  void whatWasWrittenIsTakenOverLater() {
    const tests::Folder folder;
    const auto file = folder.write("set.jsonl", kLines);
    RecordSet set(file, folder / "data", real_file_system());
    set.apply({Kind::remove, 0, nullptr, set.records()[0].value});
    const SharedRecords before = set.records();
    const auto written = set.write({});
    QVERIFY(written && set.modified());
    set.adopt(written);
    QVERIFY(!set.modified());
    QCOMPARE(answers(set), std::string("d e "));
    QCOMPARE(set.records()[0].line, int64_t{1});
    QCOMPARE(before[0].line, int64_t{2});            // who looks at the former records still has them
    set.apply({Kind::remove, 0, nullptr, set.records()[0].value});
    QCOMPARE(answers(RecordSet(file, folder / "data", real_file_system())), std::string("e "));
    QVERIFY(!set.write(folder / "copy.jsonl"));      // a copy leaves the set as it is
    QVERIFY(set.modified());
  }

  // Random edits, each undone or saved now and then, against a plain vector.
  void longEditingEqualsAPlainList() {
    for (const char* bytes : {kLines, "[\n  {\"instruction\": \"a\", \"output\": \"b\"},\n  {\"instruction\": \"c\", \"output\": \"d\"}\n]\n"}) {
      const tests::Folder folder;
      const auto file = folder.write("set.json", bytes);
      auto set = std::make_unique<RecordSet>(file, folder / "data", real_file_system());
      std::vector<Json> expected;
      for (const Record& record : set->records()) expected.push_back(record.value);
      CounterRng rng(1, 2);
      for (int round = 0; round < 300; ++round) {
        const auto count = static_cast<uint64_t>(expected.size());
        const auto kind = count == 0 ? Kind::insert : static_cast<Kind>(rng.below(3));
        const auto index = static_cast<int64_t>(rng.below(kind == Kind::insert ? count + 1 : count));
        const Json value = alpaca("q", std::to_string(round));
        set->apply({kind, index, kind == Kind::remove ? Json() : value, kind == Kind::insert ? Json() : expected[index]});
        if (kind == Kind::insert) expected.insert(expected.begin() + index, value);
        else if (kind == Kind::remove) expected.erase(expected.begin() + index);
        else expected[index] = value;
        if (rng.below(20) == 0) set->save_over_original();
        if (rng.below(20) == 0) set = nullptr, set = std::make_unique<RecordSet>(file, folder / "data", real_file_system());
        QCOMPARE(set->records().size(), expected.size());
        for (size_t i = 0; i < expected.size(); ++i) QVERIFY(set->records()[i].value == expected[i]);
      }
      set->save_over_original();
      const RecordFile saved = read_records(file);
      QVERIFY(saved.issues.empty());
      QCOMPARE(saved.records.size(), expected.size());
      for (size_t i = 0; i < expected.size(); ++i) QVERIFY(saved.records[i].value == expected[i]);
    }
  }

 private:
  static constexpr const char* kLines = "{\"instruction\": \"a\", \"output\": \"b\"}\n{\"instruction\": \"c\", \"output\": \"d\"}\n{\"instruction\": \"e\", \"output\": \"e\"}\n";
  static std::string answers(const RecordSet& set) {
    std::string out;
    for (const Record& record : set.records()) out += record.value["output"].get<std::string>() + " ";
    return out;
  }
};

LATHE_TEST(TestRecordSet)
#include "test_record_set.moc"
