#include "tests/support/run_tests.h"

#include "core/base/error.h"
#include "core/text/regex.h"

using namespace lathe;
using namespace lathe::text;

class TestRegex : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void whiteSpaceIsTranslatedOutsideAndInsideClasses() {
    QCOMPARE(translate_pattern("\\s+(?!\\S)", "t"), std::string("[\\t-\\r\\x20\\x85\\p{Z}]+(?![^\\t-\\r\\x20\\x85\\p{Z}])"));
    QVERIFY(translate_pattern("[^\\s\\p{L}]", "t").starts_with("[^\\t-\\r\\x20\\x85\\p{Z}"));
  }

  void theMongolianVowelSeparatorIsNoSpace() {
    QCOMPARE(pieces("\\s+", "a\u180E b"), (std::vector<std::string>{"a\u180E", " ", "b"}));
    QCOMPARE(pieces("\\s+", "a\u00A0\u2003b\u0085"), (std::vector<std::string>{"a", "\u00A0\u2003", "b", "\u0085"}));
  }

  void splittingLosesNothing() {
    const std::string text = "x12 y3";
    std::string all;
    for (const std::string& piece : pieces("\\p{N}{1,3}", text)) all += piece;
    QCOMPARE(all, text);
  }

  void aMatchSeesOnlyItsStretch() {
    const Regex regex("\\s+(?!\\S)|\\s+", "t");
    Regex::Scratch scratch;
    std::vector<Piece> out;
    regex.split("a  b", {1, 3}, scratch, out);
    QCOMPARE(out.size(), size_t{1});
    QCOMPARE(out[0].begin, size_t{1});
    QCOMPARE(out[0].end, size_t{3});
  }

  void whatMeansSomethingElseIsRefused_data() {
    QTest::addColumn<QString>("pattern");
    for (const char* pattern : {"\\p{Greek}", "a{2}+", "\\bword", "\\h", "^a", "a$", "[a&&b]", "[a[b]]", "(*ACCEPT)", "(?C1)a", "a\\", "(unclosed", "\\p{Nonsense}", "\\Qa\\E", "[]a]", "a(?i)b|c", "(?s)a.b", "(?x: a )", "a{2}?b", "\\xe9", "[\\x80-\\xff]", "(?|a|b)", "(?#c)a", "(?P<n>a)", "(?(1)a|b)", "(?^:a)", "(?R)"})
      QTest::newRow(pattern) << pattern;
  }
  void whatMeansSomethingElseIsRefused() {
    QFETCH(QString, pattern);
    QVERIFY_EXCEPTION_THROWN(Regex(pattern.toStdString(), "t"), Error);
  }

  // As Split of tokenizers 0.22 cuts them.
  void whatIsWrittenAnotherWayIsTranslated() {
    using Pieces = std::vector<std::string>;
    QCOMPARE(pieces("(?m:a.b)", "a\nb axb"), (Pieces{"a\nb", " ", "axb"}));
    QCOMPARE(pieces("(?m)a.b", "a\nb axb"), (Pieces{"a\nb", " ", "axb"}));
    QCOMPARE(pieces("(?im:a.)", "A\n"), (Pieces{"A\n"}));
    QCOMPARE(pieces("(?i)a|b", "B A"), (Pieces{"B", " ", "A"}));
    QCOMPARE(pieces("a(?i:b)|c", "aB C c"), (Pieces{"aB", " C ", "c"}));
    QCOMPARE(pieces("a{,2}b", "aaab"), (Pieces{"a", "aab"}));
    QCOMPARE(pieces("a{1,2}?b", "aaab"), (Pieces{"a", "aab"}));
    QCOMPARE(pieces("a{1,2}?", "aaa"), (Pieces{"a", "a", "a"}));
    QCOMPARE(pieces("a{,}", "a{,}"), (Pieces{"a{,}"}));
    QCOMPARE(pieces("a{x}", "a{x}"), (Pieces{"a{x}"}));
    QCOMPARE(pieces("(?>a+)b", "aab"), (Pieces{"aab"}));
    QCOMPARE(pieces("(?<=a|bc)x", "ax bcx"), (Pieces{"a", "x", " bc", "x"}));
    QCOMPARE(pieces("\\x41|\\x{e9}", "zA\u00e9"), (Pieces{"z", "A", "\u00e9"}));
  }

  void aLongPatternIsRefused() { QVERIFY_EXCEPTION_THROWN(Regex(std::string(17 << 10, 'a'), "t"), Error); }

  void runawayMatchingEndsWithAnError() {
    const Regex regex("(?:a|aa)+(?=c|d)", "t");
    Regex::Scratch scratch;
    std::vector<Piece> out;
    const std::string text(200, 'a');
    QVERIFY_EXCEPTION_THROWN(regex.split(text, {0, text.size()}, scratch, out), Error);
  }

 private:
  static std::vector<std::string> pieces(const char* pattern, const std::string& text) {
    const Regex regex(pattern, "t");
    Regex::Scratch scratch;
    std::vector<Piece> found;
    regex.split(text, {0, text.size()}, scratch, found);
    std::vector<std::string> out;
    for (const Piece& piece : found) out.push_back(text.substr(piece.begin, piece.end - piece.begin));
    return out;
  }
};

LATHE_TEST(TestRegex)
#include "test_regex.moc"
