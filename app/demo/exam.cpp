#include "app/demo/exam.h"

#include <algorithm>

#include "app/demo/manner.h"

namespace lathe::demo {
namespace {

std::vector<const Topic*> examined_topics(const std::vector<Topic>& topics) {
  std::vector<const Topic*> out;
  for (const Topic& topic : topics)
    if (topic.examined) out.push_back(&topic);
  if (out.empty()) fail("no topic gives evaluation questions");
  return out;
}

}  // namespace

Exam::Exam(const World& world, const std::vector<Topic>& topics, int64_t count, uint64_t seed) {
  const auto examined = examined_topics(topics);
  for (const Language language : languages) {
    const auto index = static_cast<size_t>(language);
    const auto order = shuffled(static_cast<int64_t>(examined.size()), seed, 100 + index);
    CounterRng rng(seed, 102 + index);
    for (int64_t i = 0; i < count / 2; ++i) {
      const Topic& topic = *examined[order[i % order.size()]];
      const Subject& subject = draw_subject(topic, rng);
      const auto& patterns = topic.first[index];
      Card card = make_card(world, topic, {&subject, &patterns[rng.below(patterns.size())], language}, rng);
      if (gives_away(card.question)) {   // drawn before, or as part of another
        --i;
        continue;
      }
      held_.push_back(plain_form(card.question));
      questions_.push_back({language, std::move(card)});
    }
  }
}

bool Exam::gives_away(const std::string& text) const {
  const std::string plain = plain_form(text);
  return std::ranges::any_of(held_, [&](const std::string& held) { return plain.find(held) != std::string::npos; });
}

std::string Exam::to_json_lines() const {
  std::string out;
  int number = 0;
  for (const ExamQuestion& question : questions_) {
    std::string digits = std::to_string(++number);
    digits.insert(0, digits.size() < 2 ? 1 : 0, '0');
    const Json line{{"id", digits},
                    {"language", code(question.language)},
                    {"question", question.card.question},
                    {"answer", question.card.answer},
                    {"contains", question.card.keys}};
    out += line.dump() + "\n";
  }
  return out;
}

}  // namespace lathe::demo
