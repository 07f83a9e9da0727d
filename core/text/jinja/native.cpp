#include "core/text/jinja/native.h"

#include <algorithm>
#include <array>
#include <sstream>

#include "core/text/jinja/fault.h"
#include "core/text/jinja/methods.h"
#include "core/text/jinja/operations.h"

namespace lathe::text::jinja {
namespace {

using Groups = std::vector<std::span<const Native>>;

// The registry: a group of entries a line.
const Groups& filter_groups() {
  static const Groups all{text_filters(), list_filters(), choosing_filters(), value_filters()};
  return all;
}
const Groups& test_groups() {
  static const Groups all{kind_tests(), comparing_tests()};
  return all;
}
const Groups& text_method_groups() {
  static const Groups all{text_methods(), text_cutting_methods()};
  return all;
}

const Native* find_in(const Groups& groups, std::string_view name) {
  for (const auto& group : groups)
    if (const Native* found = find_native(group, name)) return found;
  return nullptr;
}

std::vector<std::string> names_in(const Groups& groups) {
  std::vector<std::string> out;
  for (const auto& group : groups)
    for (const Native& native : group) out.push_back(native.name);
  return out;
}

struct Parameters {
  std::vector<std::string> names;
  bool more = false, named = false;
};

Parameters parameters_of(const Native& native) {
  Parameters out;
  std::istringstream words(native.parameters);
  for (std::string word; words >> word;) {
    if (word == "*") out.more = true;
    else if (word == "**") out.named = true;
    else out.names.push_back(word);
  }
  return out;
}

Bound bound(const Native& native, Arguments& arguments) {
  const Parameters parameters = parameters_of(native);
  Bound out;
  out.values.resize(parameters.names.size());
  out.given.resize(parameters.names.size());
  for (size_t i = 0; i < arguments.positional.size(); ++i) {
    if (i < out.values.size()) { out.values[i] = std::move(arguments.positional[i]); out.given[i] = 1; }
    else if (parameters.more) out.more.push_back(std::move(arguments.positional[i]));
    else throw Fault{FaultKind::type, phrase(LATHE_TR("{0} takes at most {1} arguments"), native.name, out.values.size())};
  }
  for (auto& [name, value] : arguments.named) {
    const auto place = static_cast<size_t>(std::find(parameters.names.begin(), parameters.names.end(), name) - parameters.names.begin());
    if (place < out.values.size() && !out.given[place]) { out.values[place] = std::move(value); out.given[place] = 1; }
    else if (place == out.values.size() && parameters.named) out.named.emplace_back(name, std::move(value));
    else throw Fault{FaultKind::type, phrase(LATHE_TR("{0} takes no argument \"{1}\" here"), native.name, name)};
  }
  for (size_t i = 0; i < native.required; ++i)
    if (!out.given[i]) throw Fault{FaultKind::type, phrase(LATHE_TR("{0} needs the argument \"{1}\""), native.name, parameters.names[i])};
  return out;
}

class BoundMethod final : public Object {
 public:
  // As deep as what it belongs to, so that values at the limit have methods; what holds the method is deeper again.
  BoundMethod(Value self, const Native& method) : self_(std::move(self)), method_(method) { depth = depth_of(self_); }
  std::string type_name() const override { return "builtin_function_or_method"; }
  bool callable() const override { return true; }
  Value call(Machine& machine, Arguments& arguments) override { return call_native(machine, method_, self_, arguments); }

 private:
  Value self_;
  const Native& method_;
};

}  // namespace

int64_t Bound::integer(size_t i, int64_t absent, const char* what) const { return has(i) && !values[i].is_none() ? need_integer(values[i], what) : absent; }

Value call_native(Machine& machine, const Native& native, const Value& self, Arguments& arguments) {
  machine.step();
  machine.scan(self);
  for (const Value& one : arguments.positional) machine.scan(one);
  for (const auto& [name, one] : arguments.named) machine.scan(one);
  return native.run(machine, self, bound(native, arguments));
}

const Native* find_native(std::span<const Native> table, std::string_view name) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const Native& native) { return native.name == name; });
  return found == table.end() ? nullptr : &*found;
}

const Native* find_filter(std::string_view name) { return find_in(filter_groups(), name); }
const Native* find_test(std::string_view name) { return find_in(test_groups(), name); }
const Native* find_function(std::string_view name) { return find_native(functions(), name); }
std::vector<std::string> filter_names() { return names_in(filter_groups()); }
std::vector<std::string> test_names() { return names_in(test_groups()); }

const Native* find_method(const Value& value, std::string_view name) {
  if (value.text()) return find_in(text_method_groups(), name);
  if (value.dict()) return find_native(dict_methods(), name);
  return value.sequence() ? find_native(list_methods(), name) : nullptr;
}

Value bound_method(const Value& self, const Native& method) { return ObjectPtr(std::make_shared<BoundMethod>(self, method)); }

}  // namespace lathe::text::jinja
