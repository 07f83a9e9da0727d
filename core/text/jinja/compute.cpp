// Arithmetic, joining and comparing.
#include <algorithm>
#include <cmath>

#include "core/text/jinja/fault.h"
#include "core/text/jinja/methods.h"
#include "core/text/jinja/operations.h"

namespace lathe::text::jinja {
namespace {

[[noreturn]] void refuse(const char* sign, const Value& left, const Value& right) {
  throw Fault{FaultKind::type, phrase(LATHE_TR("{0} cannot be used between {1} and {2}"), sign, type_name(left), type_name(right))};
}
[[noreturn]] void by_zero() { throw Fault{FaultKind::type, phrase(LATHE_TR("division by zero"))}; }
[[noreturn]] void too_large() { throw Fault{FaultKind::limit, phrase(LATHE_TR("a whole number is too large"))}; }

int64_t whole_power(int64_t base, int64_t exponent) {
  int64_t out = 1;
  for (; exponent > 0; exponent >>= 1) {
    if ((exponent & 1) && __builtin_mul_overflow(out, base, &out)) too_large();
    if (exponent > 1 && __builtin_mul_overflow(base, base, &base)) too_large();
  }
  return out;
}

int64_t floored(int64_t a, int64_t b) {
  if (b == 0) by_zero();
  if (a == INT64_MIN && b == -1) too_large();
  return a / b - ((a % b != 0 && (a < 0) != (b < 0)) ? 1 : 0);
}

Value whole(Op op, int64_t a, int64_t b) {
  int64_t out = 0;
  switch (op) {
    case Op::add: if (__builtin_add_overflow(a, b, &out)) too_large(); return out;
    case Op::subtract: if (__builtin_sub_overflow(a, b, &out)) too_large(); return out;
    case Op::multiply: if (__builtin_mul_overflow(a, b, &out)) too_large(); return out;
    case Op::divide: if (b == 0) by_zero(); return static_cast<double>(a) / static_cast<double>(b);
    case Op::floor_divide: return floored(a, b);
    case Op::modulo: return b == -1 ? int64_t{0} : a - floored(a, b) * b;
    case Op::power: break;
  }
  if (b < 0) return std::pow(static_cast<double>(a), static_cast<double>(b));
  return whole_power(a, b);
}

Value real(Op op, double a, double b) {
  if (b == 0 && (op == Op::divide || op == Op::floor_divide || op == Op::modulo)) by_zero();
  switch (op) {
    case Op::add: return a + b;
    case Op::subtract: return a - b;
    case Op::multiply: return a * b;
    case Op::divide: return a / b;
    case Op::floor_divide: return std::floor(a / b);
    case Op::modulo: { const double rest = std::fmod(a, b); return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest; }
    case Op::power: break;
  }
  return std::pow(a, b);
}

Value joined(Machine& machine, const Text& a, const Text& b) {
  if (a.safe != b.safe) machine.walk(a.size() + b.size());
  Text out = a.safe || !b.safe ? a : escaped_html(a);
  out.append(a.safe && !b.safe ? escaped_html(b) : b);
  out.safe = a.safe || b.safe;
  return machine.text(std::move(out));
}

Value repeated(Machine& machine, const Value& value, int64_t times) {
  const auto count = static_cast<size_t>(std::max<int64_t>(times, 0));
  const size_t one = value.text() ? value.text()->size() + 1 : value.sequence()->items.size() * sizeof(Value) + 1;
  if (count > machine.limits().made_bytes / one) machine.charge(machine.limits().made_bytes + 1);
  machine.charge(one * count);
  if (const Text* text = value.text()) {
    Text out;
    for (size_t i = 0; i < count && !text->empty(); ++i) out.append(*text);
    return machine.text(std::move(out));
  }
  std::vector<Value> items;
  for (size_t i = 0; i < count && !value.sequence()->items.empty(); ++i)
    items.insert(items.end(), value.sequence()->items.begin(), value.sequence()->items.end());
  return machine.list(std::move(items), value.sequence()->kind, value.sequence()->name);
}

bool repeatable(const Value& value) {
  const Sequence* sequence = value.sequence();
  return value.text() || (sequence && (sequence->kind == SequenceKind::list || sequence->kind == SequenceKind::tuple));
}

const char* sign_of(Op op) {
  static const char* const signs[] = {"+", "-", "*", "/", "//", "%", "**"};
  return signs[static_cast<int>(op)];
}

// Lists with lists, tuples with tuples.
bool same_kind(const Sequence& a, const Sequence& b) { return a.kind == b.kind && a.kind != SequenceKind::iterator; }

bool equal_dicts(Machine& machine, const Dict& a, const Dict& b) {
  if (a.entries().size() != b.entries().size()) return false;
  return std::all_of(a.entries().begin(), a.entries().end(), [&](const Dict::Entry& entry) {
    const Value* other = b.find(entry.first);
    return other && equal(machine, entry.second, *other);
  });
}

int order(double a, double b) { return a < b ? -1 : a > b ? 1 : 0; }

// Below, above or equal; for kinds that have an order.
int ordered(Machine& machine, const char* sign, const Value& left, const Value& right) {
  need_defined(left);
  need_defined(right);
  int64_t a = 0, b = 0;
  if (left.integer(a) && right.integer(b)) return a < b ? -1 : a > b ? 1 : 0;
  if (left.is_number() && right.is_number()) return order(left.number(), right.number());
  if (left.text() && right.text()) machine.scan(std::min(left.text()->size(), right.text()->size()));
  if (left.text() && right.text()) return left.text()->bytes().compare(right.text()->bytes());   // UTF-8 keeps the order of code points
  const Sequence *x = left.sequence(), *y = right.sequence();
  if (!x || !y || !same_kind(*x, *y)) refuse(sign, left, right);
  for (size_t i = 0; i < std::min(x->items.size(), y->items.size()); ++i) {
    machine.step();
    if (!equal(machine, x->items[i], y->items[i])) return ordered(machine, sign, x->items[i], y->items[i]);
  }
  return order(static_cast<double>(x->items.size()), static_cast<double>(y->items.size()));
}

bool contains(Machine& machine, const Value& where, const Value& what) {
  if (const Text* text = where.text()) {
    need_defined(what);
    if (!what.text()) refuse("in", what, where);
    machine.scan(text->size() + what.text()->size());
    return find_part(text->bytes(), what.text()->bytes()) != std::string::npos;
  }
  if (const Dict* dict = where.dict()) {
    need_hashable(what);
    machine.scan(what);
    return dict->find(what) != nullptr;
  }
  for (const Value& one : walked(machine, where))
    if (equal(machine, one, what)) return true;
  return false;
}

}  // namespace

Value compute(Machine& machine, Op op, const Value& left, const Value& right) {
  need_defined(left);
  need_defined(right);
  int64_t a = 0, b = 0;
  const bool whole_a = left.integer(a), whole_b = right.integer(b);
  if (whole_a && whole_b) return whole(op, a, b);
  if (left.is_number() && right.is_number()) return real(op, left.number(), right.number());
  if (op == Op::multiply && repeatable(left) && whole_b) return repeated(machine, left, b);
  if (op == Op::multiply && repeatable(right) && whole_a) return repeated(machine, right, a);
  if (op == Op::add && left.text() && right.text()) return joined(machine, *left.text(), *right.text());
  const Sequence *x = left.sequence(), *y = right.sequence();
  if (op != Op::add || !x || !y || !repeatable(left) || !same_kind(*x, *y)) refuse(sign_of(op), left, right);
  std::vector<Value> items = x->items;
  items.insert(items.end(), y->items.begin(), y->items.end());
  return machine.list(std::move(items), x->kind, x->name);
}

Value negated(const Value& value) {
  need_defined(value);
  int64_t number = 0;
  if (value.integer(number)) return number == INT64_MIN ? (too_large(), Value()) : Value(-number);
  if (!value.is_number()) throw Fault{FaultKind::type, phrase(LATHE_TR("{0} has no sign"), type_name(value))};
  return -value.number();
}

bool equal(Machine& machine, const Value& left, const Value& right) {
  machine.step();
  int64_t a = 0, b = 0;
  if (left.integer(a) && right.integer(b)) return a == b;
  if (left.is_number() && right.is_number()) return left.number() == right.number();
  if (left.data.index() != right.data.index()) return false;
  if (left.is_none() || left.is_undefined()) return true;
  if (left.text()) {
    if (left.text()->size() != right.text()->size()) return false;
    machine.scan(left);
    return left.text()->bytes() == right.text()->bytes();
  }
  if (left.object()) return left.object() == right.object();
  if (left.dict()) return left.dict() == right.dict() || equal_dicts(machine, *left.dict(), *right.dict());
  const Sequence *x = left.sequence(), *y = right.sequence();
  if (x == y) return true;
  if (!same_kind(*x, *y) || x->items.size() != y->items.size()) return false;
  for (size_t i = 0; i < x->items.size(); ++i)
    if (!equal(machine, x->items[i], y->items[i])) return false;
  return true;
}

bool less(Machine& machine, const Value& left, const Value& right) { return ordered(machine, "<", left, right) < 0; }

bool compare(Machine& machine, Comparison comparison, const Value& left, const Value& right) {
  switch (comparison) {
    case Comparison::equal: return equal(machine, left, right);
    case Comparison::not_equal: return !equal(machine, left, right);
    case Comparison::less: return ordered(machine, "<", left, right) < 0;
    case Comparison::less_equal: return ordered(machine, "<=", left, right) <= 0;
    case Comparison::greater: return ordered(machine, ">", left, right) > 0;
    case Comparison::greater_equal: return ordered(machine, ">=", left, right) >= 0;
    case Comparison::in: return contains(machine, right, left);
    case Comparison::not_in: break;
  }
  return !contains(machine, right, left);
}

}  // namespace lathe::text::jinja
