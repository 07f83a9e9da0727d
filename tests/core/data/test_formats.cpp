#include <set>

#include "core/data/formats/turns.h"
#include "tests/core/data/cases.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::data;
using text::Message;

class TestFormats : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void alpacaBecomesAConversation() {
    QCOMPARE(converted("alpaca", R"({"instruction": "Add.", "input": "1 2", "output": "3"})"),
             (std::vector<Message>{{"user", "Add.\n1 2", false, "1 2"}, {"assistant", "3", true}}));
    QCOMPARE(converted("alpaca", R"({"instruction": "Hi", "input": "", "output": "Yo"})"), (std::vector<Message>{{"user", "Hi"}, {"assistant", "Yo", true}}));
    QCOMPARE(converted("alpaca", R"({"instruction": "", "input": "Hi", "output": "Yo"})"), (std::vector<Message>{{"user", "Hi", false, "Hi"}, {"assistant", "Yo", true}}));
    QCOMPARE(converted("alpaca", R"({"instruction": "Hi", "input": null, "output": "Yo", "system": "S", "history": [["q", "a"], ["r", "b"]], "other": 1})"),
             (std::vector<Message>{{"system", "S"}, {"user", "q"}, {"assistant", "a", true}, {"user", "r"}, {"assistant", "b", true}, {"user", "Hi"}, {"assistant", "Yo", true}}));
  }

  void messagesBecomeAConversation() {
    const std::vector<Message> expected{{"system", "S"}, {"user", "Hi"}, {"assistant", "Yo", true}, {"user", "q"}, {"assistant", "a", true}};
    QCOMPARE(converted("messages", R"({"messages": [{"role": "system", "content": "S"}, {"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Yo"},
      {"role": "user", "content": [{"type": "text", "text": "q"}]}, {"role": "assistant", "content": "a", "tool_calls": null}]})"), expected);
    QCOMPARE(converted("sharegpt", R"({"system": "S", "conversations": [{"from": "human", "value": "Hi"}, {"from": "gpt", "value": "Yo"}, {"from": "user", "value": "q"}, {"from": "assistant", "value": "a"}]})"), expected);
  }

  void anAnswerOfWeightZeroIsNotLearned() {
    const auto messages = converted("messages", R"({"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b", "weight": 0},
      {"role": "user", "content": "c"}, {"role": "assistant", "content": "d", "weight": 1}]})");
    QVERIFY(!messages[1].learned && messages[3].learned);
  }

  void toolTurnsAreKeptInOrder() {
    const auto messages = converted("sharegpt", R"({"tools": "[]", "conversations": [{"from": "human", "value": "w"}, {"from": "function_call", "value": "{}"},
      {"from": "observation", "value": "12 g"}, {"from": "gpt", "value": "Twelve."}]})");
    QCOMPARE(messages, (std::vector<Message>{{"user", "w"}, {"assistant", "{}", true}, {"tool", "12 g"}, {"assistant", "Twelve.", true}}));
  }

  void faultsNameTheirField_data() {
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("record");
    QTest::addColumn<QString>("issues");
    const auto row = [](const char* name, const char* format, const char* record, const char* issues) { QTest::newRow(name) << format << record << issues; };
    row("no output", "alpaca", R"({"instruction": "a"})", "7 output data.missing_field");
    row("both missing", "alpaca", R"({})", "7 instruction data.missing_field|7 output data.missing_field");
    row("wrong types", "alpaca", R"({"instruction": 1, "input": [], "output": {}})", "7 instruction data.wrong_type|7 input data.wrong_type|7 output data.wrong_type");
    row("empty answer", "alpaca", R"({"instruction": "a", "output": " \n"})", "7 output data.empty_field");
    row("empty question", "alpaca", R"({"instruction": "", "input": " ", "output": "b"})", "7 instruction data.empty_field");
    row("bad history", "alpaca", R"({"instruction": "a", "output": "b", "history": [["q"], "x"]})", "7 history[0] data.wrong_type|7 history[1] data.wrong_type");
    row("no messages", "messages", R"({"text": "a"})", "7 messages data.missing_field");
    row("messages no list", "messages", R"({"messages": "a"})", "7 messages data.wrong_type");
    row("messages empty", "messages", R"({"messages": []})", "7 messages data.empty_field");
    row("turn no object", "messages", R"({"messages": [1]})", "7 messages[0] data.wrong_type");
    row("unknown role", "messages", R"({"messages": [{"role": "captain", "content": "a"}]})", "7 messages[0].role data.bad_role");
    row("role missing", "messages", R"({"messages": [{"content": "a"}]})", "7 messages[0].role data.missing_field");
    row("content null", "messages", R"({"messages": [{"role": "user", "content": null}]})", "7 messages[0].content data.missing_field");
    row("content number", "messages", R"({"messages": [{"role": "user", "content": 4}]})", "7 messages[0].content data.wrong_type");
    row("picture", "messages", R"({"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {}}]}]})", "7 messages[0].content[0] data.wrong_type");
    row("no answer", "messages", R"({"messages": [{"role": "user", "content": "a"}]})", "7 messages[0] data.bad_turns");
    row("answer first", "messages", R"({"messages": [{"role": "assistant", "content": "a"}]})", "7 messages[0] data.bad_turns");
    row("two questions", "messages", R"({"messages": [{"role": "user", "content": "a"}, {"role": "user", "content": "b"}, {"role": "assistant", "content": "c"}]})", "7 messages[1] data.bad_turns");
    row("late system", "messages", R"({"messages": [{"role": "user", "content": "a"}, {"role": "system", "content": "b"}, {"role": "assistant", "content": "c"}]})", "7 messages[1] data.bad_turns");
    row("tool calls no list", "messages", R"({"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": null, "tool_calls": {"id": "1"}}]})", "7 messages[1].tool_calls data.wrong_type");
    row("tools no list", "messages", R"({"tools": "no list", "messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]})", "7 tools data.wrong_type");
    row("question missing", "query_response", R"({"response": "b"})", "7 instruction data.missing_field");
    row("answer blank", "query_response", R"({"query": "a", "answer": " "})", "7 answer data.empty_field");
    row("completion missing", "prompt_completion", R"({"prompt": "a"})", "7 completion data.missing_field");
    row("prompt ends with an answer", "prompt_completion", R"({"prompt": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}], "completion": "c"})", "7 prompt[1] data.bad_turns");
    row("same answers", "preference", R"({"prompt": "a", "chosen": "b", "rejected": "b"})", "7 rejected data.bad_pair");
    row("rejected missing", "preference", R"({"prompt": "a", "chosen": "b"})", "7 rejected data.missing_field");
    row("nothing in common", "preference", R"({"chosen": "b", "rejected": "c"})", "7 prompt data.missing_field");
    row("other questions", "preference", R"({"chosen": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}], "rejected": [{"role": "user", "content": "x"}, {"role": "assistant", "content": "c"}]})", "7 rejected data.bad_pair");
    row("chosen is a question", "preference", R"({"conversations": [{"from": "human", "value": "a"}], "chosen": {"from": "human", "value": "b"}, "rejected": {"from": "gpt", "value": "c"}})", "7 chosen data.bad_turns");
    row("no verdict", "kto", R"({"prompt": "a", "completion": "b"})", "7 label data.missing_field");
    row("verdict a number", "kto", R"({"prompt": "a", "completion": "b", "kto_tag": 1})", "7 kto_tag data.wrong_type");
    row("label missing", "classification", R"({"text": "a"})", "7 label data.missing_field");
    row("label a list", "classification", R"({"text": "a", "label": [1]})", "7 label data.wrong_type");
    row("text to label empty", "classification", R"({"text": "", "label": 1})", "7 text data.empty_field");
    row("no text", "text", R"({"text": null})", "7 text data.missing_field");
    row("blank text", "text", R"({"text": " "})", "7 text data.empty_field");
    row("two system texts", "sharegpt", R"({"system": "S", "conversations": [{"from": "system", "value": "T"}, {"from": "human", "value": "a"}, {"from": "gpt", "value": "b"}]})", "7 system data.bad_turns");
  }
  void faultsNameTheirField() {
    QFETCH(QString, format);
    QFETCH(QString, record);
    QFETCH(QString, issues);
    Example example;
    std::vector<Issue> found;
    QVERIFY(!format_by_id(format.toStdString()).read(record_of(record.toStdString()), example, found));
    QCOMPARE(QString::fromStdString(tests::joined(tests::in_short(found))).trimmed().replace("\n", "|"), issues);
  }

  void whatATurnCarriesIsKept() {
    const Json call{{"type", "tool_call"}, {"value", Json{{"name", "weigh"}, {"arguments", {{"kg", 1}}}}.dump()}};
    const Json parts = Json::array({Json{{"type", "reasoning"}, {"value", "hm"}}, Json{{"type", "text"}, {"value", "b"}}, call});
    const Json turns = Json::array({Json{{"role", "user"}, {"content", "a"}, {"name", "Ann"}}, Json{{"role", "assistant"}, {"content", parts}, {"loss_weight", 0.5}}});
    const std::string tools = Json::array({Json{{"name", "weigh"}}}).dump();
    Example example;
    std::vector<Issue> found;
    QVERIFY(format_by_id("messages").read({Json{{"tools", tools}, {"messages", turns}}, "set.jsonl", 7}, example, found));
    QCOMPARE(tests::joined(tests::in_short(found)), std::string("7 messages[1].loss_weight data.weight\n"));
    const text::Conversation& c = example.conversation;
    QCOMPARE(c.tools.dump(), std::string(R"([{"name":"weigh"}])"));
    QCOMPARE(c.messages[0].members.dump(), std::string(R"({"name":"Ann"})"));
    QCOMPARE(c.messages[1].content, std::string("b"));
    QCOMPARE(c.messages[1].members.dump(), std::string(R"({"loss_weight":0.5,"reasoning_content":"hm","tool_calls":[{"type":"function","function":{"name":"weigh","arguments":{"kg":1}}}]})"));
  }

  void jsonInATextIsHeldToTheLimitsOfARecord() {
    const auto faults_of = [](const Json& record) {
      Example example;
      std::vector<Issue> found;
      format_by_id("messages").read({record, "set.jsonl", 7}, example, found);
      return tests::joined(tests::in_short(found));
    };
    const std::string deep = std::string(100000, '[') + std::string(100000, ']');
    const Json question{{"role", "user"}, {"content", "a"}};
    const Json turns = Json::array({question, Json{{"role", "assistant"}, {"content", "b"}}});
    for (const std::string& tools : {deep, std::string(100000, '['), std::string(R"([{"name": "a", "name": "b"}])")})
      QCOMPARE(faults_of(Json{{"tools", tools}, {"messages", turns}}), std::string("7 tools data.wrong_type\n"));
    const std::string deep_call = R"({"name": "weigh", "arguments": )" + deep + "}";
    const Json parts = Json::array({Json{{"type", "tool_call"}, {"value", deep_call}}});
    const Json called = Json::array({question, Json{{"role", "assistant"}, {"content", parts}}});
    QVERIFY(faults_of(Json{{"messages", called}}).starts_with("7 messages[1].content[0] data.wrong_type\n"));
  }

  void pairsShareTheirQuestion_data() {
    QTest::addColumn<QString>("record");
    QTest::addColumn<int>("shared");
    QTest::newRow("texts") << R"({"prompt": "q", "chosen": "a", "rejected": "b"})" << 1;
    QTest::newRow("alpaca") << R"({"instruction": "q", "input": "r", "system": "S", "chosen": "a", "rejected": "b"})" << 2;
    QTest::newRow("history") << R"({"instruction": "q", "history": [["x", "y"]], "chosen": "a", "rejected": "b"})" << 3;
    QTest::newRow("turns") << R"({"conversations": [{"from": "human", "value": "q"}], "chosen": {"from": "gpt", "value": "a"}, "rejected": {"from": "gpt", "value": "b"}})" << 1;
    QTest::newRow("lists") << R"({"prompt": [{"role": "user", "content": "q"}], "chosen": [{"role": "assistant", "content": "a"}], "rejected": [{"role": "assistant", "content": "b"}]})" << 1;
    QTest::newRow("whole lists") << R"({"chosen": [{"role": "user", "content": "q"}, {"role": "assistant", "content": "a"}], "rejected": [{"role": "user", "content": "q"}, {"role": "assistant", "content": "b"}]})" << 1;
    QTest::newRow("v1") << R"({"chosen_messages": [{"role": "user", "content": [{"type": "text", "value": "q"}]}, {"role": "assistant", "content": [{"type": "text", "value": "a"}]}],
      "rejected_messages": [{"role": "user", "content": "q"}, {"role": "assistant", "content": "b"}]})" << 1;
    QTest::newRow("common beginning") << R"({"chosen": "The sky is blue.", "rejected": "The sky is green."})" << 1;
  }
  void pairsShareTheirQuestion() {
    QFETCH(QString, record);
    QFETCH(int, shared);
    Example example;
    std::vector<Issue> found;
    QVERIFY(format_by_id("preference").read(record_of(record.toStdString()), example, found));
    const auto &a = example.conversation.messages, &b = example.rejected.messages;
    QCOMPARE(a.size(), static_cast<size_t>(shared + 1));
    QCOMPARE(b.size(), a.size());
    for (size_t i = 0; i + 1 < a.size(); ++i) QVERIFY(a[i] == b[i] && !a[i].learned);
    QVERIFY(a.back().learned && b.back().learned && a.back().content != b.back().content);
    if (record.contains("sky")) QCOMPARE(a[0].content + "|" + a[1].content, std::string("The sky is| blue."));
  }

  void onlyWhatWasJudgedIsLearned() {
    Example example;
    std::vector<Issue> found;
    QVERIFY(format_by_id("kto").read(record_of(R"({"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}, {"role": "user", "content": "c"}, {"role": "assistant", "content": "d"}], "label": false})"), example, found));
    QVERIFY(!example.desirable && !example.conversation.messages[1].learned && example.conversation.messages[3].learned);
    QVERIFY(format_by_id("classification").read(record_of(R"({"premise": "a", "hypothesis": "b", "label": 2})"), example, found));
    QCOMPARE(example.text + "|" + example.text_pair + "|" + example.label, std::string("a|b|2"));
    QVERIFY(found.empty());
  }

  void formatsAreDetectedWithAReason_data() {
    QTest::addColumn<QString>("record");
    QTest::addColumn<QString>("format");
    QTest::newRow("alpaca") << R"({"instruction": "a", "output": "b", "id": 1})" << "alpaca";
    QTest::newRow("messages") << R"({"messages": []})" << "messages";
    QTest::newRow("sharegpt") << R"({"conversations": [], "tools": ""})" << "sharegpt";
    QTest::newRow("preference, turns") << R"({"conversations": [], "chosen": {}, "rejected": {}})" << "preference";
    QTest::newRow("preference, texts") << R"({"instruction": "a", "input": "", "chosen": "b", "rejected": "c"})" << "preference";
    QTest::newRow("preference, v1") << R"({"chosen_messages": [], "rejected_messages": []})" << "preference";
    QTest::newRow("KTO, messages") << R"({"messages": [], "label": true})" << "kto";
    QTest::newRow("KTO, alpaca") << R"({"instruction": "a", "output": "b", "kto_tag": false})" << "kto";
    QTest::newRow("KTO, from a table") << R"({"prompt": "a", "completion": "b", "label": "true"})" << "kto";
    QTest::newRow("question and answer") << R"({"question": "a", "answer": "b"})" << "query_response";
    QTest::newRow("instruction and response") << R"({"instruction": "a", "response": "b"})" << "query_response";
    QTest::newRow("prompt and completion") << R"({"prompt": [], "completion": []})" << "prompt_completion";
    QTest::newRow("label") << R"({"label": 1, "text_a": "b"})" << "classification";
    QTest::newRow("label true") << R"({"text": "b", "label": true})" << "classification";
    QTest::newRow("sentence pair") << R"({"sentence1": "a", "sentence2": "b", "label": "x"})" << "classification";
    QTest::newRow("raw text") << R"({"text": "a", "meta": {}})" << "text";
    QTest::newRow("half an alpaca") << R"({"instruction": "a", "result": "b"})" << "alpaca";
    QTest::newRow("none") << R"({"name": "a", "size": 4})" << "";
  }
  void formatsAreDetectedWithAReason() {
    QFETCH(QString, record);
    QFETCH(QString, format);
    const std::vector<Record> records(3, record_of(record.toStdString()));
    try {
      const Detected detected = detect_format(records, "set.jsonl");
      QCOMPARE(detected.format->id, format.toStdString());
      QVERIFY(detected.reason.str().find("of the first 3 records") != std::string::npos);
    } catch (const Error& error) {
      QCOMPARE(error.code, std::string("data.no_format"));
      QVERIFY(format.isEmpty());
      for (const auto& [key, value] : records[0].value.items()) QVERIFY(std::string(error.what()).find(key) != std::string::npos);
    }
  }

  void anEmptySetIsNamed() { QVERIFY_EXCEPTION_THROWN(detect_format({}, "set.jsonl"), Error); }

  void everyRegisteredFormatIsWhole() {
    std::set<std::string> offered, registered{"auto"};
    for (const FieldChoice& choice : config::kFormats) offered.insert(choice.value);
    for (const FormatSpec& format : formats()) {
      registered.insert(format.id);
      QVERIFY(!format.title.empty() && !format.help.empty() && !format.columns.empty());
      QCOMPARE(format.fit(format.empty_record()), 1.0);
      for (const FormatSpec& other : formats()) QVERIFY(&other == &format || other.fit(format.empty_record()) < 1);
    }
    QCOMPARE(offered, registered);
    QVERIFY_EXCEPTION_THROWN(format_by_id("csv"), Error);
  }

 private:
  static Record record_of(const std::string& json) { return {parse_json(json, "t"), "set.jsonl", 7}; }
  static std::vector<Message> converted(const char* format, const std::string& json) {
    text::Conversation conversation;
    std::vector<Issue> issues;
    if (!format_by_id(format).to_conversation(record_of(json), conversation, issues) || !issues.empty()) return {{"fault", issues.empty() ? "" : issues[0].str()}};
    return conversation.messages;
  }
};

LATHE_TEST(TestFormats)
#include "test_formats.moc"
