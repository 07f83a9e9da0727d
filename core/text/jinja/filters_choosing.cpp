// map, select, reject and their kin: they take another filter or test by its name.
#include "core/text/jinja/fault.h"
#include "core/text/jinja/list_tools.h"
#include "core/text/jinja/native.h"
#include "core/text/jinja/operations.h"

namespace lathe::text::jinja {
namespace {

const Native& named(const Value& name, bool filter) {
  const std::string& wanted = need_text(name, filter ? "map" : "select").bytes();
  const Native* found = filter ? find_filter(wanted) : find_test(wanted);
  if (found) return *found;
  throw Fault{FaultKind::syntax, filter ? phrase(LATHE_TR("there is no filter \"{0}\""), wanted) : phrase(LATHE_TR("there is no test \"{0}\""), wanted)};
}

Value called(Machine& machine, const Native& native, const Value& self, std::vector<Value> positional, std::vector<std::pair<std::string, Value>> by_name = {}) {
  Arguments arguments{std::move(positional), std::move(by_name)};
  return call_native(machine, native, self, arguments);
}

// Nothing where Jinja finds the value false, whatever its kind.
std::vector<Value> walked_if_true(Machine& machine, const Value& value) { return truthy(value) ? walked(machine, value) : std::vector<Value>(); }

Value mapped(Machine& machine, const Value& self, const Bound& a) {
  std::vector<Value> out;
  const Value *path = nullptr, *absent = nullptr;
  if (a.more.empty())
    for (const auto& [name, value] : a.named) (name == "attribute" ? path : absent) = &value;
  if (a.more.empty() && !path) throw Fault{FaultKind::type, phrase(LATHE_TR("{0} needs the argument \"{1}\""), "map", "attribute")};
  for (const Value& one : walked_if_true(machine, self)) {
    machine.step();
    if (path) {
      out.push_back(by_path(machine, one, *path, absent));
    } else {
      out.push_back(called(machine, named(a.more.front(), true), one, {a.more.begin() + 1, a.more.end()}, a.named));
    }
  }
  return machine.list(std::move(out), SequenceKind::iterator, "sync_do_map");
}

template <bool by_attribute, bool keep>
Value chosen(Machine& machine, const Value& self, const Bound& a) {
  std::vector<Value> out;
  const size_t first = by_attribute ? 1 : 0;               // where the test's name stands
  if (a.more.size() < first) throw Fault{FaultKind::type, phrase(LATHE_TR("{0} needs the argument \"{1}\""), "selectattr", "attribute")};
  for (const Value& one : walked_if_true(machine, self)) {
    machine.step();
    const Value looked_at = by_attribute ? by_path(machine, one, a.more.front()) : one;
    const bool passed = a.more.size() <= first ? truthy(looked_at)
                                               : truthy(called(machine, named(a.more[first], false), looked_at,
                                                               {a.more.begin() + static_cast<ptrdiff_t>(first) + 1, a.more.end()}));
    if (passed == keep) out.push_back(one);
  }
  return machine.list(std::move(out), SequenceKind::iterator, "select_or_reject");
}

}  // namespace

std::span<const Native> choosing_filters() {
  static constexpr Native all[] = {
      {"map", "* **", 0, mapped},
      {"select", "*", 0, chosen<false, true>},
      {"reject", "*", 0, chosen<false, false>},
      {"selectattr", "*", 0, chosen<true, true>},
      {"rejectattr", "*", 0, chosen<true, false>},
  };
  return all;
}

}  // namespace lathe::text::jinja
