#include "core/data/dataset_info.h"
#include "core/data/llamafactory_v1.h"
#include "tests/core/data/cases.h"
#include "tests/support/real_data.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::data;

class TestDatasetInfo : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void defaultsHoldOnlyWhereTheObjectIsAbsent() {
    const auto info = folder_.write("dataset_info.json", R"({"a": {"file_name": "a.json"}, "b": {"file_name": "b.json", "columns": {"prompt": "q"}},
      "c": {"file_name": "c.json", "formatting": "sharegpt", "tags": {"role_tag": "who", "content_tag": "says", "user_tag": "me"}}, "d": {"hf_hub_url": "x/y"}, "e": {"script_url": "x"}})");
    const std::vector<DatasetEntry> all = read_dataset_info(info);
    QCOMPARE(all.size(), size_t{5});
    QCOMPARE(all[0].columns.at("response"), std::string("output"));
    QVERIFY(!all[1].columns.contains("response"));
    QVERIFY(!all[2].tags.contains("assistant_tag"));
    QVERIFY(all[3].elsewhere.str().find("x/y") != std::string::npos);
    QVERIFY(all[4].elsewhere.str().find("never run") != std::string::npos);
  }

  void recordsGetKnownMembers_data() {
    QTest::addColumn<QString>("entry");
    QTest::addColumn<QString>("record");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* what, const char* entry, const char* record, const char* expected) { QTest::newRow(what) << entry << record << expected; };
    row("alpaca", R"({"columns": {"prompt": "q", "response": "a", "system": "s"}})", R"({"q": "Q", "a": "A", "s": "S", "instruction": "no"})", R"({"instruction":"Q","output":"A","system":"S"})");
    row("only text", R"({"columns": {"prompt": "text"}})", R"({"text": "T", "more": 1})", R"({"text":"T"})");
    row("ranking", R"({"ranking": true, "columns": {"prompt": "q", "chosen": "c", "rejected": "r"}})", R"({"q": "Q", "c": "C", "r": "R"})", R"({"instruction":"Q","chosen":"C","rejected":"R"})");
    row("kto", R"({"columns": {"prompt": "q", "response": "a", "kto_tag": "good"}})", R"({"q": "Q", "a": "A", "good": true})", R"({"instruction":"Q","output":"A","kto_tag":true})");
    row("tags", R"({"formatting": "sharegpt", "columns": {"messages": "m"}, "tags": {"role_tag": "who", "content_tag": "says", "user_tag": "me", "assistant_tag": "it"}})",
        R"({"m": [{"who": "me", "says": "Q"}, {"who": "it", "says": "A", "loss_weight": 0}]})", R"({"messages":[{"role":"user","content":"Q"},{"role":"assistant","content":"A","loss_weight":0}]})");
    row("pairs of turns", R"({"formatting": "sharegpt", "ranking": true, "columns": {"messages": "conversations", "chosen": "chosen", "rejected": "rejected"}})",
        R"({"conversations": [{"from": "human", "value": "Q"}], "chosen": {"from": "gpt", "value": "A"}, "rejected": {"from": "gpt", "value": "B"}})",
        R"({"messages":[{"role":"user","content":"Q"}],"chosen":{"role":"assistant","content":"A"},"rejected":{"role":"assistant","content":"B"}})");
  }
  void recordsGetKnownMembers() {
    QFETCH(QString, entry);
    QFETCH(QString, record);
    QFETCH(QString, expected);
    Json written = Json::parse(entry.toStdString());
    written["file_name"] = "set.jsonl";
    const auto info = folder_.write("dataset_info.json", Json{{"set", written}}.dump());
    QCOMPARE(with_known_members(Json::parse(record.toStdString()), find_entry(info, "set").first).dump(), expected.toStdString());
  }

  void setsThatCannotBeReadAreRefused_data() {
    QTest::addColumn<QString>("entry");
    QTest::addColumn<QString>("code");
    QTest::newRow("hub") << R"({"hf_hub_url": "x/y"})" << "data.not_local";
    QTest::newRow("script") << R"({"script_url": "x"})" << "data.not_local";
    QTest::newRow("above") << R"({"file_name": "../x.json"})" << "data.bad_path";
    QTest::newRow("absolute") << R"({"file_name": "/etc/passwd"})" << "data.bad_path";
    QTest::newRow("link out") << R"({"file_name": "out/x.json"})" << "data.bad_path";
    QTest::newRow("no file") << "{}" << "data.bad_path";
    QTest::newRow("no object") << "[]" << "data.bad_info";
    QTest::newRow("formatting") << R"({"file_name": "x", "formatting": "z"})" << "data.bad_info";
    QTest::newRow("tags") << R"({"file_name": "x", "formatting": "sharegpt", "tags": {"user_tag": "me"}})" << "data.bad_info";
  }
  void setsThatCannotBeReadAreRefused() {
    QFETCH(QString, entry);
    QFETCH(QString, code);
    std::error_code ignored;
    std::filesystem::create_directory_symlink("/", folder_ / "out", ignored);
    const auto info = folder_.write("dataset_info.json", R"({"set": )" + entry.toStdString() + "}");
    QCOMPARE(code_of([&] { find_entry(info, "set"); }), code.toStdString());
  }

  void aFaultyEntryCostsNoOtherSet() {
    folder_.write("good.jsonl", "{\"instruction\": \"a\", \"output\": \"b\"}\n");
    const auto info = folder_.write("dataset_info.json", R"({"bad": {"file_name": "x", "columns": {"prompt": 3}}, "good": {"file_name": "good.jsonl"}})");
    const std::vector<DatasetEntry> all = read_dataset_info(info);
    QCOMPARE(all.size(), size_t{2});
    QVERIFY(all[0].fault && !all[1].fault);
    QVERIFY2(all[0].fault->message.str().find("\"columns\": prompt must be text") != std::string::npos, all[0].fault->message.str().c_str());
    QCOMPARE(read_records(info, ReadOptions{.entry = "good"}).records.size(), size_t{1});
    QCOMPARE(code_of([&] { find_entry(info, "bad"); }), std::string("data.bad_info"));
  }

  void aSetIsReadByItsName() {
    folder_.write("pairs.csv", "q,good,bad\nQ,A,B\n");
    const auto info = folder_.write("dataset_info.json", R"({"pairs": {"file_name": "pairs.csv", "ranking": true, "columns": {"prompt": "q", "chosen": "good", "rejected": "bad"}}, "far": {"hf_hub_url": "x/y"}})");
    const RecordFile file = read_records(info, ReadOptions{.entry = "pairs"});
    QCOMPARE(file.records.size(), size_t{1});
    QCOMPARE(file.records[0].file, std::string("pairs.csv"));
    QCOMPARE(detect_format(file.records, "pairs.csv").format->id, std::string("preference"));
    try {
      read_records(info);
      QFAIL("read without a name");
    } catch (const Error& error) {
      QCOMPARE(error.code, std::string("data.no_entry"));
      QVERIFY(error.hint.str().find("pairs") != std::string::npos && error.hint.str().find("far") == std::string::npos);
    }
  }

  void localSetsOfTheDemoAreReadAsTheirEntriesSay() {
    LATHE_NEEDS("sets/llamafactory/dataset_info.json");
    const auto info = tests::real_data("sets/llamafactory/dataset_info.json");
    const std::map<std::string, std::pair<std::string, size_t>> expected{{"identity", {"alpaca", 91}}, {"alpaca_en_demo", {"alpaca", 999}}, {"alpaca_zh_demo", {"alpaca", 1000}}, {"glaive_toolcall_en_demo", {"messages", 300}},
      {"dpo_en_demo", {"preference", 300}}, {"dpo_zh_demo", {"preference", 300}}, {"kto_en_demo", {"kto", 300}}, {"wiki_demo", {"text", 30}}, {"c4_demo", {"text", 300}}};
    size_t read = 0;
    for (const DatasetEntry& entry : read_dataset_info(info)) {
      if (!entry.elsewhere.empty() || !std::filesystem::exists(info.parent_path() / entry.file_name)) continue;
      const RecordFile file = read_records(info, ReadOptions{.entry = entry.name});
      QVERIFY2(expected.contains(entry.name), entry.name.c_str());
      QCOMPARE(detect_format(file.records, entry.name).format->id, expected.at(entry.name).first);
      QCOMPARE(file.records.size(), expected.at(entry.name).second);
      ++read;
    }
    QCOMPARE(read, expected.size());
    qInfo("%zu local sets of dataset_info.json", read);
  }

  void whatIsWrittenIsReadAgain() {
    for (const char* name : {"harbour_tools.jsonl", "harbour_chats.jsonl", "harbour_sharegpt.json", "identity_en_zh.json", "harbour_pairs.jsonl"}) {
      const RecordFile before = read_records(tests::sample(name));
      const FormatSpec& format = *detect_format(before.records, name).format;
      std::string lines;
      std::vector<Example> examples;
      for (const Record& record : before.records) {
        std::vector<Issue> issues;
        QVERIFY(format.read(record, examples.emplace_back(), issues));
        lines += v1_record(format.kind, examples.back()).dump() + "\n";
      }
      folder_.write("v1.jsonl", lines);
      const RecordFile after = read_records(folder_ / "v1.jsonl");
      QCOMPARE(after.records.size(), before.records.size());
      const FormatSpec& found = *detect_format(after.records, "v1.jsonl").format;
      QCOMPARE(found.kind, format.kind);
      for (size_t i = 0; i < after.records.size(); ++i) {
        Example again;
        std::vector<Issue> issues;
        QVERIFY(found.read(after.records[i], again, issues));
        QCOMPARE(v1_record(format.kind, again).dump(), v1_record(format.kind, examples[i]).dump());
        QCOMPARE(again.conversation.messages.size(), examples[i].conversation.messages.size());
        for (size_t m = 0; m < again.conversation.messages.size(); ++m) {
          QCOMPARE(again.conversation.messages[m].content, examples[i].conversation.messages[m].content);
          QCOMPARE(again.conversation.messages[m].learned, examples[i].conversation.messages[m].learned);
        }
        QVERIFY(again.conversation.tools == examples[i].conversation.tools);
      }
    }
  }

  void anEntryIsAddedBesideOthers() {
    const auto info = folder_.write("dataset_info.json", R"({"old": {"file_name": "old.json", "more": 1}})");
    add_to_dataset_info(info, "new", "v1.jsonl");
    const Json all = read_json_file(info);
    QCOMPARE(all["old"].dump(), std::string(R"({"file_name":"old.json","more":1})"));
    QCOMPARE(find_entry(info, "new").first.tags.at("role_tag"), std::string("role"));
    const Json record = Json::parse(R"({"messages": [{"role": "user", "content": "hi"}], "tools": "[1]"})");
    QCOMPARE(with_known_members(record, find_entry(info, "new").first).dump(), record.dump());
    QCOMPARE(code_of([&] { add_to_dataset_info(info, "old", "v1.jsonl"); }), std::string("data.entry_exists"));
    QCOMPARE(read_json_file(info).dump(), all.dump());
  }

  void theOnlySetNeedsNoName() {
    folder_.write("only.json", "[]");
    const auto info = folder_.write("dataset_info.json", R"({"only": {"file_name": "only.json"}})");
    QCOMPARE(find_entry(info, "").first.name, std::string("only"));
  }

  void aMemberDoesNotReplaceWhatATagNames() {
    const auto info = folder_.write("dataset_info.json", R"({"a": {"file_name": "a.json", "formatting": "sharegpt"}})");
    const Json record = Json::parse(R"({"conversations": [{"from": "human", "value": "hi", "role": "admin", "content": "no"}]})");
    const Json known = with_known_members(record, read_dataset_info(info).at(0));
    QCOMPARE(known["messages"][0]["role"].get<std::string>(), std::string("user"));
    QCOMPARE(known["messages"][0]["content"].get<std::string>(), std::string("hi"));
  }

 private:
  template <class Work>
  static std::string code_of(const Work& work) {
    try {
      work();
    } catch (const Error& error) {
      return error.code;
    }
    return "nothing was thrown";
  }
  tests::Folder folder_;
};

LATHE_TEST(TestDatasetInfo)
#include "test_dataset_info.moc"
