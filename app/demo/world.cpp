#include "app/demo/world.h"

#include <algorithm>

#include "core/base/error.h"

namespace lathe::demo {

void fail(const std::string& what) {
  throw Error("demo.world", phrase("[demo corpus] {0}", what), phrase("Mend the files of resources/demo/corpus."));
}

const char* code(Language language) { return language == Language::en ? "en" : "zh"; }

World::World(const std::filesystem::path& folder) {
  const Json file = read_json_file(folder / "world.json");
  for (const auto& [column, table] : file.at("links").items()) links_[column] = table.get<std::string>();
  for (const auto& [name, rows] : file.at("tables").items())
    for (const Json& row : rows) tables_[name].push_back({row.at("id").get<std::string>(), name, row});
  add_sums();
}

// Every a + b = c within ten; also read as c - a = b.
void World::add_sums() {
  for (int n = 1; n <= 9; ++n)
    for (int m = 1; n + m <= 10; ++m) {
      const std::string a = "n" + std::to_string(n), b = "n" + std::to_string(m), c = "n" + std::to_string(n + m);
      tables_["sums"].push_back({a + b, "sums", Json{{"n", a}, {"m", b}, {"sum", c}}});
    }
}

const std::vector<Row>& World::table(const std::string& name) const {
  const auto found = tables_.find(name);
  if (found == tables_.end()) fail("there is no table " + name);
  return found->second;
}

std::string World::linked_table(const std::string& column) const {
  const auto found = links_.find(column);
  return found == links_.end() ? std::string() : found->second;
}

const Row* World::follow(const Row& row, const std::string& column) const {
  const auto cell = row.columns.find(column);
  if (cell == row.columns.end() || !cell->is_string() || !links_.contains(column)) return nullptr;
  const auto id = cell->get<std::string>();
  const auto& rows = table(links_.at(column));
  const auto found = std::ranges::find(rows, id, &Row::id);
  if (found == rows.end()) fail(row.table + "/" + row.id + ": " + column + " names the unknown " + id);
  return &*found;
}

std::string World::name(const Row& row, Language language, const std::string& column) const {
  const Json& cell = column.empty() ? row.columns : member(row.columns, column.c_str());
  if (!cell.is_object() || !cell.contains(code(language))) fail(row.table + "/" + row.id + " has no name in " + column);
  return cell.at(code(language)).get<std::string>();
}

}  // namespace lathe::demo
