// Draws one conversation after the other: a single question, a follow-up about the same thing ("Where does she
// live?"), two unrelated questions, small talk before or after, a system prompt in front.
#pragma once
#include <array>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "app/demo/exam.h"
#include "app/demo/manner.h"
#include "app/demo/topics.h"

namespace lathe::demo {

class Conversations {
 public:
  Conversations(const std::filesystem::path& folder, int64_t exam_questions, uint64_t seed);
  Conversations(const Conversations&) = delete;       // topics point into the world
  Conversations& operator=(const Conversations&) = delete;
  const Exam& exam() const { return exam_; }
  // {"messages": [...]} in one line, without a held-out question in it.
  std::string draw(CounterRng& rng) const;

 private:
  struct Drawn {
    const Topic* topic;
    const Subject* subject;
    Card card;
  };
  const Topic& draw_topic(CounterRng& rng) const;
  Drawn draw_card(const Topic& topic, Language language, CounterRng& rng) const;
  void converse(Json& messages, Language language, CounterRng& rng) const;
  void ask(Json& messages, const Drawn& drawn, Language language, CounterRng& rng) const;
  void follow_up(Json& messages, const Row& row, Language language, CounterRng& rng) const;

  World world_;
  Manner manner_;
  std::vector<Topic> topics_;
  std::vector<size_t> wheel_;                            // each topic as often as its weight
  std::map<std::string, std::vector<const Topic*>> continuing_;   // by table: topics with a follow-up
  Exam exam_;
};

}  // namespace lathe::demo
