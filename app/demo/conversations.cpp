#include "app/demo/conversations.h"

#include <algorithm>

namespace lathe::demo {
namespace {

std::vector<Topic> all_topics(const std::filesystem::path& folder, const World& world) {
  std::vector<Topic> all;
  for (const char* file : {"people.json", "nature.json", "town.json", "talk.json"})
    for (Topic& topic : read_topics(folder / file, world)) all.push_back(std::move(topic));
  return all;
}

void say(Json& messages, const char* role, const std::string& content) {
  messages.push_back(Json{{"role", role}, {"content", content}});
}

}  // namespace

Conversations::Conversations(const std::filesystem::path& folder, int64_t exam_questions, uint64_t seed)
    : world_(folder),
      manner_(folder / "talk.json"),
      topics_(all_topics(folder, world_)),
      exam_(world_, topics_, exam_questions, seed) {
  for (size_t i = 0; i < topics_.size(); ++i) {
    wheel_.insert(wheel_.end(), static_cast<size_t>(topics_[i].weight), i);
    if (!topics_[i].follow_up[0].empty()) continuing_[topics_[i].over].push_back(&topics_[i]);
  }
}

const Topic& Conversations::draw_topic(CounterRng& rng) const { return topics_[wheel_[rng.below(wheel_.size())]]; }

Conversations::Drawn Conversations::draw_card(const Topic& topic, Language language, CounterRng& rng) const {
  const auto& patterns = topic.first[static_cast<size_t>(language)];
  for (;;) {
    const Subject& subject = draw_subject(topic, rng);
    Card card = make_card(world_, topic, {&subject, &patterns[rng.below(patterns.size())], language}, rng);
    if (!exam_.gives_away(card.question)) return {&topic, &subject, std::move(card)};
  }
}

void Conversations::ask(Json& messages, const Drawn& drawn, Language language, CounterRng& rng) const {
  const std::string& question = drawn.card.question;
  const bool bare = drawn.topic->bare;
  say(messages, "user", bare ? Manner::type_in_haste(question, language, rng) : manner_.dress(question, language, rng));
  say(messages, "assistant", drawn.card.answer);
}

void Conversations::follow_up(Json& messages, const Row& row, Language language, CounterRng& rng) const {
  const auto& topics = continuing_.at(row.table);
  const Topic& topic = *topics[rng.below(topics.size())];
  const auto subject = std::ranges::find(topic.subjects, &row, &Subject::it);
  if (subject == topic.subjects.end()) return;           // this topic has nothing to say about the row
  const auto& patterns = topic.follow_up[static_cast<size_t>(language)];
  const Card card = make_card(world_, topic, {&*subject, &patterns[rng.below(patterns.size())], language}, rng);
  say(messages, "user", Manner::type_in_haste(card.question, language, rng));
  say(messages, "assistant", card.answer);
}

void Conversations::converse(Json& messages, Language language, CounterRng& rng) const {
  const Drawn first = draw_card(draw_topic(rng), language, rng);
  ask(messages, first, language, rng);
  const uint64_t turn = rng.below(100);
  const Row* row = first.card.it;
  const bool one_row = first.topic->kind == "plain" || first.topic->kind == "check";
  if (turn < 40 && one_row && row != nullptr && continuing_.contains(row->table)) {
    follow_up(messages, *row, language, rng);
    if (turn < 8) follow_up(messages, *row, language, rng);
  } else if (turn >= 88) {
    const Language next = turn >= 98 ? (language == Language::en ? Language::zh : Language::en) : language;
    ask(messages, draw_card(draw_topic(rng), next, rng), next, rng);
  }
}

std::string Conversations::draw(CounterRng& rng) const {
  const Language language = languages[rng.below(2)];
  Json messages = Json::array();
  if (rng.below(100) < 4) say(messages, "system", manner_.system_prompt(language, rng));
  converse(messages, language, rng);
  return Json{{"messages", messages}}.dump();
}

}  // namespace lathe::demo
