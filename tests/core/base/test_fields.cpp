#include "core/base/fields.h"
#include "core/base/phrase_json.h"
#include "tests/support/run_tests.h"

using namespace lathe;

namespace {

constexpr FieldChoice kColours[] = {{"red", "Red"}, {"blue", "Blue"}};
struct Inner {
  double alpha = 0.5;
  static constexpr auto fields() { return std::tuple{field<&Inner::alpha>("alpha", {.label = "Alpha", .min = 0, .max = 1})}; }
};
struct Outer {
  int rank = 16;
  bool on = true;
  int64_t seed = 42;
  std::string colour = "red";
  std::vector<std::string> names{"a"};
  Inner inner;
  static constexpr auto fields() {
    return std::tuple{field<&Outer::rank>("rank", {.label = "Rank", .help = "Width.", .unit = "rows", .min = 1, .max = 256, .advanced = true}), field<&Outer::on>("on"),
                      field<&Outer::seed>("seed"), field<&Outer::colour>("colour", {.choices = kColours}), field<&Outer::names>("names"), field<&Outer::inner>("inner")};
  }
};

struct Small {
  int value = 1;
  static constexpr auto fields() { return std::tuple{field<&Small::value>("value")}; }
};

std::vector<std::string> fields_of(const std::vector<Issue>& issues) {
  std::vector<std::string> out;
  for (const Issue& issue : issues) out.push_back(issue.field);
  return out;
}

}  // namespace

class TestFields : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void whatIsWrittenIsReadBack() {
    Outer outer{.rank = 32, .on = false, .seed = 7, .colour = "blue", .names = {"x", "y"}, .inner = {0.25}}, again;
    QVERIFY(fields_from_json(fields_to_json(outer), again, "f").empty());
    QVERIFY(fields_to_json(again) == fields_to_json(outer));
    QVERIFY(fields_to_json(again) != fields_to_json(Outer{}));
  }

  void everyFaultIsNamedAtOnce() {
    Outer outer;
    const Json json = Json::parse(R"({"rank": 0, "on": 1, "seed": 1.5, "colour": "green", "names": [1], "inner": {"alpha": 2, "alhpa": 1}, "rnak": 3})");
    const auto issues = fields_from_json(json, outer, "run.json");
    QCOMPARE(fields_of(issues), (std::vector<std::string>{"rank", "on", "seed", "colour", "names", "inner.alpha", "inner.alhpa", "rnak"}));
    QCOMPARE(outer.rank, 16);
    QVERIFY(issues.back().str().find("\"rank\"") != std::string::npos);
    QVERIFY(issues[6].str().find("\"alpha\"") != std::string::npos);
    for (const Issue& issue : issues) QVERIFY(issue.str().starts_with("run.json"));
  }

  void absentKeysKeepTheirValue() {
    Outer outer{.rank = 99};
    QVERIFY(fields_from_json(Json::parse(R"({"on": false})"), outer, "f").empty());
    QCOMPARE(outer.rank, 99);
    QVERIFY(!outer.on);
  }

  void numbersBeyondTheMemberAreRefused() {
    Small small;
    QCOMPARE(fields_from_json(Json::parse(R"({"value": 3000000000})"), small, "f").size(), size_t{1});
    QCOMPARE(fields_from_json(Json::parse(R"({"value": 18446744073709551615})"), small, "f").size(), size_t{1});
    QCOMPARE(small.value, 1);
  }

  void rowsCarryEverythingAFormNeeds() {
    const auto rows = option_rows<Outer>("peft");
    QCOMPARE(rows.size(), size_t{6});
    QCOMPARE(rows[0].key, std::string("peft.rank"));
    QVERIFY(rows[0].kind == OptionKind::integer && rows[0].advanced && rows[0].unit == "rows" && rows[0].default_value == 16);
    QVERIFY(rows[3].kind == OptionKind::choice && rows[3].choices.size() == 2);
    QCOMPARE(rows[5].key, std::string("peft.inner.alpha"));
  }

  void settingsReachNestedPlaces() {
    Json document = Json::object();
    apply_setting(document, "peft.rank=32");
    apply_setting(document, "peft.method=lora");
    apply_setting(document, "names=[\"a\", \"b=c\"]");
    QCOMPARE(document.dump(), std::string(R"({"peft":{"rank":32,"method":"lora"},"names":["a","b=c"]})"));
    for (const char* bad : {"rank", "=1", "peft.rank.deep=1"}) QVERIFY_EXCEPTION_THROWN(apply_setting(document, bad), Error);
  }

  void aTextKeepsTheWordAsItIsWritten() {
    const auto rows = option_rows<Outer>();
    Json document = Json::object();
    for (const char* setting : {"colour=2024", "rank=32", "inner.alpha=7", "other=2024"}) apply_setting(document, setting, rows);
    QCOMPARE(document.dump(), std::string(R"({"colour":"2024","rank":32,"inner":{"alpha":7},"other":2024})"));
    apply_setting(document, "colour=\"true\"", rows);
    QCOMPARE(document["colour"].dump(), std::string("\"true\""));
  }

  void aPhraseMayHoldPhrases() {
    const Phrase inner = phrase("no {0}", "room"), outer = phrase("{0}: {1}, {2}", "disk", inner, 3);
    QCOMPARE(outer.str(), std::string("disk: no room, 3"));
    QVERIFY(outer.args[1] == inner && !outer.args[1].plain && outer.args[0].plain);
    QCOMPARE(phrase("{0}", plain_text("{0} is no place here")).str(), std::string("{0} is no place here"));
    for (const Phrase& one : {outer, inner, plain_text("{0}"), Phrase{}}) QVERIFY(phrase_from_json(to_json(one)) == one);
    QCOMPARE(to_json(outer).dump(), std::string(R"({"format":"{0}: {1}, {2}","args":["disk",{"format":"no {0}","args":["room"]},"3"]})"));
    QCOMPARE(phrase_from_json("Paused after step 4 of 16").str(), std::string("Paused after step 4 of 16"));
    QVERIFY(phrase_from_json(7).empty() && phrase_from_json(Json()).empty());
  }

  void phrasesFillTheirPlaces() {
    QCOMPARE(phrase("{0} of {1} in {0}{7}", 1234567, 0.5).str(), std::string("1,234,567 of 0.5 in 1,234,567{7}"));
    QCOMPARE((Issue{"a.jsonl", 12, "output", phrase("is missing"), "x"}).str(), std::string("a.jsonl, line 12, output: is missing"));
  }
};

LATHE_TEST(TestFields)
#include "test_fields.moc"
