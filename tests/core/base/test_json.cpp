#include "core/base/json.h"
#include "core/base/utf8.h"
#include "tests/support/folder.h"
#include "tests/support/run_tests.h"

using namespace lathe;

class TestJson : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void untrustedTextIsRefusedWithACode_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");
    QTest::newRow("cut off") << QByteArray("{\"a\": [1, 2") << "json.syntax";
    QTest::newRow("tail") << QByteArray("{} x") << "json.syntax";
    QTest::newRow("empty") << QByteArray("") << "json.syntax";
    QTest::newRow("duplicate key") << QByteArray("{\"a\": 1, \"a\": 2}") << "json.duplicate_key";
    QTest::newRow("duplicate key inside") << QByteArray("[{\"b\": {\"a\": 1, \"a\": 2}}]") << "json.duplicate_key";
    QTest::newRow("too deep") << QByteArray(65, '[') + QByteArray(65, ']') << "json.depth";
    QTest::newRow("number too large") << QByteArray("[1e400]") << "json.number";
    QTest::newRow("NaN") << QByteArray("[NaN]") << "json.syntax";
    QTest::newRow("bad UTF-8") << QByteArray("[\"\xC3\x28\"]") << "json.syntax";
    QTest::newRow("lone surrogate") << QByteArray("[\"\\ud800\"]") << "json.syntax";
    QTest::newRow("control character") << QByteArray("[\"\x01\"]") << "json.syntax";
    QTest::newRow("too many values") << "[" + QByteArray("0,").repeated(100) + "0]" << "json.values";
    QTest::newRow("too large") << QByteArray(2000, ' ') << "json.size";
  }
  void untrustedTextIsRefusedWithACode() {
    QFETCH(QByteArray, text);
    QFETCH(QString, code);
    try {
      parse_json(text.toStdString(), "file.json", {.max_bytes = 1000, .max_values = 100});
      QFAIL("accepted");
    } catch (const Error& error) {
      QCOMPARE(error.code, code.toStdString());
      QVERIFY(std::string(error.what()).find("file.json") != std::string::npos);
      QCOMPARE(find_bad_utf8(error.what()), std::string::npos);       // the parser quotes what it stumbled over
    }
  }

  void aLongValueIsNamedInWholeCharacters() {
    std::string text;
    for (int i = 0; i < 40; ++i) text += "\u4e2d";
    for (const char* before : {"", "a", "ab"}) {
      const std::string said = shown(Json(before + text));
      QVERIFY(said.size() < 70 && find_bad_utf8(said) == std::string::npos && said.ends_with("\u4e2d\u2026"));
      try {
        int_at(Json{{"n", before + text}}, "n", "t", 0, 1);
        QFAIL("accepted");
      } catch (const Error& error) {
        QCOMPARE(find_bad_utf8(error.what()), std::string::npos);
      }
    }
    QCOMPARE(shown(Json("short")), std::string("\"short\""));
  }

  void sortedTextIsWrittenWhateverTheBytesAre() {
    QCOMPARE(to_sorted_text(Json{{"a", "x\xFF"}}), std::string("{\n  \"a\": \"x\uFFFD\"\n}\n"));
  }

  void depthUpToTheLimitIsRead() { QVERIFY(parse_json(std::string(64, '[') + std::string(64, ']'), "t").is_array()); }

  void keyOrderAndValuesAreKept() {
    const Json value = parse_json(R"({"z": 1, "a": [true, null, -2.5, "\u00e9\ud83d\ude00"], "m": {}})", "t");
    QCOMPARE(value.dump(), std::string("{\"z\":1,\"a\":[true,null,-2.5,\"\u00e9\U0001F600\"],\"m\":{}}"));
  }

  void sortedTextIsAsHuggingFaceWritesIt() {
    QCOMPARE(to_sorted_text(parse_json(R"({"b": {"y": 1, "x": []}, "a": 1.5})", "t")), std::string("{\n  \"a\": 1.5,\n  \"b\": {\n    \"x\": [],\n    \"y\": 1\n  }\n}\n"));
  }

  void membersAreReadWithKindAndRange() {
    const Json value = parse_json(R"({"n": 7, "neg": -1, "big": 18446744073709551615, "f": 1.9, "s": "x", "b": true, "nil": null})", "t");
    QCOMPARE(int_at(value, "n", "t", 0, 10), int64_t{7});
    QCOMPARE(int_or(value, "nil", "t", 3, 0, 10), int64_t{3});
    QCOMPARE(string_or(value, "absent", "t", "d"), std::string("d"));
    QVERIFY(bool_at(value, "b", "t"));
    QCOMPARE(number_at(value, "n", "t"), 7.0);
    QVERIFY_EXCEPTION_THROWN(int_at(value, "neg", "t", 0, 10), Error);
    QVERIFY_EXCEPTION_THROWN(int_at(value, "big", "t", 0, INT64_MAX), Error);
    QVERIFY_EXCEPTION_THROWN(int_at(value, "f", "t", 0, 10), Error);
    QVERIFY_EXCEPTION_THROWN(string_at(value, "n", "t"), Error);
    QVERIFY_EXCEPTION_THROWN(bool_or(value, "s", "t", false), Error);
    QVERIFY_EXCEPTION_THROWN(number_at(value, "absent", "t"), Error);
  }

  void aByteOrderMarkInAFileIsSkipped() {
    const tests::Folder folder;
    QCOMPARE(read_json_file(folder.write("a.json", "\xEF\xBB\xBF[1]")).size(), size_t{1});
    QVERIFY_EXCEPTION_THROWN(read_json_file(folder / "absent.json"), Error);
  }
};

LATHE_TEST(TestJson)
#include "test_json.moc"
