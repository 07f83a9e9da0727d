// A text is cut exactly before its stop string, and no part of one is shown.
#include <QTest>

#include "core/eval/stop_text.h"
#include "tests/support/run_tests.h"

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
};

LATHE_TEST(TestStopText)
#include "test_stop_text.moc"
