// The engine against Jinja2 on templates of our own (tests/parity/jinja_cases.py), its limits and where text came from.
#include <QElapsedTimer>
#include <QTest>

#include "core/text/jinja/template.h"
#include "tests/core/text/cases.h"
#include "tests/core/text/jinja_cases.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::text;

namespace {

std::string fault_of(const std::string& source, const jinja::Limits& limits = {}) {
  try {
    jinja::Template(source, "t.jinja", limits).render({}, tests::fixed_clock);
    return "";
  } catch (const Error& error) {
    return error.code + ": " + error.what();
  }
}

jinja::Variables two_messages() {
  jinja::Variables out;
  std::vector<jinja::Value> messages;
  const char* contents[] = {" Where is it? ", "<think>\nhm\n</think>\n\nIn the drawer."};
  for (int32_t i = 0; i < 2; ++i) {
    auto message = std::make_shared<jinja::Dict>();
    message->message = i;
    message->put(jinja::text_value(std::string("role")), jinja::text_value(std::string(i ? "assistant" : "user")));
    message->put(jinja::text_value(std::string("content")), jinja::text_value(contents[i], {.message = i}));
    messages.push_back(jinja::DictPtr(message));
  }
  out.emplace_back("messages", jinja::list_value(messages));
  return out;
}

// "0:Where" for text of message 0, "t:" for the template's.
std::string origins(const std::string& source) {
  const jinja::Text text = jinja::Template(source, "t.jinja").render(two_messages(), tests::fixed_clock);
  std::string out;
  size_t begin = 0;
  for (const jinja::Run& run : text.runs()) {
    out += (out.empty() ? "" : "|") + (run.tag.message < 0 ? std::string("t") : std::to_string(run.tag.message)) + ":" + text.bytes().substr(begin, run.end - begin);
    begin = run.end;
  }
  return out;
}

}  // namespace

