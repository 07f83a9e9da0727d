// Methods of dicts and lists. What would change them is refused: the sandbox keeps its values.
#include "core/text/jinja/fault.h"
#include "core/text/jinja/methods.h"
#include "core/text/jinja/operations.h"

namespace lathe::text::jinja {
namespace {

Value view(Machine& machine, std::vector<Value> items, const char* name) { return machine.list(std::move(items), SequenceKind::view, name); }

Value keys(Machine& machine, const Value& self, const Bound&) { return view(machine, walked(machine, self), "dict_keys"); }

Value values(Machine& machine, const Value& self, const Bound&) {
  std::vector<Value> out;
  for (const auto& [key, value] : self.dict()->entries()) out.push_back(value);
  return view(machine, std::move(out), "dict_values");
}

Value items(Machine& machine, const Value& self, const Bound&) {
  std::vector<Value> out;
  for (const auto& [key, value] : self.dict()->entries()) out.push_back(machine.list({key, value}, SequenceKind::tuple, "tuple"));
  return view(machine, std::move(out), "dict_items");
}

Value get(Machine&, const Value& self, const Bound& a) {
  need_hashable(a[0]);
  const Value* found = self.dict()->find(a[0]);
  return found ? *found : a[1];          // a default that is not given is None
}

Value refused(Machine&, const Value&, const Bound&) {
  throw Fault{FaultKind::type, phrase(LATHE_TR("templates may not change lists and dicts; build a new one with +"))};
}

Value index(Machine& machine, const Value& self, const Bound& a) {
  const auto& all = self.sequence()->items;
  for (size_t i = 0; i < all.size(); ++i)
    if (equal(machine, all[i], a[0])) return static_cast<int64_t>(i);
  throw Fault{FaultKind::type, phrase(LATHE_TR("index: the value is not in the list"))};
}

Value count(Machine& machine, const Value& self, const Bound& a) {
  int64_t out = 0;
  for (const Value& one : self.sequence()->items) out += equal(machine, one, a[0]) ? 1 : 0;
  return out;
}

Value copy(Machine&, const Value& self, const Bound&) { return self; }

}  // namespace

std::span<const Native> dict_methods() {
  static constexpr Native all[] = {
      {"keys", "", 0, keys},          {"values", "", 0, values},          {"items", "", 0, items},
      {"get", "key default", 1, get}, {"copy", "", 0, copy},              {"pop", "* **", 0, refused},
      {"update", "* **", 0, refused}, {"setdefault", "* **", 0, refused}, {"clear", "* **", 0, refused},
      {"popitem", "* **", 0, refused},
  };
  return all;
}

std::span<const Native> list_methods() {
  static constexpr Native all[] = {
      {"index", "value", 1, index},    {"count", "value", 1, count},    {"copy", "", 0, copy},          {"append", "* **", 0, refused},
      {"extend", "* **", 0, refused},  {"insert", "* **", 0, refused},  {"pop", "* **", 0, refused},    {"remove", "* **", 0, refused},
      {"reverse", "* **", 0, refused}, {"sort", "* **", 0, refused},    {"clear", "* **", 0, refused},
  };
  return all;
}

}  // namespace lathe::text::jinja
