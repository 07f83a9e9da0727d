// Filters, tests, functions and methods: a table entry each, called with bound parameters.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/jinja/machine.h"

namespace lathe::text::jinja {

// The parameters of a call by their place in the table's list.
class Bound {
 public:
  std::vector<Value> values;             // as many as the entry names; those not given are Python's None
  std::vector<char> given;
  std::vector<Value> more;               // positional ones beyond, where the entry takes "*"
  std::vector<std::pair<std::string, Value>> named;        // further named ones, where the entry takes "**"
  bool has(size_t i) const { return given[i] != 0; }
  const Value& operator[](size_t i) const { return values[i]; }
  // What absent parameters mean.
  int64_t integer(size_t i, int64_t absent, const char* what) const;
  bool flag(size_t i) const { return has(i) && truthy(values[i]); }
};

struct Native {
  const char* name;
  const char* parameters;                // "old new count"; a last "*" or "**" takes more
  size_t required;                       // how many must be given
  Value (*run)(Machine& machine, const Value& self, const Bound& arguments);
};

Value call_native(Machine& machine, const Native& native, const Value& self, Arguments& arguments);
const Native* find_native(std::span<const Native> table, std::string_view name);

const Native* find_filter(std::string_view name);
const Native* find_test(std::string_view name);
const Native* find_function(std::string_view name);
std::vector<std::string> filter_names();
std::vector<std::string> test_names();

// The groups; each is a file.
std::span<const Native> text_filters();
std::span<const Native> list_filters();
std::span<const Native> choosing_filters();                // map, select, reject and their kin
std::span<const Native> value_filters();
std::span<const Native> kind_tests();
std::span<const Native> comparing_tests();
std::span<const Native> functions();
std::span<const Native> text_methods();
std::span<const Native> text_cutting_methods();
std::span<const Native> dict_methods();
std::span<const Native> list_methods();

}  // namespace lathe::text::jinja
