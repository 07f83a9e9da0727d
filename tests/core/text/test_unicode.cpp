#include "core/text/regex.h"
#include "core/text/unicode/unicode.h"
#include "tests/core/text/cases.h"
#include "core/base/utf8.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::text;

// Expected values: tests/parity/unicode_tables.py, which asks the reference for every code point.
class TestUnicode : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() {
    for (char32_t c = 0; c < 0x110000; ++c)
      if (c < 0xD800 || c >= 0xE000) append_utf8(all_, c);
    classes_ = tests::read_cases(tests::fixture("unicode/classes.json"));
    QVERIFY(classes_.size() > 15);
  }

  void patternsMatchTheCodePointsOfTheReference() {
    for (const auto& [pattern, ranges] : classes_.items()) {
      const std::string found = matched(pattern);
      QVERIFY2(found == ranges.get<std::string>(), pattern.c_str());
    }
    qInfo("%zu classes, 1,112,064 code points each", classes_.size());
  }

  void negatedClassesAreTheRest() {
    for (const auto& [negated, plain] : {std::pair{"\\P{L}", "\\p{L}"}, {"\\S", "\\s"}, {"\\D", "\\d"}, {"\\W", "\\w"}, {"[\\P{N}]", "\\p{N}"}})
      QCOMPARE(described(unicode::complement(parsed(classes_[plain].get<std::string>()))), matched(negated));
    QCOMPARE(matched("[^\\S]"), classes_["\\s"].get<std::string>());
  }

  void theTableHasTheSameClasses() {
    for (const char* property : {"L", "N", "M", "P", "S", "Z", "Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Han"})
      QCOMPARE(described(unicode::ranges_of(property)), classes_["\\p{" + std::string(property) + "}"].get<std::string>());
    QVERIFY(unicode::ranges_of("Greek").empty() && unicode::ranges_of("").empty() && unicode::ranges_of("Lx").empty());
  }

 private:
  std::string matched(const std::string& pattern) const {
    const Regex regex(pattern, "t");
    Regex::Scratch scratch;
    std::vector<unicode::Range> out;
    regex.find(all_, {0, all_.size()}, scratch, [&](Piece match) {
      for (size_t at = match.begin; at < match.end;) {
        const char32_t c = next_code_point(all_, at);
        if (!out.empty() && out.back().last + 1 == c) out.back().last = c;
        else out.push_back({c, c});
      }
    });
    return described(out);
  }

  static std::string described(const std::vector<unicode::Range>& ranges) {
    std::string out;
    for (const auto& range : ranges) out += (out.empty() ? "" : " ") + hex(range.first) + "-" + hex(range.last);
    return out;
  }
  static std::string hex(char32_t c) { return QString::number(static_cast<uint>(c), 16).toStdString(); }
  static std::vector<unicode::Range> parsed(const std::string& text) {
    std::vector<unicode::Range> out;
    for (const QString& part : QString::fromStdString(text).split(' ')) {
      const QStringList ends = part.split('-');
      out.push_back({ends[0].toUInt(nullptr, 16), ends[1].toUInt(nullptr, 16)});
    }
    return out;
  }

  std::string all_;
  Json classes_;
};

LATHE_TEST(TestUnicode)
#include "test_unicode.moc"
