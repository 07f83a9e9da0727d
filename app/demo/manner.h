// How people type: with or without a greeting, a thank-you, capitals and a question mark.
#pragma once
#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include "app/demo/world.h"
#include "core/base/rng.h"

namespace lathe::demo {

class Manner {
 public:
  // Reads openings, closings and systems from a talk file.
  explicit Manner(const std::filesystem::path& talk_file);

  std::string dress(std::string question, Language language, CounterRng& rng) const;
  // Now and then all letters small, the last mark gone or of the other width.
  static std::string type_in_haste(std::string question, Language language, CounterRng& rng);
  std::string system_prompt(Language language, CounterRng& rng) const;

 private:
  std::array<std::vector<std::string>, 2> openings_, closings_, systems_;
};

// Small letters, no mark at the end: two questions that are equal so are the same question.
std::string plain_form(std::string question);

}  // namespace lathe::demo