class TestJinja : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void ownTemplatesEqualJinja() {
    const Json file = tests::read_cases(tests::fixture("jinja/cases.json"));
    int cases = 0, failed = 0;
    for (const Json& c : file["cases"]) {
      tests::Outcome outcome;
      try {
        outcome = tests::rendered(jinja::Template(c["template"].get<std::string>(), "t.jinja"), tests::variables_of(file["variables"]));
      } catch (const Error& error) {
        outcome.error = error.what();
      }
      std::string fault;
      if (c["error"].is_string()) fault = outcome.error.empty() ? "is rendered as \"" + outcome.text.bytes() + "\", should fail with " + c["error"].get<std::string>() : "";
      else fault = tests::difference(outcome, c);
      ++cases;
      if (!fault.empty() && ++failed <= 200) qWarning("%s: %s", c["template"].get_ref<const std::string&>().c_str(), fault.c_str());
    }
    qInfo("%d templates of our own", cases);
    QVERIFY(cases > 400);
    QCOMPARE(failed, 0);
  }

  void textKnowsItsMessage_data() {
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("wanted");
    QTest::newRow("role is the template's") << "{{ messages[0].role }}" << "t:user";
    QTest::newRow("strip") << "[{{ messages[0].content.strip() }}]" << "t:[|0:Where is it?|t:]";
    QTest::newRow("split") << "{{ messages[1].content.split('</think>')[-1].lstrip('\\n') }}" << "1:In the drawer.";
    QTest::newRow("replace") << "{{ messages[1].content[-7:].replace('raw', 'RAW') }}" << "1:d|t:RAW|1:er.";
    QTest::newRow("sum and join") << "{{ messages[0].content[1:6] + '-' + ['a', messages[1].content[-2:]]|join(' ') }}" << "0:Where|t:-a |1:r.";
    QTest::newRow("case and slices") << "{{ messages[0].content.upper()[::-1]|trim }}" << "0:?TI SI EREHW";
    QTest::newRow("json") << "{{ [messages[0].content[1:6], 1]|tojson }}" << "t:[\"|0:Where|t:\", 1]";
    QTest::newRow("macro and set block") << "{% macro m(x) %}<{{ x }}>{% endmacro %}{% set b %}{{ m(messages[0].content[1:6]) }}{% endset %}{{ b|upper }}" << "t:<|0:WHERE|t:>";
    QTest::newRow("repr and format") << "{{ [messages[0].content[1:6]] ~ '' }}" << "t:['|0:Where|t:']";
    QTest::newRow("repeat, indent, title") << "{{ (messages[0].content[1:3] * 2)|indent(2, true)|title }}" << "t:  |0:Whwh";
  }
  void textKnowsItsMessage() {
    QFETCH(QString, source);
    QFETCH(QString, wanted);
    QCOMPARE(QString::fromStdString(origins(source.toStdString())), wanted);
  }

  void whatIsPrintedKnowsItsTurn() {
    const jinja::Text text = jinja::Template("a{% for m in messages %}[{{ m.content[:2] }}]{% endfor %}z", "t").render(two_messages(), tests::fixed_clock);
    std::string turns;
    for (const jinja::Run& run : text.runs()) turns += std::to_string(run.tag.turn) + " ";
    QCOMPARE(turns, std::string("-1 0 0 0 1 1 1 -1 "));
  }

  void faultsNameTemplateAndLine() {
    QVERIFY(fault_of("a\nb\n{{ x.y }}").find("t.jinja, line 3: 'x' is undefined") != std::string::npos);
    QVERIFY(fault_of("a\n{% if %}").starts_with("template.syntax"));
    QVERIFY(fault_of("\n{{ raise_exception('no tools') }}").find("template.refused: [render_template] t.jinja, line 2") == 0);
    for (const char* forbidden : {"{% include 'x' %}", "{% import '/etc/passwd' as p %}", "{% extends 'x' %}", "{{ open('/etc/passwd') }}", "{{ ''.__class__.__mro__ }}", "{{ self }}{{ environ.x }}"})
      QVERIFY2(!fault_of(forbidden).empty(), forbidden);
  }

  void limitsEndWithAnError_data() {
    QTest::addColumn<QString>("source");
    QTest::newRow("steps") << "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}";
    QTest::newRow("output") << "{% for i in range(9999) %}{{ 'x' * 9999 }}{% endfor %}";
    QTest::newRow("one text") << "{{ 'x' * 99999999999 }}";
    QTest::newRow("one list") << "{{ [1] * 99999999999 }}";
    QTest::newRow("doubling") << "{% set ns = namespace(x='ab') %}{% for i in range(99) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}";
    QTest::newRow("shared lists") << "{% set ns = namespace(x=['ab']) %}{% for i in range(60) %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}{{ ns.x }}";
    QTest::newRow("comparing shared lists") << "{% set ns = namespace(x=['ab'], y=['ab']) %}{% for i in range(60) %}{% set ns.x = [ns.x, ns.x] %}{% set ns.y = [ns.y, ns.y] %}{% endfor %}{{ ns.x == ns.y }}";
    QTest::newRow("deep values") << "{% set ns = namespace(x=[]) %}{% for i in range(99999) %}{% set ns.x = [ns.x] %}{% endfor %}";
    QTest::newRow("endless macro") << "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}";
    QTest::newRow("brackets") << "{{ " + QString(5000, '(') + "1" + QString(5000, ')') + " }}";
    QTest::newRow("signs") << "{{ " + QString(5000, '-') + "1 }}";
    QTest::newRow("not") << "{{ " + QString("not ").repeated(5000) + "1 }}";
    QTest::newRow("blocks") << QString("{% if 1 %}").repeated(5000) + QString("{% endif %}").repeated(5000);
    QTest::newRow("conditions") << "{{ 1 " + QString("if 1 ").repeated(5000) + "}}";
    QTest::newRow("range") << "{{ range(9999999)|length }}";
    QTest::newRow("replace") << "{{ ('x' * 99999).replace('', 'y' * 99999)|length }}";
    QTest::newRow("source") << QString(2 << 20, 'x');
    const QString joiners = QString("joiner(").repeated(50) + "ns.x" + QString(")").repeated(50);
    for (const char* work : {"t.count('aaab')", "t.find(n)", "t.rfind(n)", "n in t", "t == u", "t[-1]", "t.replace(n, '')|length", "t.split(n)|length", "t.strip('b' * 99999 ~ 'a')",
                             "t|upper|length", "t is lower", "t|wordcount", "{t: 1}[u]", "t|tojson|length"})
      QTest::newRow(work) << "{% set t = 'a' * 1000000 %}{% set u = 'a' * 999999 ~ 'a' %}{% set n = 'a' * 499999 ~ 'b' %}{% for i in range(999) %}{% for j in range(999) %}{% set x = " +
                                 QString(work) + " %}{% endfor %}{% endfor %}";
    QTest::newRow("joiners in joiners") << "{% set ns = namespace(x=none) %}{% for i in range(4800) %}{% set ns.x = " + joiners + " %}{% endfor %}";
    QTest::newRow("cyclers in cyclers") << "{% set ns = namespace(x=1) %}{% for i in range(90000) %}{% set ns.x = cycler(ns.x) %}{% endfor %}";
    QTest::newRow("loops in loops") << "{% set ns = namespace(x=1) %}{% for i in range(40000) %}{% for one in [ns.x] %}{% set ns.x = loop %}{% endfor %}{% endfor %}";
    QTest::newRow("methods of lists of methods") << "{% set ns = namespace(x=1) %}{% for i in range(90000) %}{% set ns.x = [ns.x].copy %}{% endfor %}";
  }
  void limitsEndWithAnError() {
    QFETCH(QString, source);
    QElapsedTimer timer;
    timer.start();
    const std::string fault = fault_of(source.toStdString());
    QVERIFY2(fault.starts_with("template.limit") || fault.starts_with("template.syntax"), fault.c_str());
    QVERIFY2(timer.elapsed() < 20000, qPrintable(QString::number(timer.elapsed())));
  }

  // Long flat chains are ordinary source, however many links they have.
  void longChainsNeedNoDepth() {
    const auto text = [](const QString& source) { return jinja::Template(source.toStdString(), "t").render({}, tests::fixed_clock).bytes(); };
    QCOMPARE(text("{{ 1" + QString(" + 1").repeated(5000) + " }}"), std::string("5001"));
    QCOMPARE(text("{{ 'a'" + QString("|upper").repeated(5000) + " }}"), std::string("A"));
    QCOMPARE(text("{% if 0 %}" + QString("{% elif 0 %}").repeated(3000) + "{% else %}x{% endif %}"), std::string("x"));
  }

  // However they are linked, and although they are linked after they were made.
  void longChainsOfNamespacesAreFreed() {
    QCOMPARE(fault_of("{% set ns = namespace(x=none) %}{% for i in range(99000) %}{% set ns.x = namespace(x=ns.x) %}{% endfor %}"), std::string());
    QCOMPARE(fault_of("{% set ns = namespace() %}{% set ns.x = ns %}{% for i in range(60000) %}{% set last = ns.x %}{% set new = namespace() %}{% set last.x = new %}{% set ns.x = new %}{% endfor %}"),
             std::string());
  }

  void aNamespaceThatHoldsItselfIsFreed() { QCOMPARE(fault_of("{% set ns = namespace() %}{% set ns.me = ns %}{{ ns.me.me is defined }}"), std::string()); }
};

LATHE_TEST(TestJinja)
#include "test_jinja.moc"
