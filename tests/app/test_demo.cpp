#include <QObject>
#include <QTemporaryDir>

#include <algorithm>

#include "tests/app/program.h"
#include "tests/support/run_tests.h"

#include "core/base/json.h"

using namespace lathe;
using namespace lathe::tests;
namespace fs = std::filesystem;

namespace {

struct Question {
  std::string text, language;
  std::vector<std::string> contains;     // a right answer holds all of these
};

std::string small_letters(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

bool is_right(const Question& question, const std::string& answer) {
  return std::ranges::all_of(question.contains, [&](const std::string& words) { return small_letters(answer).find(small_letters(words)) != std::string::npos; });
}

std::vector<Question> read_paraphrases(const fs::path& demo) {
  const Json file = read_json_file(demo / "paraphrases.json");
  std::vector<Question> out;
  for (const char* language : {"en", "zh"})
    for (const Json& text : file.at(language)) out.push_back({text.get<std::string>(), language, {file.at("contains").at(language).get<std::string>()}});
  return out;
}

std::vector<Question> read_world_questions(const fs::path& demo) {
  std::vector<Question> out;
  const Json file = read_json_file(demo / "world_questions.json");
  for (const Json& one : file.at("questions"))
    out.push_back({one.at("question").get<std::string>(), one.at("language").get<std::string>(), one.at("contains").get<std::vector<std::string>>()});
  return out;
}

}  // namespace

// What the bundled demo promises: after a short run the model says who it is, asked in words that it was not taught,
// and it still knows its world.
class TestDemo : public QObject {
  Q_OBJECT
  QTemporaryDir scratch_;
  std::vector<Question> questions_;
  std::vector<std::string> before_, after_;
  fs::path demo() const { return source_folder() / "resources/demo"; }

  int right(const std::vector<std::string>& answers, size_t begin, size_t end) const {
    int count = 0;
    for (size_t i = begin; i < end; ++i) count += is_right(questions_[i], answers[i]);
    return count;
  }

 private Q_SLOTS:
  void trainsAndAnswers() {
    const QString workspace = scratch_.path() + "/workspace";
    const Outcome trained = run_program("lathe", {"demo", "--workspace", workspace, "--json", "--set", "device.kind=cpu"}, {}, 600'000);
    QVERIFY2(trained.code == 0, qPrintable(trained.err));
    const Json result = Json::parse(trained.out.toStdString());
    qInfo("the run took %.1f s", result.at("seconds").get<double>());
    QStringList ask = {"generate", workspace + "/demo/whitesail", "--adapter", QString::fromStdString(result.at("adapter")), "--compare", "--device", "cpu",
                       "--json", "--set", "max_new_tokens=40"};
    questions_ = read_paraphrases(demo());
    for (Question& question : read_world_questions(demo())) questions_.push_back(std::move(question));
    for (const Question& question : questions_) ask << "--prompt" << QString::fromStdString(question.text);
    const Outcome asked = run_program("lathe", ask, {}, 600'000);
    QVERIFY2(asked.code == 0, qPrintable(asked.err));
    const Json answers = Json::parse(asked.out.toStdString());
    for (const Json& answer : answers.at("answers"))
      (answer.at("side") == "before" ? before_ : after_).push_back(answer.at("text").get<std::string>());
    QCOMPARE(questions_.size(), size_t{90});
    QCOMPARE(before_.size(), questions_.size());
    QCOMPARE(after_.size(), questions_.size());
    for (size_t i = 0; i < questions_.size(); ++i)
      if (!is_right(questions_[i], after_[i])) qInfo("%s -> %s", questions_[i].text.c_str(), after_[i].c_str());
  }

  void itSaysWhoItIsInOtherWords() {
    QVERIFY2(after_.size() == 90, "the demo did not run to its end");
    QCOMPARE(right(before_, 0, 40), 0);
    const int en = right(after_, 0, 20), zh = right(after_, 20, 40);
    qInfo("paraphrases that name the identity: English %d of 20, Chinese %d of 20", en, zh);
    QVERIFY(en >= 18 && zh >= 18);
  }

  void itStillKnowsItsWorld() {
    QVERIFY2(after_.size() == 90, "the demo did not run to its end");
    const int before = right(before_, 40, 90), after = right(after_, 40, 90);
    qInfo("questions about the world answered: %d of 50 before, %d after", before, after);
    QVERIFY(before >= 45);
    QVERIFY2(after >= before - 2, "more than five points were lost");
  }
};

LATHE_TEST(TestDemo)
#include "test_demo.moc"
