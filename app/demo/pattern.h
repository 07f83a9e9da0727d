// Sentences with gaps: "{job.place}" walks from the row in question over a link to a name, "{a:kind}" puts the right
// English article before it, "{all}" is a word that the scene brings along.
#pragma once
#include <map>
#include <string>
#include <string_view>

#include "app/demo/world.h"

namespace lathe::demo {

struct Scene {
  const World* world = nullptr;
  Language language = Language::en;
  std::map<std::string, const Row*> cast;      // "it" is the row in question
  std::map<std::string, std::string> words;
};

std::string fill(std::string_view pattern, const Scene& scene);
// The same, where English sentences begin with a capital whatever stands in the gap.
std::string fill_sentence(std::string_view pattern, const Scene& scene);

}  // namespace lathe::demo
