#include "app/demo/topics.h"

#include <algorithm>

#include "app/demo/pattern.h"
#include "app/demo/subjects.h"

namespace lathe::demo {
namespace {

std::vector<std::string> strings(const Json& value) {
  if (value.is_null()) return {};
  if (value.is_string()) return {value.get<std::string>()};
  return value.get<std::vector<std::string>>();
}

// [{"ask": [...], "say": ...}, {"then": [...], "say": ...}]; with several answers the questions take turns at them.
void read_patterns(const Json& groups, Topic& topic, size_t language) {
  for (const Json& group : groups) {
    const auto say = strings(group.at("say"));
    const bool later = group.contains("then");
    auto& patterns = (later ? topic.follow_up : topic.first)[language];
    size_t turn = 0;
    for (const std::string& ask : strings(group.at(later ? "then" : "ask")))
      patterns.push_back({ask, say[turn++ % say.size()], string_or(group, "else", "topic", "")});
  }
}

Topic read_topic(const Json& spec, const World& world) {
  Topic topic;
  topic.id = spec.at("id").get<std::string>();
  topic.over = string_or(spec, "over", topic.id, "");
  topic.kind = string_or(spec, "kind", topic.id, "plain");
  topic.weight = int_or(spec, "weight", topic.id, 15, 1, 1000);
  topic.examined = bool_or(spec, "eval", topic.id, false);
  topic.bare = bool_or(spec, "bare", topic.id, false);
  for (const auto& [gap, table] : member(spec, "with").items())
    topic.extras.emplace_back(gap, table.get<std::string>());
  for (const Language language : languages) {
    const auto index = static_cast<size_t>(language);
    const Json& keys = member(spec, "key");
    topic.keys[index] = strings(keys.is_object() ? keys.at(code(language)) : keys);
    read_patterns(spec.at(code(language)), topic, index);
  }
  topic.subjects = list_subjects(world, spec);
  if (topic.subjects.empty()) fail("topic " + topic.id + " has nothing to ask about");
  topic.holding = static_cast<size_t>(std::ranges::count_if(topic.subjects, &Subject::holds));
  return topic;
}

std::string joined(const std::vector<const Row*>& rows, const World& world, Language language) {
  std::string out;
  for (size_t i = 0; i < rows.size(); ++i) {
    const bool last = i + 1 == rows.size();
    if (i > 0) out += language == Language::en ? (last ? " and " : ", ") : (last ? "和" : "、");
    out += world.name(*rows[i], language);
  }
  return out;
}

Scene set_scene(const World& world, const Topic& topic, const Choice& choice) {
  const Subject& subject = *choice.subject;
  const bool english = choice.language == Language::en;
  Scene scene{&world, choice.language, {}, {}};
  if (subject.it != nullptr) scene.cast["it"] = subject.it;
  if (topic.kind == "check") {
    scene.cast["asked"] = subject.other;
    scene.words["yes"] = english ? (subject.holds ? "Yes," : "No,") : (subject.holds ? "是的" : "不，");
  } else if (topic.kind == "compare") {
    scene.cast["other"] = subject.other;
    scene.cast["more"] = subject.holds ? subject.it : subject.other;
    scene.cast["less"] = subject.holds ? subject.other : subject.it;
  } else if (topic.kind == "group") {
    scene.words["all"] = joined(subject.group, world, choice.language);
  }
  return scene;
}

}  // namespace

std::vector<Topic> read_topics(const std::filesystem::path& file, const World& world) {
  const Json json = read_json_file(file);
  std::vector<Topic> topics;
  for (const Json& spec : json.at("relations")) topics.push_back(read_topic(spec, world));
  return topics;
}

const Subject& draw_subject(const Topic& topic, CounterRng& rng) {
  if (topic.kind != "check") return topic.subjects[rng.below(topic.subjects.size())];
  if (rng.below(2) == 0) return topic.subjects[rng.below(topic.holding)];
  return topic.subjects[topic.holding + rng.below(topic.subjects.size() - topic.holding)];
}

Card make_card(const World& world, const Topic& topic, const Choice& choice, CounterRng& rng) {
  Scene scene = set_scene(world, topic, choice);
  for (const auto& [gap, table] : topic.extras) {
    const auto& rows = world.table(table);
    scene.cast[gap] = &rows[rng.below(rows.size())];
  }
  const bool denied = topic.kind == "check" && !choice.subject->holds;
  const Pattern& pattern = *choice.pattern;
  const std::string& say = denied ? pattern.otherwise : pattern.say;
  Card card{fill_sentence(pattern.ask, scene), fill_sentence(say, scene), {}, choice.subject->it};
  for (const std::string& key : topic.keys[static_cast<size_t>(choice.language)]) card.keys.push_back(fill(key, scene));
  return card;
}

}  // namespace lathe::demo
