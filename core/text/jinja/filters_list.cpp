#include <algorithm>

#include "core/text/jinja/fault.h"
#include "core/text/jinja/list_tools.h"
#include "core/text/jinja/methods.h"
#include "core/text/jinja/operations.h"
#include "core/text/jinja/print.h"

namespace lathe::text::jinja {
namespace {

Value length(Machine& machine, const Value& self, const Bound&) { return length_of(machine, self); }

Value first(Machine& machine, const Value& self, const Bound&) {
  const std::vector<Value> items = walked(machine, self);
  return items.empty() ? undefined(phrase(LATHE_TR("No first item, sequence was empty."))) : items.front();
}
Value last(Machine& machine, const Value& self, const Bound&) {
  const std::vector<Value> items = walked(machine, self);
  return items.empty() ? undefined(phrase(LATHE_TR("No last item, sequence was empty."))) : items.back();
}

Value join(Machine& machine, const Value& self, const Bound& a) {
  std::vector<Value> parts = walked(machine, self);
  if (a.has(1)) for (Value& part : parts) part = by_path(machine, part, a[1]);
  return machine.text(joined(machine, parts, a.has(0) ? printed(machine, a[0]) : Text()));
}

Value list(Machine& machine, const Value& self, const Bound&) { return machine.list(walked(machine, self)); }

Value reverse(Machine& machine, const Value& self, const Bound&) {
  std::vector<Value> items = walked(machine, self);
  std::reverse(items.begin(), items.end());
  if (self.text()) return machine.text(joined(machine, items, Text()));
  return machine.list(std::move(items), SequenceKind::iterator, "reverse");
}

Value sort(Machine& machine, const Value& self, const Bound& a) {
  return machine.list(sorted(machine, walked(machine, self), {.reverse = a.flag(0), .case_sensitive = a.flag(1), .attribute = a[2]}));
}

Value unique(Machine& machine, const Value& self, const Bound& a) {
  std::vector<Value> out, seen;
  Dict keys;
  for (const Value& one : walked(machine, self)) {
    Value key = sort_key(machine, one, a.flag(0), a[1]);
    need_hashable(key);
    machine.charge(sizeof(Dict::Entry) + 64);
    if (keys.find(key)) continue;
    keys.put(std::move(key), None{});
    out.push_back(one);
  }
  return machine.list(std::move(out), SequenceKind::iterator, "do_unique");
}

template <bool largest>
Value extreme(Machine& machine, const Value& self, const Bound& a) {
  const std::vector<Value> items = walked(machine, self);
  if (items.empty()) return undefined(phrase(LATHE_TR("No aggregated item, sequence was empty.")));
  size_t best = 0;
  for (size_t i = 1; i < items.size(); ++i) {
    const Value here = sort_key(machine, items[i], a.flag(0), a[1]), there = sort_key(machine, items[best], a.flag(0), a[1]);
    if (largest ? less(machine, there, here) : less(machine, here, there)) best = i;
  }
  return items[best];
}

Value sum(Machine& machine, const Value& self, const Bound& a) {
  Value out = a.has(1) ? a[1] : Value(int64_t{0});
  for (const Value& one : walked(machine, self)) {
    machine.step();
    out = compute(machine, Op::add, out, a[0].is_none() ? one : by_path(machine, one, a[0]));
  }
  return out;
}

Value dict_sort(Machine& machine, const Value& self, const Bound& a) {
  need_defined(self);
  if (!self.dict()) throw Fault{FaultKind::type, phrase(LATHE_TR("{0}: a dict is needed, not {1}"), "dictsort", type_name(self))};
  std::vector<Value> pairs;
  for (const auto& [key, value] : self.dict()->entries()) pairs.push_back(machine.list({key, value}, SequenceKind::tuple, "tuple"));
  const bool by_value = a.has(1) && need_text(a[1], "dictsort").bytes() == "value";
  return machine.list(sorted(machine, std::move(pairs), {.reverse = a.flag(2), .case_sensitive = a.flag(0), .attribute = Value(int64_t{by_value ? 1 : 0})}));
}

Value items(Machine& machine, const Value& self, const Bound&) {
  std::vector<Value> out;
  if (!self.is_undefined() && !self.dict()) throw Fault{FaultKind::type, phrase(LATHE_TR("{0}: a dict is needed, not {1}"), "items", type_name(self))};
  if (self.dict())
    for (const auto& [key, value] : self.dict()->entries()) out.push_back(machine.list({key, value}, SequenceKind::tuple, "tuple"));
  return machine.list(std::move(out), SequenceKind::iterator, "do_items");
}

}  // namespace

Value by_path(Machine& machine, const Value& value, const Value& path, const Value* absent) {
  const auto found = [absent](Value one) { return one.is_undefined() && absent ? *absent : one; };
  if (!path.text()) return found(item(machine, value, path));
  machine.scan(path);
  Value out = value;
  const std::string& names = path.text()->bytes();
  for (size_t begin = 0; begin <= names.size();) {
    const size_t end = std::min(names.find('.', begin), names.size());
    const std::string name = names.substr(begin, end - begin);
    const bool number = !name.empty() && name.size() < 10 && name.find_first_not_of("0123456789") == std::string::npos;
    out = found(item(machine, out, number ? Value(int64_t{std::stoi(name)}) : text_value(name)));
    begin = end + 1;
  }
  return out;
}

Value sort_key(Machine& machine, const Value& value, bool case_sensitive, const Value& attribute) {
  Value key = attribute.is_none() ? value : by_path(machine, value, attribute);
  if (!key.text() || case_sensitive) return key;
  machine.walk(key.text()->size());
  return machine.text(lower(*key.text()));
}

std::vector<Value> sorted(Machine& machine, std::vector<Value> items, const SortOrder& order) {
  std::vector<std::pair<Value, Value>> keyed;
  for (Value& one : items) keyed.emplace_back(sort_key(machine, one, order.case_sensitive, order.attribute), one);
  // Equal ones keep their order, also backwards.
  std::stable_sort(keyed.begin(), keyed.end(), [&](const auto& a, const auto& b) {
    machine.step();
    return order.reverse ? less(machine, b.first, a.first) : less(machine, a.first, b.first);
  });
  for (size_t i = 0; i < items.size(); ++i) items[i] = std::move(keyed[i].second);
  return items;
}

std::span<const Native> list_filters() {
  static constexpr Native all[] = {
      {"length", "", 0, length},
      {"count", "", 0, length},
      {"first", "", 0, first},
      {"last", "", 0, last},
      {"join", "d attribute", 0, join},
      {"list", "", 0, list},
      {"reverse", "", 0, reverse},
      {"sort", "reverse case_sensitive attribute", 0, sort},
      {"unique", "case_sensitive attribute", 0, unique},
      {"min", "case_sensitive attribute", 0, extreme<false>},
      {"max", "case_sensitive attribute", 0, extreme<true>},
      {"sum", "attribute start", 0, sum},
      {"dictsort", "case_sensitive by reverse", 0, dict_sort},
      {"items", "", 0, items},
  };
  return all;
}

}  // namespace lathe::text::jinja
