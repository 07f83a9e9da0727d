// The held-out questions: each is asked in words that the corpus uses about other things, and its own text occurs
// nowhere in the corpus.
#pragma once
#include <string>
#include <vector>

#include "app/demo/topics.h"

namespace lathe::demo {

struct ExamQuestion {
  Language language;
  Card card;
};

class Exam {
 public:
  // Half of `count` in each language, each from another topic as far as the topics reach.
  Exam(const World& world, const std::vector<Topic>& topics, int64_t count, uint64_t seed);

  const std::vector<ExamQuestion>& questions() const { return questions_; }
  // Whether a text for the corpus gives a held-out question away.
  bool gives_away(const std::string& text) const;
  std::string to_json_lines() const;

 private:
  std::vector<ExamQuestion> questions_;
  std::vector<std::string> held_;
};

}  // namespace lathe::demo
