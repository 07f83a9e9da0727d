#include <zlib.h>

#include "core/data/byte_source.h"
#include "core/data/encoding.h"
#include "core/data/record_set.h"
#include "core/data/record_source.h"
#include "tests/core/data/cases.h"
#include "tests/support/files.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::data;

// Files that are not plain JSON: tables, texts, packed files, other encodings.
class TestFiles : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void tablesBecomeRecords_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("records");
    QTest::addColumn<QString>("issues");
    const auto row = [](const char* what, const char* name, const char* bytes, const char* records, const char* issues) { QTest::newRow(what) << name << QByteArray(bytes) << records << issues; };
    row("plain", "a.csv", "text,label\nx,1\ny,2\n", R"(2 {"text":"x","label":"1"}|3 {"text":"y","label":"2"})", "");
    row("no last line end", "a.csv", "a\nx", R"(2 {"a":"x"})", "");
    row("CRLF and mark", "a.csv", "\xEF\xBB\xBF" "a,b\r\nx,1\r\n", R"(2 {"a":"x","b":"1"})", "");
    row("quotes", "a.csv", "a,b\n\"x, \"\"y\"\"\",\"line\nbreak\"\nz,w\n", "2 {\"a\":\"x, \\\"y\\\"\",\"b\":\"line\\nbreak\"}|4 {\"a\":\"z\",\"b\":\"w\"}", "");
    row("empty is null", "a.csv", "a,b\n,\"\"\n", R"(2 {"a":null,"b":null})", "");
    row("empty lines", "a.csv", "\na,b\n\nx,y\n\n\n", R"(4 {"a":"x","b":"y"})", "");
    row("header only", "a.csv", "a,b\n", "", "");
    row("nothing", "a.csv", "", "", "");
    row("semicolons", "a.csv", "a;b\nx,1;y\n", R"(2 {"a":"x,1","b":"y"})", "");
    row("tabs", "a.tsv", "a\tb\n\"x\ty\nz\t\"w \"\" v\"\n", "2 {\"a\":\"\\\"x\",\"b\":\"y\"}|3 {\"a\":\"z\",\"b\":\"w \\\" v\"}", "");
    row("a quote inside", "a.tsv", "a\tb\n1\t\"so\" he said\n0\t\"open\n1\tx\n", "2 {\"a\":\"1\",\"b\":\"\\\"so\\\" he said\"}|3 {\"a\":\"0\",\"b\":\"\\\"open\"}|4 {\"a\":\"1\",\"b\":\"x\"}", "");
    row("too few, too many", "a.csv", "a,b\nx\ny,1\nz,1,2\n", R"(3 {"a":"y","b":"1"})", "2 data.bad_row|4 data.bad_row");
    row("open quote", "a.csv", "a,b\n\"x,1\ny,2\n", R"(3 {"a":"y","b":"2"})", "2 data.bad_row");
    row("text behind a quote", "a.csv", "a,b\n\"x\"z,1\ny,2\n", R"(3 {"a":"y","b":"2"})", "2 data.bad_row");
    row("not UTF-8", "a.csv", "a,b\ncaf\xE9,1\ny,2\n", R"(3 {"a":"y","b":"2"})", "2 data.not_utf8");
  }
  void tablesBecomeRecords() {
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, records);
    QFETCH(QString, issues);
    const RecordFile file = read_records(folder_.write(name.toStdString(), bytes.toStdString()));
    QCOMPARE(in_short(file), records.toStdString());
    QCOMPARE(QString::fromStdString(tests::joined(tests::in_short(file.issues))).trimmed().replace("\n", "|"), issues);
    QCOMPARE(file.layout, name.endsWith("csv") ? Layout::csv : Layout::tsv);
  }

  void aBadHeaderIsRefused_data() {
    QTest::addColumn<QByteArray>("bytes");
    for (const char* bytes : {"a,a\nx,y\n", "a,\nx,y\n", "\"a,b\nx,y\n", "\xFF" "a,b\nx,y\n"}) QTest::newRow(bytes) << QByteArray(bytes);
  }
  void aBadHeaderIsRefused() {
    QFETCH(QByteArray, bytes);
    QCOMPARE(code_of([&] { read_records(folder_.write("bad.csv", bytes.toStdString())); }), std::string("data.bad_header"));
  }

  void textsBecomeDocuments_data() {
    QTest::addColumn<QString>("documents");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("records");
    QTest::newRow("blocks") << "auto" << QByteArray("\n\na\nb\n \t\n\nc\r\n\r\nd\n") << R"(3 {"text":"a\nb"}|7 {"text":"c"}|9 {"text":"d"})";
    QTest::newRow("lines where none is blank") << "auto" << QByteArray("a\n b\nc\n\n") << R"(1 {"text":"a"}|2 {"text":" b"}|3 {"text":"c"})";
    QTest::newRow("lines") << "lines" << QByteArray("a\n\nb") << R"(1 {"text":"a"}|3 {"text":"b"})";
    QTest::newRow("file") << "file" << QByteArray("\xEF\xBB\xBF" "a\n\nb\n\n") << R"(1 {"text":"a\n\nb"})";
    QTest::newRow("nothing") << "auto" << QByteArray(" \n\n") << "";
  }
  void textsBecomeDocuments() {
    QFETCH(QString, documents);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, records);
    for (const char* name : {"a.txt", "a.md"}) {
      const RecordFile file = read_records(folder_.write(name, bytes.toStdString()), ReadOptions{.documents = documents.toStdString()});
      QCOMPARE(in_short(file), records.toStdString());
      QVERIFY(file.issues.empty() && file.notes.size() == 1);
    }
  }

  void encodingsAreToldAndSaid_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("encoding");
    QTest::newRow("UTF-8") << QByteArray("{\"text\": \"\xE7\x99\xBD\xE5\xB8\x86\"}\n") << "";
    QTest::newRow("GB18030") << QByteArray("{\"text\": \"\xB0\xD7\xB7\xAB\"}\n") << "GB18030";
    QTest::newRow("UTF-16, little") << QByteArray("\xFF\xFE{\0\"\0t\0e\0x\0t\0\"\0:\0 \0\"\0\x7D\x76\x06\x5E\"\0}\0\n\0", 32) << "UTF-16LE";
    QTest::newRow("UTF-16, big") << QByteArray("\xFE\xFF\0{\0\"\0t\0e\0x\0t\0\"\0:\0 \0\"\x76\x7D\x5E\x06\0\"\0}\0\n", 32) << "UTF-16BE";
    QTest::newRow("UTF-32, little") << QByteArray("\377\376\000\000\173\000\000\000\042\000\000\000\164\000\000\000\145\000\000\000\170\000\000\000\164\000\000\000\042\000\000\000\072\000\000\000\040\000\000\000\042\000\000\000\175\166\000\000\006\136\000\000\042\000\000\000\175\000\000\000\012\000\000\000", 64) << "UTF-32LE";
    QTest::newRow("UTF-32, big") << QByteArray("\000\000\376\377\000\000\000\173\000\000\000\042\000\000\000\164\000\000\000\145\000\000\000\170\000\000\000\164\000\000\000\042\000\000\000\072\000\000\000\040\000\000\000\042\000\000\166\175\000\000\136\006\000\000\000\042\000\000\000\175\000\000\000\012", 64) << "UTF-32BE";
  }
  void encodingsAreToldAndSaid() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, encoding);
    const RecordFile file = read_records(folder_.write("a.jsonl", bytes.toStdString()));
    QCOMPARE(in_short(file), std::string("1 {\"text\":\"\xE7\x99\xBD\xE5\xB8\x86\"}"));
    QCOMPARE(file.notes.size(), size_t{encoding.isEmpty() ? 0U : 1U});
    if (!encoding.isEmpty()) QVERIFY(file.notes[0].str().find(encoding.toStdString()) != std::string::npos);
  }

  void otherBytesStayUtf8AndAreFaults() {
    QCOMPARE(guess_encoding("caf\xE9 na\xEFve \xFC" "ber"), TextEncoding::utf8);
    QCOMPARE(guess_encoding("\xE7\x99\xBD\xE5\xB8\x86 \xB0\xD7"), TextEncoding::utf8);
    QCOMPARE(guess_encoding("abc \xE7\x99"), TextEncoding::utf8);          // cut inside a character
    const RecordFile file = read_records(folder_.write("odd.jsonl", std::string("\xFF\xFE{\0\"\0a\0\"\0:\0\"\0\x00\xD8\"\0}\0", 20)));
    QCOMPARE(file.notes.size(), size_t{2});                               // converted, with a place that could not be
  }

  void packedFilesAreUnpacked() {
    const std::string table = "text,label\n\"a\nb\",1\nc,2\n";
    const RecordFile file = read_records(packed("set.csv.gz", table));
    QCOMPARE(in_short(file), std::string(R"(2 {"text":"a\nb","label":"1"}|4 {"text":"c","label":"2"})"));
    QCOMPARE(file.notes.size(), size_t{1});
    QCOMPARE(in_short(read_records(packed("set.jsonl.gz", "{\"a\": 1}\n"))), std::string("1 {\"a\":1}"));
    QCOMPARE(in_short(read_records(packed("set.json.gz", "[{\"a\": 1}]"))), std::string("1 {\"a\":1}"));
    QCOMPARE(in_short(read_records(packed("set.txt.gz", "one\ntwo\n"))), std::string("1 {\"text\":\"one\"}|2 {\"text\":\"two\"}"));
    QCOMPARE(in_short(read_records(packed("lines.json", "{\"a\": 1}\n{\"a\": 2}\n"))), std::string("1 {\"a\":1}|2 {\"a\":2}"));
    const QByteArray before = qgetenv("TMPDIR");
    qputenv("TMPDIR", "/nowhere/to/unpack");
    const std::string without_room = code_of([&] { read_records(folder_ / "set.csv.gz"); });
    before.isNull() ? qunsetenv("TMPDIR") : qputenv("TMPDIR", before);
    QCOMPARE(without_room, std::string("io.write_failed"));
    std::string whole = tests::bytes_of(packed("torn.csv.gz", table + std::string(5000, 'x')));
    folder_.write("torn.csv.gz", whole.substr(0, whole.size() / 2));
    QCOMPARE(code_of([&] { read_records(folder_ / "torn.csv.gz"); }), std::string("data.bad_gzip"));
  }

  void aQuotedNameDoesNotTellTheDelimiter() {
    QCOMPARE(in_short(read_records(folder_.write("semicolon.csv", "\"text, whole\";label\nx;1\n"))), std::string(R"(2 {"text, whole":"x","label":"1"})"));
  }

  void columnsGetOtherNames() {
    const auto path = folder_.write("named.csv", "review,stars,text\nx,1,old\n");
    QCOMPARE(in_short(read_records(path, ReadOptions{.columns = "text=review, label = stars"})), std::string(R"(2 {"text":"x","label":"1"})"));
    QCOMPARE(in_short(read_records(path, ReadOptions{.columns = "text=absent"})), std::string(R"(2 {"review":"x","stars":"1","text":"old"})"));
    QCOMPARE(code_of([&] { read_records(path, ReadOptions{.columns = "text"}); }), std::string("data.bad_columns"));
  }

  void otherKindsAreOpenedReadOnlyAndSavedAsJson() {
    RecordSet set(folder_.write("shown.csv", "text,label\nx,1\ny,2\n"), folder_ / "journal", real_file_system());
    QCOMPARE(set.format().id, std::string("classification"));
    QVERIFY(set.read_only() && set.other_kind() && set.records().size() == 2);
    QCOMPARE(code_of([&] { set.apply({Edit::Kind::remove, 0, nullptr, set.records()[0].value}); }), std::string("data.read_only"));
    set.save_as(folder_ / "copy.jsonl");
    QCOMPARE(in_short(read_records(folder_ / "copy.jsonl")), std::string(R"(1 {"text":"x","label":"1"}|2 {"text":"y","label":"2"})"));
    RecordSet copy(folder_ / "copy.jsonl", folder_ / "journal", real_file_system());
    QVERIFY(!copy.read_only() && !copy.other_kind());
  }

  void aBatchIsASmallPart() {
    std::string bytes = "text\n";
    for (int i = 0; i < 1000; ++i) bytes += "row " + std::to_string(i) + "\n";
    RecordSource source(folder_.write("many.csv", bytes), {});
    std::vector<Record> records;
    std::vector<Issue> issues;
    QVERIFY(source.read(10, records, issues));
    QCOMPARE(records.size(), size_t{10});
    QVERIFY(source.bytes_done() < source.bytes_total() / 50);
    while (source.read(300, records, issues)) {
    }
    QCOMPARE(records.size(), size_t{1000});
    QCOMPARE(records.back().line, int64_t{1001});
    QCOMPARE(source.bytes_done(), source.bytes_total());
  }

 private:
  static std::string in_short(const RecordFile& file) {
    std::string out;
    for (const Record& record : file.records) out += (out.empty() ? "" : "|") + std::to_string(record.line) + " " + record.value.dump();
    return out;
  }
  template <class Work>
  static std::string code_of(const Work& work) {
    try {
      work();
    } catch (const Error& error) {
      return error.code;
    }
    return "nothing was thrown";
  }
  std::filesystem::path packed(const std::string& name, const std::string& text) {
    const std::filesystem::path path = folder_.write(name, "");
    const gzFile out = gzopen(path.c_str(), "wb");
    gzwrite(out, text.data(), static_cast<unsigned>(text.size()));
    gzclose(out);
    return path;
  }
  tests::Folder folder_;
};

LATHE_TEST(TestFiles)
#include "test_files.moc"
