// What stands behind `is`.
#include <algorithm>

#include "core/base/letter_case.h"
#include "core/text/jinja/fault.h"
#include "core/text/jinja/methods.h"
#include "core/text/jinja/native.h"
#include "core/text/jinja/operations.h"
#include "core/text/jinja/print.h"

namespace lathe::text::jinja {
namespace {

bool is_sequence(const Value& value) {
  const Sequence* sequence = value.sequence();
  if (sequence) return sequence->kind != SequenceKind::iterator && sequence->kind != SequenceKind::view;
  return value.text() || value.dict() || value.is_undefined();
}

bool is_bool(const Value& value, bool which) { return value.as<bool>() && *value.as<bool>() == which; }

// True where the text has letters and changing their case does not change it.
bool has_case(Machine& machine, const Value& value, Text (*change)(const Text&)) {
  const Text text = printed(machine, value);
  machine.walk(2 * text.size());
  return is_all(text, is_cased, is_cased) && change(text).bytes() == text.bytes();
}

double remainder(Machine& machine, const Value& value, const Value& by) { return compute(machine, Op::modulo, value, by).number(); }

template <Comparison comparison>
Value compares(Machine& machine, const Value& self, const Bound& a) { return compare(machine, comparison, self, a[0]); }

bool same(const Value& a, const Value& b) {
  if (a.data.index() != b.data.index()) return false;
  if (a.text()) return a.text() == b.text();
  if (a.dict()) return a.dict() == b.dict();
  if (a.sequence()) return a.sequence() == b.sequence();
  if (a.object()) return a.object() == b.object();
  return a.is_none() || (a.is_number() && a.number() == b.number());
}

}  // namespace

std::span<const Native> kind_tests() {
  static constexpr Native all[] = {
      {"defined", "", 0, [](Machine&, const Value& v, const Bound&) -> Value { return !v.is_undefined(); }},
      {"undefined", "", 0, [](Machine&, const Value& v, const Bound&) -> Value { return v.is_undefined(); }},
      {"none", "", 0, [](Machine&, const Value& v, const Bound&) -> Value { return v.is_none(); }},
      {"string", "", 0, [](Machine&, const Value& v, const Bound&) -> Value { return v.text() != nullptr; }},
      {"mapping", "", 0, [](Machine&, const Value& v, const Bound&) -> Value { return v.dict() != nullptr; }},
      {"iterable", "", 0, [](Machine&, const Value& v, const Bound&) -> Value { return iterable(v); }},
      {"sequence", "", 0, [](Machine&, const Value& v, const Bound&) -> Value { return is_sequence(v); }},
      {"number", "", 0, [](Machine&, const Value& v, const Bound&) -> Value { return v.is_number(); }},
      {"integer", "", 0, [](Machine&, const Value& v, const Bound&) -> Value { return v.as<int64_t>() != nullptr; }},
      {"float", "", 0, [](Machine&, const Value& v, const Bound&) -> Value { return v.as<double>() != nullptr; }},
      {"boolean", "", 0, [](Machine&, const Value& v, const Bound&) -> Value { return v.as<bool>() != nullptr; }},
      {"true", "", 0, [](Machine&, const Value& v, const Bound&) -> Value { return is_bool(v, true); }},
      {"false", "", 0, [](Machine&, const Value& v, const Bound&) -> Value { return is_bool(v, false); }},
      {"callable", "", 0, [](Machine&, const Value& v, const Bound&) -> Value { return v.is_undefined() || (v.object() && v.object()->callable()); }},
      {"filter", "", 0, [](Machine&, const Value& v, const Bound&) -> Value { return v.text() && find_filter(v.text()->bytes()); }},
      {"test", "", 0, [](Machine&, const Value& v, const Bound&) -> Value { return v.text() && find_test(v.text()->bytes()); }},
  };
  return all;
}

std::span<const Native> comparing_tests() {
  static constexpr Native all[] = {
      {"eq", "other", 1, compares<Comparison::equal>},
      {"==", "other", 1, compares<Comparison::equal>},
      {"equalto", "other", 1, compares<Comparison::equal>},
      {"ne", "other", 1, compares<Comparison::not_equal>},
      {"!=", "other", 1, compares<Comparison::not_equal>},
      {"lt", "other", 1, compares<Comparison::less>},
      {"<", "other", 1, compares<Comparison::less>},
      {"lessthan", "other", 1, compares<Comparison::less>},
      {"le", "other", 1, compares<Comparison::less_equal>},
      {"<=", "other", 1, compares<Comparison::less_equal>},
      {"gt", "other", 1, compares<Comparison::greater>},
      {">", "other", 1, compares<Comparison::greater>},
      {"greaterthan", "other", 1, compares<Comparison::greater>},
      {"ge", "other", 1, compares<Comparison::greater_equal>},
      {">=", "other", 1, compares<Comparison::greater_equal>},
      {"in", "seq", 1, compares<Comparison::in>},
      {"sameas", "other", 1, [](Machine&, const Value& v, const Bound& a) -> Value { return same(v, a[0]); }},
      {"odd", "", 0, [](Machine& m, const Value& v, const Bound&) -> Value { return v.is_number() ? remainder(m, v, int64_t{2}) == 1 : (need_integer(v, "odd"), false); }},
      {"even", "", 0, [](Machine& m, const Value& v, const Bound&) -> Value { return v.is_number() ? remainder(m, v, int64_t{2}) == 0 : (need_integer(v, "even"), false); }},
      {"divisibleby", "num", 1, [](Machine& m, const Value& v, const Bound& a) -> Value { return v.is_number() ? remainder(m, v, a[0]) == 0 : (need_integer(v, "divisibleby"), false); }},
      {"lower", "", 0, [](Machine& m, const Value& v, const Bound&) -> Value { return has_case(m, v, lower); }},
      {"upper", "", 0, [](Machine& m, const Value& v, const Bound&) -> Value { return has_case(m, v, upper); }},
  };
  return all;
}

}  // namespace lathe::text::jinja
