// A text is cut exactly before its stop string, and no part of one is shown.
#include <QTest>

#include "core/base/rng.h"
#include "core/eval/stop_tail.h"
#include "core/eval/stop_text.h"
#include "tests/support/paths.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::eval;

class TestStopText : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void howeverThePiecesFall() {
    const std::string text = "one ## two ###three", shown = "one ## two ";
    for (size_t size = 1; size <= text.size(); ++size) {
      StopText stop({"###", ""});
      std::string out;
      for (size_t at = 0; at < text.size(); at += size) {
        out += stop.push(text.substr(at, size));
        QVERIFY(std::string_view(shown).starts_with(out));
      }
      out += stop.finish();
      QCOMPARE(out, shown);
      QCOMPARE(stop.found(), std::string("###"));
    }
  }
  void onlyAPossibleBeginningIsHeldBack() {
    StopText stop({"\nUser:"});
    QCOMPARE(stop.push("yes\n"), std::string("yes"));
    QCOMPARE(stop.push("Us"), std::string());
    QCOMPARE(stop.push("ual"), std::string("\nUsual"));
    QCOMPARE(stop.push("\nUser"), std::string());
    QCOMPARE(stop.finish(), std::string("\nUser"));
    QVERIFY(!stop.stopped());
  }
  void theFirstOfSeveralCuts() {
    StopText stop({"later", "b", "ab"});
    QCOMPARE(stop.push("xxab later"), std::string("xx"));
    QCOMPARE(stop.found(), std::string("ab"));
    QCOMPARE(stop.push("more"), std::string());
    QCOMPARE(stop.finish(), std::string());
  }
  void withoutStopStringsAllPasses() {
    StopText stop({});
    QCOMPARE(stop.push("all"), std::string("all"));
    QCOMPARE(stop.finish(), std::string());
  }
  void aBeginningThatRepeatsItself() {
    StopText stop({"aab"});
    std::string shown;
    for (const char* piece : {"aaa", "a", "b!"}) shown += stop.push(piece);
    QCOMPARE(shown, std::string("aa"));
    QVERIFY(stop.stopped());
  }

  // The tail sees a stop string with the very token with which the streamed text does.
  void theTailStopsWhereTheTextStops() {
    size_t found = 0, at_first = 0;
    for (const char* kind : {"sentencepiece_model", "bpe_tokenizer", "generation"}) {
      const auto tokenizer = text::load_tokenizer(tests::fixture(kind));
      CounterRng rng(5, 1);
      const auto any = [&] { return static_cast<int32_t>(rng.below(static_cast<uint64_t>(tokenizer->size()))); };
      for (int round = 0; round < 3000; ++round) {
        Request request{{1, any(), any()}, {}, {}, round % 2 == 0};
        if (round % 5 == 0) request.prompt.resize(1);
        std::vector<int32_t> answer(8);
        for (int32_t& id : answer) id = any();
        const std::string all = tokenizer->decode(answer);
        const size_t from = rng.below(all.size() + 1), size = 1 + rng.below(5);
        request.options.stop_strings = {all.substr(from, size), "", " " + all.substr(0, 2), "never there"};
        for (std::string& stop : request.options.stop_strings)
          if (stop.find("\xEF\xBF\xBD") != std::string::npos || QString::fromStdString(stop).toStdString() != stop) stop.clear();
        const StopTail tail(*tokenizer, request);
        text::StreamDecoder decoder(*tokenizer);
        if (request.goes_on)
          for (const int32_t id : request.prompt) decoder.push(id);
        StopText text(request.options.stop_strings);
        for (size_t n = 1; n <= answer.size(); ++n) {
          text.push(decoder.push(answer[n - 1]));
          QCOMPARE(tail.completed_by_last(std::span(answer).first(n)), text.stopped());
          if (!text.stopped()) continue;
          ++found;
          at_first += n == 1;
          break;
        }
      }
    }
    qInfo("%zu stop strings found, %zu of them in the first token", found, at_first);
    QVERIFY(found > 3000 && at_first > 100);
  }
  void aStopStringInThePastCountsNoMore() {
    const auto tokenizer = text::load_tokenizer(tests::fixture("generation"));
    const auto ids = tokenizer->encode("now the new").ids;
    const StopTail tail(*tokenizer, {.options = {.stop_strings = {"w t"}}});
    std::vector<size_t> ends;
    for (size_t n = 1; n <= ids.size(); ++n)
      if (tail.completed_by_last(std::span(ids).first(n))) ends.push_back(n);
    QCOMPARE(ends.size(), size_t{1});
    QVERIFY(!StopTail(*tokenizer, {.options = {.stop_strings = {""}}}).can_stop());
  }
};

LATHE_TEST(TestStopText)
#include "test_stop_text.moc"
