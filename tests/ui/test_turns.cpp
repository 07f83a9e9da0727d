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

  void chineseIsComparedByCharacter() {
    const ui::WordDiff diff = ui::wordDiff("我是语言模型。", "我是车床助手。");
    QCOMPARE(diff.left, (QVector<ui::TextRange>{{2, 6}}));
    QCOMPARE(diff.right, (QVector<ui::TextRange>{{2, 6}}));
  }
};

LATHE_TEST(TestTurns)
#include "test_turns.moc"
