#include "core/engine/event.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::engine;

class TestEventJson : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void everyEventHasItsName() {
    const std::vector<std::pair<EventBody, const char*>> all = {
        {JobStarted{}, "started"}, {RunOpened{}, "run_opened"}, {StepMetrics{}, "step"}, {EvalMetrics{}, "eval"}, {Progress{}, "progress"},
        {SampleText{}, "sample"}, {CheckpointSaved{}, "checkpoint"}, {LogLine{}, "log"}, {Paused{}, "paused"}, {AnswerPiece{}, "piece"},
        {Answer{}, "answer"}, {AnswerFailed{}, "answer_failed"}, {DataChecked{}, "data_checked"}, {TokensShown{}, "tokens"}, {TemplateRead{}, "template"},
        {TemplatePreviewed{}, "template_preview"}, {ModelInspected{}, "model"},
        {RunInspected{}, "run"}, {DataInspected{}, "data"}, {TextClassified{}, "text_classified"}, {TextsClassified{}, "texts_classified"},
        {HardwareInspected{}, "hardware"}, {JobFinished{}, "finished"}};
    QCOMPARE(all.size(), std::variant_size_v<EventBody>);
    for (const auto& [body, name] : all) {
      const Json json = to_json(Event{3, body});
      QCOMPARE(json["event"].get<std::string>(), std::string(name));
      QCOMPARE(json["job"].get<int>(), 3);
      QVERIFY(!json.dump().empty());
    }
  }

  void bodiesCarryTheirFigures() {
    const Json step = to_json(Event{1, StepMetrics{.step = 4, .loss = 2.5, .tokens = 7}});
    QVERIFY(step["step"] == 4 && step["loss"] == 2.5 && step["tokens"] == 7);
    const Json failed = to_json(Event{1, JobFinished{.result = Result::failed, .code = "disk.full", .message = phrase("[save] {0}: full", "a"), .hint = phrase("Mend it.")}});
    QVERIFY(failed["result"] == "failed" && failed["code"] == "disk.full" && failed["message"] == "[save] a: full" && failed["hint"] == "Mend it.");
    const Json answer = to_json(Event{1, Answer{.side = Side::before, .text = "hello", .weights_hash = "ab"}});
    QVERIFY(answer["side"] == "before" && answer["text"] == "hello" && answer["weights_hash"] == "ab");
  }
};

LATHE_TEST(TestEventJson)
#include "test_event_json.moc"
