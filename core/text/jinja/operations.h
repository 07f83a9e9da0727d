// What operators, loops and members do, by Python's rules in Jinja's sandbox.
#pragma once
#include "core/text/jinja/machine.h"

namespace lathe::text::jinja {

enum class Op { add, subtract, multiply, divide, floor_divide, modulo, power };
enum class Comparison { equal, not_equal, less, less_equal, greater, greater_equal, in, not_in };

Value compute(Machine& machine, Op op, const Value& left, const Value& right);
Value negated(const Value& value);
bool compare(Machine& machine, Comparison comparison, const Value& left, const Value& right);
bool equal(Machine& machine, const Value& left, const Value& right);
bool less(Machine& machine, const Value& left, const Value& right);

// What a loop walks: characters, items, keys. Nothing for an undefined value. Empties an iterator.
std::vector<Value> walked(Machine& machine, const Value& value);
bool iterable(const Value& value);
int64_t length_of(Machine& machine, const Value& value);

// value.name, value[key], value[from:to:step]; undefined where there is none.
Value attribute(Machine& machine, const Value& value, const std::string& name);
Value item(Machine& machine, const Value& value, const Value& key);
Value sliced(Machine& machine, const Value& value, const Value (&bounds)[3]);

// Refuses an undefined value with the reason why it is undefined.
void need_defined(const Value& value);
int64_t need_integer(const Value& value, const char* what);
const Text& need_text(const Value& value, const char* what);
void need_hashable(const Value& value);

}  // namespace lathe::text::jinja
