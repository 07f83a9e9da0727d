// Sorting and reaching into items, as several filters do it.
#pragma once
#include "core/text/jinja/machine.h"

namespace lathe::text::jinja {

// "function.name" or 0: members one after another, by item first.
// `absent` stands in for a member that is not there.
Value by_path(Machine& machine, const Value& value, const Value& path, const Value* absent = nullptr);

struct SortOrder {
  bool reverse = false, case_sensitive = false;
  Value attribute;                       // a path; None sorts by the items themselves
};
Value sort_key(Machine& machine, const Value& value, bool case_sensitive, const Value& attribute);
std::vector<Value> sorted(Machine& machine, std::vector<Value> items, const SortOrder& order);

}  // namespace lathe::text::jinja
