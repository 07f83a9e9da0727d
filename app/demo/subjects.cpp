#include "app/demo/subjects.h"

#include <algorithm>

namespace lathe::demo {
namespace {

bool fits(const Row& row, const Json& spec) {
  const std::string needs = string_or(spec, "needs", "topic", "");
  if (!needs.empty() && member(row.columns, needs.c_str()).is_null()) return false;
  for (const auto& [column, value] : member(spec, "where").items())
    if (member(row.columns, column.c_str()) != value) return false;
  return true;
}

std::vector<Subject> checks(const World& world, const std::vector<const Row*>& rows, const std::string& field) {
  std::vector<Subject> out;
  for (const Row* row : rows)
    for (const Row& value : world.table(world.linked_table(field)))
      out.push_back({row, &value, world.follow(*row, field) == &value, {}});
  std::ranges::stable_partition(out, &Subject::holds);
  return out;
}

std::vector<Subject> pairs(const std::vector<const Row*>& rows, const std::string& field) {
  std::vector<Subject> out;
  for (const Row* one : rows)
    for (const Row* other : rows) {
      const Json &a = member(one->columns, field.c_str()), &b = member(other->columns, field.c_str());
      if (!a.is_null() && !b.is_null() && a != b) out.push_back({one, other, a > b, {}});
    }
  return out;
}

// Answers are written in the plural, so a value that fewer than two rows share is not asked about.
std::vector<Subject> groups(const World& world, const std::vector<const Row*>& rows, const std::string& field) {
  std::vector<Subject> out;
  for (const Row& value : world.table(world.linked_table(field))) {
    Subject subject{&value, nullptr, true, {}};
    for (const Row* row : rows)
      if (world.follow(*row, field) == &value) subject.group.push_back(row);
    if (subject.group.size() >= 2) out.push_back(std::move(subject));
  }
  return out;
}

}  // namespace

std::vector<Subject> list_subjects(const World& world, const Json& spec) {
  const std::string over = string_or(spec, "over", "topic", ""), kind = string_or(spec, "kind", "topic", "plain");
  const std::string field = string_or(spec, "field", "topic", "");
  if (over.empty()) return {Subject{}};
  std::vector<const Row*> rows;
  for (const Row& row : world.table(over))
    if (fits(row, spec)) rows.push_back(&row);
  if (kind == "check") return checks(world, rows, field);
  if (kind == "compare") return pairs(rows, field);
  if (kind == "group") return groups(world, rows, field);
  if (kind != "plain") fail("there is no kind of topic called " + kind);
  std::vector<Subject> out;
  for (const Row* row : rows) out.push_back({row, nullptr, true, {}});
  return out;
}

}  // namespace lathe::demo
