// The little world of the demo: tables of people, animals, boats and words, each thing named in English and Chinese.
// A column holds a name in both languages, the id of a row in another table, a number or a truth value.
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/base/json.h"

namespace lathe::demo {

enum class Language { en, zh };
inline constexpr Language languages[] = {Language::en, Language::zh};
const char* code(Language language);

struct Row {
  std::string id;
  std::string table;
  Json columns;
};

class World {
 public:
  // Reads world.json in `folder`. Throws Error io.*, json.* and demo.world.
  explicit World(const std::filesystem::path& folder);

  const std::vector<Row>& table(const std::string& name) const;
  // The table that a column's ids belong to; empty for columns that hold names or numbers.
  std::string linked_table(const std::string& column) const;
  const Row* follow(const Row& row, const std::string& column) const;
  // The name in a column, or the row's own name when `column` is empty.
  std::string name(const Row& row, Language language, const std::string& column = {}) const;

 private:
  void add_sums();

  std::map<std::string, std::vector<Row>> tables_;
  std::map<std::string, std::string> links_;
};

// A fault in the demo's own files.
[[noreturn]] void fail(const std::string& what);

}  // namespace lathe::demo
