#include <QTest>

#include "core/base/json.h"
#include "tests/app/program.h"
#include "tests/support/folder.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::tests;

// lathe tokenize, from outside.
class TestTokenize : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void idsPiecesAndPlacesAsJson() {
    const Outcome outcome = run_program("lathe", {"tokenize", model(), "--text", "a床<think>", "--json"});
    QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
    const Json result = Json::parse(outcome.out.toStdString());
    const Json& tokens = result["tokens"];
    QCOMPARE(result["ids"].size(), tokens.size());
    QCOMPARE(tokens.front()["piece"].get<std::string>(), std::string("a"));
    QCOMPARE(tokens.back()["piece"].get<std::string>(), std::string("<think>"));
    QCOMPARE(tokens.back()["begin"].get<int>(), 4);
    QCOMPARE(tokens.back()["end"].get<int>(), 11);
    QCOMPARE(result["bytes"].get<int>(), 11);
  }

  void aFileIsReadAndRowsArePrinted() {
    const Folder folder;
    folder.write("words.txt", "a a");
    const Outcome outcome = run_program("lathe", {"tokenize", model(), QString::fromStdString((folder / "words.txt").string())});
    QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
    QVERIFY2(outcome.out.contains("\"a\"\t0-1\n") && outcome.out.contains("\t1-3\n") && outcome.out.contains("2 tokens, 3 bytes"), qPrintable(outcome.out));
  }

  void nothingToReadIsSaid() {
    const Outcome outcome = run_program("lathe", {"tokenize", model()});
    QVERIFY(outcome.code != 0 && outcome.err.contains("--text"));
  }

  void textThatIsNotUtf8IsRefused() {
    const Folder folder;
    folder.write("words.txt", "a\xFF");
    const Outcome outcome = run_program("lathe", {"tokenize", model(), QString::fromStdString((folder / "words.txt").string())});
    QVERIFY2(outcome.code != 0 && outcome.err.contains("UTF-8 at byte 1"), qPrintable(outcome.err));
  }

 private:
  static QString model() { return QString::fromStdString(fixture("bpe_tokenizer").string()); }
};

LATHE_TEST(TestTokenize)
#include "test_tokenize.moc"
