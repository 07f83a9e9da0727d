#include "core/text/jinja/fault.h"
#include "core/text/jinja/interpreter.h"
#include "core/text/jinja/native.h"
#include "core/text/jinja/print.h"

namespace lathe::text::jinja {
namespace {

Value filtered(Interpreter& in, const Value& value, const Postfix& filter) {
  if (!filter.native) throw Fault{FaultKind::syntax, phrase(LATHE_TR("there is no filter \"{0}\""), filter.name), filter.line};
  Arguments arguments = in.arguments(filter.arguments);
  in.machine.line = filter.line;
  return call_native(in.machine, *filter.native, value, arguments);
}

Value tested(Interpreter& in, const Value& value, const Postfix& test) {
  if (!test.native) throw Fault{FaultKind::syntax, phrase(LATHE_TR("there is no test \"{0}\""), test.name), test.line};
  Arguments arguments = in.arguments(test.arguments);
  return truthy(call_native(in.machine, *test.native, value, arguments)) != test.negated;
}

Value slice_of(Interpreter& in, const Value& value, const Postfix& slice) {
  Value bounds[3];
  for (int i = 0; i < 3; ++i)
    if (slice.bounds[i]) bounds[i] = in.evaluate(*slice.bounds[i]);
  return sliced(in.machine, value, bounds);
}

Value followed(Interpreter& in, const Value& value, const Postfix& one) {
  in.machine.step();
  in.machine.line = one.line;
  switch (one.kind) {
    case Postfix::Kind::attribute: return attribute(in.machine, value, one.name);
    case Postfix::Kind::item: {
      const Value key = in.evaluate(*one.key);
      in.machine.line = one.line;
      return item(in.machine, value, key);
    }
    case Postfix::Kind::slice: return slice_of(in, value, one);
    case Postfix::Kind::call: return in.call(value, in.arguments(one.arguments));
    case Postfix::Kind::filter: return filtered(in, value, one);
    case Postfix::Kind::test: break;
  }
  return tested(in, value, one);
}

}  // namespace

Value Constant::evaluate(Interpreter&) const { return value; }
Value Name::evaluate(Interpreter& in) const { return in.name(name); }

Value ListLiteral::evaluate(Interpreter& in) const {
  std::vector<Value> out;
  for (const ExpressionPtr& one : items) out.push_back(in.evaluate(*one));
  return in.machine.list(std::move(out), tuple ? SequenceKind::tuple : SequenceKind::list, tuple ? "tuple" : "list");
}

Value DictLiteral::evaluate(Interpreter& in) const {
  Dict out;
  for (const auto& [key, value] : items) {
    Value name = in.evaluate(*key);
    need_hashable(name);
    in.machine.scan(name);
    out.put(std::move(name), in.evaluate(*value));
  }
  return in.machine.dict(std::move(out));
}

Value Arithmetic::evaluate(Interpreter& in) const {
  Value out = in.evaluate(*first);
  for (const auto& [op, right] : rest) {
    const Value other = in.evaluate(*right);
    out = compute(in.machine, op, out, other);
  }
  return out;
}

Value Concatenation::evaluate(Interpreter& in) const {
  Text out;
  for (const ExpressionPtr& part : parts) {
    const Text one = printed(in.machine, in.evaluate(*part));
    in.machine.charge(one.size());
    out.append(one);
  }
  return in.machine.text(std::move(out));
}

Value Compare::evaluate(Interpreter& in) const {
  Value left = in.evaluate(*first);
  for (const auto& [comparison, expression] : rest) {
    Value right = in.evaluate(*expression);
    if (!compare(in.machine, comparison, left, right)) return false;
    left = std::move(right);
  }
  return true;
}

Value Logical::evaluate(Interpreter& in) const {
  Value out;
  for (const ExpressionPtr& part : parts) {
    out = in.evaluate(*part);
    if (truthy(out) != all) return out;
  }
  return out;
}

Value Not::evaluate(Interpreter& in) const { return !truthy(in.evaluate(*inner)); }

Value Signed::evaluate(Interpreter& in) const {
  const Value value = in.evaluate(*inner);
  return minus ? negated(value) : negated(negated(value));
}

Value Conditional::evaluate(Interpreter& in) const {
  if (truthy(in.evaluate(*condition))) return in.evaluate(*yes);
  if (no) return in.evaluate(*no);
  return undefined(phrase(LATHE_TR("the condition is not met and there is no else")));
}

Value Chain::evaluate(Interpreter& in) const {
  Value value = in.evaluate(*first);
  for (const Postfix& one : rest) value = followed(in, value, one);
  return value;
}

Value Interpreter::with_filters(Value value, const std::vector<Postfix>& filters) {
  for (const Postfix& one : filters) value = filtered(*this, value, one);
  return value;
}

}  // namespace lathe::text::jinja
