#include "app/demo/pattern.h"

#include <cctype>

namespace lathe::demo {
namespace {

// Cuts the first name off a path "job.place".
std::string take_head(std::string& path) {
  const size_t dot = path.find('.');
  const std::string head = path.substr(0, dot);
  path = dot == std::string::npos ? std::string() : path.substr(dot + 1);
  return head;
}

std::string walk(const Row* row, std::string path, const Scene& scene) {
  while (!path.empty()) {
    const std::string column = take_head(path);
    const Row* next = scene.world->follow(*row, column);
    if (next == nullptr && path.empty()) return scene.world->name(*row, scene.language, column);
    if (next == nullptr) fail(row->table + "/" + row->id + ": " + column + " leads nowhere");
    row = next;
  }
  return scene.world->name(*row, scene.language);
}

std::string resolve(const std::string& path, const Scene& scene) {
  if (const auto word = scene.words.find(path); word != scene.words.end()) return word->second;
  std::string rest = path;
  const auto actor = scene.cast.find(take_head(rest));
  if (actor != scene.cast.end()) return walk(actor->second, rest, scene);
  const auto it = scene.cast.find("it");
  if (it == scene.cast.end()) fail("nothing fills the gap {" + path + "}");
  return walk(it->second, path, scene);
}

std::string with_article(const std::string& noun) {
  return (std::string_view("aeiou").find(noun.front()) == std::string_view::npos ? "a " : "an ") + noun;
}

std::string in_sentence_case(std::string text) {
  bool begin = true;
  for (char& letter : text) {
    const auto c = static_cast<unsigned char>(letter);
    if (begin && std::isalpha(c)) letter = static_cast<char>(std::toupper(c));
    if (!std::isspace(c)) begin = c == '.' || c == '!' || c == '?';
  }
  return text;
}

}  // namespace

std::string fill(std::string_view pattern, const Scene& scene) {
  std::string out;
  while (!pattern.empty()) {
    const size_t open = pattern.find('{');
    out += pattern.substr(0, open);
    if (open == std::string_view::npos) break;
    const size_t close = pattern.find('}', open);
    if (close == std::string_view::npos) fail("a gap is not closed in: " + std::string(pattern));
    const std::string gap(pattern.substr(open + 1, close - open - 1));
    const bool article = gap.starts_with("a:");
    const std::string text = resolve(article ? gap.substr(2) : gap, scene);
    out += article ? with_article(text) : text;
    pattern.remove_prefix(close + 1);
  }
  return out;
}

std::string fill_sentence(std::string_view pattern, const Scene& scene) {
  std::string out = fill(pattern, scene);
  return scene.language == Language::en ? in_sentence_case(std::move(out)) : out;
}

}  // namespace lathe::demo
