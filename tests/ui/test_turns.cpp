#include "tests/support/run_tests.h"
#include "ui/models/turns.h"
#include "ui/models/word_diff.h"

using namespace lathe;
using ui::Turn;

namespace {
Json parse(const char* text) { return Json::parse(text); }
QStringList texts(const Json& record) {
  QStringList out;
  for (const Turn& turn : ui::turnsOf(record)) out << turn.text;
  return out;
}
}  // namespace

class TestTurns : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void everyFormatIsShownAsTurns() {
    QCOMPARE(texts(parse(R"({"system":"s","history":[["q","a"]],"instruction":"i","input":"x","output":"o"})")), (QStringList{"s", "q", "a", "i", "x", "o"}));
    QCOMPARE(texts(parse(R"({"messages":[{"role":"user","content":"q"},{"role":"assistant","content":"a"}]})")), (QStringList{"q", "a"}));
    QCOMPARE(texts(parse(R"({"conversations":[{"from":"human","value":"q"},{"from":"gpt","value":"a"}]})")), (QStringList{"q", "a"}));
  }

  void changingOneTurnLeavesTheRestAsItIs() {
    const Json record = parse(R"({"id":7,"messages":[{"role":"user","content":"q","extra":[1]},{"role":"assistant","content":"a"}]})");
    const Json changed = ui::withTurnText(record, 1, "b，全角");
    QCOMPARE(changed["messages"][1]["content"].get<std::string>(), std::string("b，全角"));
    QVERIFY(changed["messages"][0] == record["messages"][0]);
    QVERIFY(changed["id"] == record["id"]);
    QVERIFY(ui::withTurnText(changed, 1, "a") == record);
  }

  void aTurnIsAddedAndTakenAway() {
    for (const char* text : {R"({"messages":[{"role":"user","content":"q"},{"role":"assistant","content":"a"}]})",
                             R"({"conversations":[{"from":"human","value":"q"},{"from":"gpt","value":"a"}]})"}) {
      const Json record = parse(text);
      QCOMPARE(texts(ui::withTurnAdded(record)), (QStringList{"q", "a", "", ""}));
      QVERIFY(ui::withLastTurnRemoved(ui::withTurnAdded(record)) == record);
      QVERIFY(ui::withLastTurnRemoved(record) == record);
    }
    const Json alpaca = parse(R"({"instruction":"q","input":"","output":"a"})");
    QCOMPARE(texts(ui::withTurnAdded(alpaca)), (QStringList{"q", "a", "", "", ""}));
    QCOMPARE(texts(ui::withLastTurnRemoved(ui::withTurnAdded(alpaca))), (QStringList{"q", "", "a"}));
  }

  void everyTurnKeepsItsSpelling() {
    const Json parts = parse(R"({"messages":[{"role":"user","content":[{"type":"text","text":"a"},{"type":"image","url":"x"},{"type":"text","text":"b"}]},
                                             {"role":"assistant","content":[{"type":"reasoning","value":"r"},{"type":"text","value":"c"}]}]})");
    QCOMPARE(texts(parts), (QStringList{"a", "b", "c"}));
    Json expected = parts;
    expected["messages"][0]["content"][2]["text"] = "new";
    QVERIFY(ui::withTurnText(parts, 1, "new") == expected);
    expected = parts;
    expected["messages"][1]["content"][1]["value"] = "new";
    QVERIFY(ui::withTurnText(parts, 2, "new") == expected);
    QVERIFY(ui::withTurnAdded(parts)["messages"][2]["content"].is_array());
    QCOMPARE(texts(ui::withTurnAdded(parts)), (QStringList{"a", "b", "c", "", ""}));

    const Json mixed = parse(R"({"messages":[{"from":"human","value":"q"},{"from":"bot","value":"a"}]})");
    QCOMPARE(texts(mixed), (QStringList{"q", "a"}));
    expected = mixed;
    expected["messages"][0]["value"] = "new";
    QVERIFY(ui::withTurnText(mixed, 0, "new") == expected);
    QVERIFY(ui::withTurnAdded(mixed)["messages"][3] == parse(R"({"from":"bot","value":""})"));
    QVERIFY(ui::withSystemAdded(mixed)["messages"][0] == parse(R"({"from":"system","value":""})"));
    QVERIFY(ui::turnsOf(parse(R"({"conversations":[{"from":"function_call","value":"{}"}]})")).front().kind == Turn::Kind::assistant);
    QVERIFY(texts(parse(R"({"instruction":["not","text"],"output":"a"})")) == QStringList{"a"});
  }

  void aTurnBringsNoMemberThatWasNotThere() {
    const Json record = parse(R"({"instruction":"q","output":"a"})");
    const Json added = ui::withTurnAdded(record);
    QVERIFY(added == parse(R"({"instruction":"","output":"","history":[["q","a"]]})"));
    QVERIFY(!ui::withLastTurnRemoved(added).contains("input"));
  }

  void turnsAreOnlyOfferedWhereTheFormatHasThem() {
    for (const char* text : {R"({"messages":[]})", R"({"conversations":[{"from":"human","value":"q"}]})", R"({"instruction":"q","input":"","output":"a"})",
                             R"({"messages":[],"label":true})"})
      QVERIFY2(ui::takesTurns(parse(text)) && ui::takesSystem(parse(text)), text);
    for (const char* text : {R"({"text":"t"})", R"({"text":"t","label":1})", R"({"prompt":"q","completion":"a"})", R"({"prompt":"q","chosen":"a","rejected":"b"})",
                             R"({"query":"q","response":"a"})", R"({"instruction":"q","response":"a"})", R"({"conversations":[],"chosen":{},"rejected":{}})", "[]"})
      QVERIFY2(!ui::takesTurns(parse(text)), text);
    for (const char* text : {R"({"text":"t"})", R"({"sentence1":"t","sentence2":"u","label":1})"}) QVERIFY2(!ui::takesSystem(parse(text)), text);
  }

  void theOnlyQuestionStaysAndPairsAreNotCut() {
    const auto roles = [](const Json& record) {
      std::string out;
      for (const Json& message : record["messages"]) out += message["role"].get<std::string>().front();
      return out;
    };
    const auto record = [](const std::string& letters) {
      Json list = Json::array();
      for (const char c : letters) list.push_back({{"role", c == 's' ? "system" : c == 'u' ? "user" : c == 't' ? "tool" : "assistant"}, {"content", ""}});
      return Json{{"messages", list}};
    };
    QCOMPARE(roles(ui::withLastTurnRemoved(record("sua"))), std::string("sua"));
    QCOMPARE(roles(ui::withLastTurnRemoved(record("suaua"))), std::string("sua"));
    QCOMPARE(roles(ui::withLastTurnRemoved(record("uau"))), std::string("ua"));
    QCOMPARE(roles(ui::withLastTurnRemoved(record("uauata"))), std::string("ua"));
    QCOMPARE(roles(ui::withLastTurnRemoved(record("sa"))), std::string("sa"));
  }

  void aSystemLineIsAddedOnce() {
    const Json record = parse(R"({"messages":[{"role":"user","content":"q"}]})");
    QVERIFY(!ui::hasSystem(record));
    const Json with = ui::withSystemAdded(record);
    QVERIFY(ui::hasSystem(with));
    QVERIFY(ui::withSystemAdded(with) == with);
  }

  void strangeRecordsDoNoHarm() {
    for (const char* text : {R"({})", R"([])", R"("x")", R"({"messages":[1,"x",{}]})", R"({"history":[1,[],["q"]]})", R"({"instruction":5})"}) {
      const Json record = parse(text);
      ui::turnsOf(record);
      if (record.is_object()) ui::withLastTurnRemoved(record);
    }
  }

  void differingWordsAreFound() {
    const ui::WordDiff diff = ui::wordDiff("I am a language model.", "I am Lathe's helper.");
    QCOMPARE(diff.left, (QVector<ui::TextRange>{{5, 21}}));
    QCOMPARE(diff.right.size(), 1);
    QVERIFY(ui::wordDiff("same words", "same  words").left.isEmpty());
  }

  void wordsBeyondTheTableCountAsDifferent() {
    const QString same = QString("word ").repeated(2100);
    const ui::WordDiff diff = ui::wordDiff(same + "left", same + "right");
    QVERIFY(!diff.left.isEmpty() && diff.left.back().end == same.size() + 4);
    QVERIFY(!diff.right.isEmpty() && diff.right.back().end == same.size() + 5);
  }

  void chineseIsComparedByCharacter() {
    const ui::WordDiff diff = ui::wordDiff("我是语言模型。", "我是车床助手。");
    QCOMPARE(diff.left, (QVector<ui::TextRange>{{2, 6}}));
    QCOMPARE(diff.right, (QVector<ui::TextRange>{{2, 6}}));
  }
};

LATHE_TEST(TestTurns)
#include "test_turns.moc"
