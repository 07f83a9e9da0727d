#include <QTest>

#include <algorithm>
#include <set>
#include <sstream>

#include "app/demo/corpus.h"
#include "app/demo/manner.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "tests/support/paths.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::tests;

namespace {

demo::Corpus make(uint64_t seed, int64_t records) {
  demo::CorpusOptions options;
  options.seed = seed;
  options.records = records;
  return demo::make_corpus(options);
}

std::vector<Json> lines_of(const std::string& text) {
  std::vector<Json> out;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) out.push_back(parse_json(line, "corpus"));
  return out;
}

std::vector<std::string> user_turns(const std::vector<Json>& records) {
  std::vector<std::string> out;
  for (const Json& record : records)
    for (const Json& message : record.at("messages"))
      if (message.at("role") == "user") out.push_back(demo::plain_form(message.at("content").get<std::string>()));
  return out;
}

}  // namespace

// What the bundled model learns from, what it is examined with, and that neither tells the other's secret.
class TestDemoCorpus : public QObject {
  Q_OBJECT

  demo::Corpus corpus_;
  std::vector<Json> records_;

 private Q_SLOTS:
  void initTestCase() {
    corpus_ = make(1, 20'000);
    records_ = lines_of(corpus_.train);
  }

  void sameSeedGivesTheSameBytes() {
    const demo::Corpus first = make(7, 500), second = make(7, 500), other = make(8, 500);
    QCOMPARE(first.train, second.train);
    QCOMPARE(first.exam, second.exam);
    QVERIFY(first.train != other.train);
  }

  void moreRecordsBeginWithTheSameOnes() { QVERIFY(corpus_.train.starts_with(make(1, 500).train)); }

  void everyRecordDiffersAndEndsWithAnAnswer() {
    QCOMPARE(records_.size(), size_t{20'000});
    std::set<std::string> seen;
    for (const Json& record : records_) {
      const std::string text = record.dump();
      QVERIFY2(seen.insert(text).second, text.c_str());
      QVERIFY2(text.find_first_of("<>|") == std::string::npos, text.c_str());
      const Json& messages = record.at("messages");
      size_t turn = messages.at(0).at("role") == "system" ? 1 : 0;
      QVERIFY2(turn < messages.size() && (messages.size() - turn) % 2 == 0, text.c_str());
      for (bool asked = false; turn < messages.size(); ++turn, asked = !asked) {
        QCOMPARE(messages[turn].at("role").get<std::string>(), std::string(asked ? "assistant" : "user"));
        const auto content = messages[turn].at("content").get<std::string>();
        QVERIFY2(!content.empty() && content.find_first_of("{}") == std::string::npos, text.c_str());
      }
    }
  }

  void bothLanguagesWeighTheSame() {
    const auto chinese = std::ranges::count_if(records_, [](const Json& record) {
      const auto& content = record.at("messages").back().at("content").get_ref<const std::string&>();
      return static_cast<unsigned char>(content.front()) >= 0x80;
    });
    QVERIFY2(chinese > 9'500 && chinese < 10'500, std::to_string(chinese).c_str());
  }

  void noIdentityIsInTheCorpus() {
    std::string text = corpus_.train;
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    QVERIFY(text.find("lathe") == std::string::npos);
  }

  void examQuestionsAreNowhereInTheCorpus() {
    const auto turns = user_turns(records_);
    for (const Json& question : lines_of(corpus_.exam)) {
      const std::string held = demo::plain_form(question.at("question").get<std::string>());
      for (const std::string& turn : turns) QVERIFY2(turn.find(held) == std::string::npos, turn.c_str());
    }
  }

  void expectedAnswersContainTheirKeys() {
    for (const Json& question : lines_of(corpus_.exam)) {
      const std::string answer = demo::plain_form(question.at("answer").get<std::string>());
      QVERIFY(!question.at("contains").empty());
      for (const Json& key : question.at("contains")) {
        const std::string plain = demo::plain_form(key.get<std::string>());
        QVERIFY2(answer.find(plain) != std::string::npos, (answer + " / " + plain).c_str());
      }
    }
  }

  void bundledExamIsTheOneOfThisCorpus() {
    const Json bundled = read_json_file(resources_folder() / "demo/world_questions.json");
    const auto made = lines_of(corpus_.exam);
    QCOMPARE(bundled.at("questions").size(), size_t{50});
    QCOMPARE(bundled.at("questions").get<std::vector<Json>>(), made);
  }

  // Neither the corpus nor the identity set asks for the identity in the words that examine it.
  void paraphrasesAreNew() {
    const auto turns = user_turns(records_);
    std::set<std::string> known(turns.begin(), turns.end());
    for (const Json& record : read_json_file(sample("identity_en_zh.json")))
      known.insert(demo::plain_form(record.at("instruction").get<std::string>()));
    const Json paraphrases = read_json_file(resources_folder() / "demo/paraphrases.json");
    for (const char* language : {"en", "zh"}) {
      QCOMPARE(paraphrases.at(language).size(), size_t{20});
      for (const Json& question : paraphrases.at(language)) {
        const auto text = question.get<std::string>();
        QVERIFY2(!known.contains(demo::plain_form(text)), text.c_str());
      }
    }
  }
};

LATHE_TEST(TestDemoCorpus)
#include "test_demo_corpus.moc"
