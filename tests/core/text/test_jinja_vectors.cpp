// Real templates against what Jinja2 renders. The archive of real templates is not shipped.
#include <QTest>

#include "core/text/jinja/template.h"
#include "tests/core/text/cases.h"
#include "tests/core/text/jinja_cases.h"
#include "tests/support/real_data.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::text;

namespace {

Json spans_in(const jinja::Text& text) {
  Json out = Json::array();
  int32_t open = 0;
  int64_t begin = 0, at = 0;                               // in code points
  size_t byte = 0;
  for (const jinja::Run& run : text.runs()) {
    if (run.tag.block != open) {
      if (open) out.push_back({begin, at});
      open = run.tag.block;
      begin = at;
    }
    at += static_cast<int64_t>(length(text.slice(byte, run.end)));
    byte = run.end;
  }
  if (open) out.push_back({begin, at});
  return out;
}

}  // namespace

class TestJinjaVectors : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void sixtyRealTemplatesEqualJinja() {
    LATHE_NEEDS("vectors/chat_templates.json");
    const Json vectors = tests::read_cases(tests::real_data("vectors/chat_templates.json"));
    QCOMPARE(vectors["templates"].size(), size_t{60});
    std::map<std::string, std::unique_ptr<jinja::Template>> templates;
    for (const auto& [name, source] : vectors["templates"].items()) templates[name] = std::make_unique<jinja::Template>(source.get<std::string>(), name);
    int cases = 0, failed = 0, refused = 0, marked = 0;
    for (const Json& c : vectors["cases"]) {
      const std::string label = c["template"].get<std::string>() + " / " + c["context"].get<std::string>();
      jinja::Variables variables = tests::variables_of(vectors["contexts"][c["context"].get<std::string>()]);
      for (const auto& [name, token] : vectors["special_tokens"].items()) variables.emplace_back(name, jinja::from_json(token));
      variables.emplace_back("add_generation_prompt", c["add_generation_prompt"].get<bool>());
      const tests::Outcome outcome = tests::rendered(*templates[c["template"].get<std::string>()], variables);
      std::string fault = tests::difference(outcome, c);
      if (fault.empty() && c["generation_spans"].is_array() && !c["error"].is_string()) {
        Json wanted = Json::array();
        for (const Json& span : c["generation_spans"])
          if (span[0] != span[1]) wanted.push_back(span);
        if (spans_in(outcome.text) != wanted) fault = "spans " + spans_in(outcome.text).dump() + ", not " + wanted.dump();
        ++marked;
      }
      ++cases;
      refused += c["error"].is_string();
      if (!fault.empty() && ++failed <= 20) qWarning("%s: %s", label.c_str(), fault.c_str());
    }
    qInfo("%d renderings of 60 real templates, %d of them refused as expected, %d with marked spans", cases, refused, marked);
    QCOMPARE(cases, 960);
    QCOMPARE(failed, 0);
  }
};

LATHE_TEST(TestJinjaVectors)
#include "test_jinja_vectors.moc"
