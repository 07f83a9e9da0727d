#include "app/demo/manner.h"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace lathe::demo {
namespace {

const std::string& pick(const std::vector<std::string>& from, CounterRng& rng) { return from[rng.below(from.size())]; }

std::string in_small_letters(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

std::string without_end_mark(std::string text) {
  for (const std::string_view mark : {".", "?", "!", "。", "？", "！"})
    if (text.ends_with(mark)) return text.substr(0, text.size() - mark.size());
  return text;
}

}  // namespace

std::string plain_form(std::string question) { return without_end_mark(in_small_letters(std::move(question))); }

Manner::Manner(const std::filesystem::path& talk_file) {
  const Json json = read_json_file(talk_file);
  for (const Language language : languages) {
    const auto index = static_cast<size_t>(language);
    json.at("openings").at(code(language)).get_to(openings_[index]);
    json.at("closings").at(code(language)).get_to(closings_[index]);
    json.at("systems").at(code(language)).get_to(systems_[index]);
  }
}

std::string Manner::dress(std::string question, Language language, CounterRng& rng) const {
  const auto index = static_cast<size_t>(language);
  if (rng.below(100) < 18) question = pick(openings_[index], rng) + question;
  if (rng.below(100) < 5) question += pick(closings_[index], rng);
  return type_in_haste(std::move(question), language, rng);
}

std::string Manner::type_in_haste(std::string question, Language language, CounterRng& rng) {
  const uint64_t mood = rng.below(100);
  if (mood < 8 && language == Language::en) question = in_small_letters(std::move(question));
  if (mood >= 4 && mood < 12) question = without_end_mark(std::move(question));
  if (mood < 4 && language == Language::zh && question.ends_with("？")) question = without_end_mark(question) + "?";
  return question;
}

std::string Manner::system_prompt(Language language, CounterRng& rng) const {
  return pick(systems_[static_cast<size_t>(language)], rng);
}

}  // namespace lathe::demo
