#include "core/base/utf8.h"
#include "tests/support/run_tests.h"

using namespace lathe;

class TestUtf8 : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void faultySequencesAreFound_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("at");
    QTest::addColumn<QByteArray>("repaired");
    const QByteArray bad = "\xEF\xBF\xBD";
    QTest::newRow("valid") << QByteArray("a\u00e9\u4e2d\U0001F600") << -1 << QByteArray("a\u00e9\u4e2d\U0001F600");
    QTest::newRow("lone continuation") << QByteArray("a\x80") << 1 << "a" + bad;
    QTest::newRow("overlong slash") << QByteArray("\xC0\xAF") << 0 << bad + bad;
    QTest::newRow("overlong three") << QByteArray("\xE0\x80\x80") << 0 << bad + bad + bad;
    QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80") << 0 << bad + bad + bad;
    QTest::newRow("above the last") << QByteArray("\xF4\x90\x80\x80") << 0 << bad + bad + bad + bad;
    QTest::newRow("cut three") << QByteArray("\xE4\xB8") << 0 << bad;
    QTest::newRow("cut, then text") << QByteArray("x\xF0\x9F\x98z") << 1 << "x" + bad + "z";
    QTest::newRow("0xFF") << QByteArray("ab\xFF") << 2 << "ab" + bad;
  }
  void faultySequencesAreFound() {
    QFETCH(QByteArray, text);
    QFETCH(int, at);
    QFETCH(QByteArray, repaired);
    QCOMPARE(find_bad_utf8(text.toStdString()), at < 0 ? std::string::npos : static_cast<size_t>(at));
    QCOMPARE(repair_utf8(text.toStdString()), repaired.toStdString());
    QCOMPARE(find_bad_utf8(repair_utf8(text.toStdString())), std::string::npos);
  }

  void anIncompleteTailIsMeasured() {
    const std::string text = "a\U0001F600";
    QCOMPARE(incomplete_tail(text), size_t{0});
    QCOMPARE(incomplete_tail(text.substr(0, 4)), size_t{3});
    QCOMPARE(incomplete_tail(text.substr(0, 2)), size_t{1});
    QCOMPARE(incomplete_tail("\xE4\xB8"), size_t{2});
    QCOMPARE(incomplete_tail("\xE0\x80"), size_t{0});     // can never become a character
    QCOMPARE(incomplete_tail("\x80\x80"), size_t{0});
    QCOMPARE(incomplete_tail(""), size_t{0});
  }

  void textIsCutWhereACharacterEnds() {
    const std::string text = "a\u4e2d\U0001F600";                 // 1 + 3 + 4 bytes
    const size_t kept[] = {0, 1, 1, 1, 4, 4, 4, 4, 8, 8};
    for (size_t most = 0; most < std::size(kept); ++most) QCOMPARE(cut_utf8(text, most), std::string_view(text).substr(0, kept[most]));
  }

  void normalFormCComposes() {
    QCOMPARE(to_nfc("e\u0301 \u1100\u1161\u11a8 \u212b"), std::string("\u00e9 \uac01 \u00c5"));
    QCOMPARE(to_nfc("plain"), std::string("plain"));
    QCOMPARE(to_nfc("\u0958"), std::string("\u0915\u093c"));
  }

  void charactersAreReadOneByOne() {
    const std::string text = "a\u00e9\u4e2d\U0001F600";
    std::u32string read;
    for (size_t at = 0; at < text.size();) read += next_code_point(text, at);
    QVERIFY(read == U"a\u00e9\u4e2d\U0001F600");
    std::string written;
    for (const char32_t c : read) append_utf8(written, c);
    QCOMPARE(written, text);
  }

  void kindsOfCharacters() {
    for (const char32_t c : {U' ', U'\t', U'\n', U'\u00A0', U'\u3000', U'\u2028', U'\u0085'}) QVERIFY(is_white_space(c));
    for (const char32_t c : {U'a', U'\u180E', U'\u200B', U'\uFEFF'}) QVERIFY(!is_white_space(c));
    QVERIFY(is_mark(U'\u0301') && !is_mark(U'a'));
  }
};

LATHE_TEST(TestUtf8)
#include "test_utf8.moc"
