// Topics: what can be asked about a table, in how many ways, and what the answer is. A topic over a table has one
// subject per row; "check" asks about each possible value and answers yes or no, "compare" takes ordered pairs,
// "group" asks the other way round and names all rows that share a value.
#pragma once
#include <array>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "app/demo/world.h"
#include "core/base/rng.h"

namespace lathe::demo {

struct Pattern {
  std::string ask;
  std::string say;
  std::string otherwise;             // the answer to a "check" that does not hold
};

struct Subject {
  const Row* it = nullptr;
  const Row* other = nullptr;        // the asked value of a check, the second of a pair
  bool holds = true;
  std::vector<const Row*> group;
};

struct Topic {
  std::string id;
  std::string over;                  // a table, or empty
  std::string kind;
  int64_t weight = 1;
  bool examined = false;             // may give evaluation questions
  bool bare = false;                 // never wears "Hello! " and the like
  std::vector<std::pair<std::string, std::string>> extras;              // gap name, table to draw from
  std::array<std::vector<std::string>, 2> keys;                         // what a right answer contains, by language
  std::array<std::vector<Pattern>, 2> first, follow_up;                 // by language
  std::vector<Subject> subjects;     // of a check, those that hold come first
  size_t holding = 0;
};

struct Card {
  std::string question;
  std::string answer;
  std::vector<std::string> keys;
  const Row* it = nullptr;
};

struct Choice {
  const Subject* subject;
  const Pattern* pattern;
  Language language;
};

// Reads the topics of one file. Throws Error io.*, json.*, demo.world.
std::vector<Topic> read_topics(const std::filesystem::path& file, const World& world);
// Yes and no are equally likely, whatever their number.
const Subject& draw_subject(const Topic& topic, CounterRng& rng);
Card make_card(const World& world, const Topic& topic, const Choice& choice, CounterRng& rng);

}  // namespace lathe::demo
