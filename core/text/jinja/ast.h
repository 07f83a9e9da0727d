// The parsed template. Nodes never change, so one template may be rendered by several threads at once.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/text/jinja/operations.h"

namespace lathe::text::jinja {

class Interpreter;
struct Native;

struct Expression {
  int line = 1;
  virtual ~Expression() = default;
  virtual Value evaluate(Interpreter& in) const = 0;
};
using ExpressionPtr = std::unique_ptr<Expression>;

enum class Flow { next, break_loop, continue_loop };
struct Statement {
  int line = 1;
  virtual ~Statement() = default;
  virtual Flow execute(Interpreter& in) const = 0;
};
using StatementPtr = std::unique_ptr<Statement>;
using Block = std::vector<StatementPtr>;

// What stands between the brackets of a call.
struct CallArguments {
  std::vector<ExpressionPtr> positional;
  std::vector<std::pair<std::string, ExpressionPtr>> named;
  ExpressionPtr more, more_named;        // *list, **dict
};

struct Constant final : Expression {
  Value value;
  Value evaluate(Interpreter& in) const override;
};
struct Name final : Expression {
  std::string name;
  Value evaluate(Interpreter& in) const override;
};
struct ListLiteral final : Expression {
  std::vector<ExpressionPtr> items;
  bool tuple = false;
  Value evaluate(Interpreter& in) const override;
};
struct DictLiteral final : Expression {
  std::vector<std::pair<ExpressionPtr, ExpressionPtr>> items;
  Value evaluate(Interpreter& in) const override;
};
// a + b - c ...: flat, so that long sums need no deep stack.
struct Arithmetic final : Expression {
  ExpressionPtr first;
  std::vector<std::pair<Op, ExpressionPtr>> rest;
  Value evaluate(Interpreter& in) const override;
};
struct Concatenation final : Expression {
  std::vector<ExpressionPtr> parts;
  Value evaluate(Interpreter& in) const override;
};
struct Compare final : Expression {
  ExpressionPtr first;
  std::vector<std::pair<Comparison, ExpressionPtr>> rest;
  Value evaluate(Interpreter& in) const override;
};
struct Logical final : Expression {
  bool all = true;                       // and; else or
  std::vector<ExpressionPtr> parts;
  Value evaluate(Interpreter& in) const override;
};
struct Not final : Expression {
  ExpressionPtr inner;
  Value evaluate(Interpreter& in) const override;
};
struct Signed final : Expression {
  bool minus = true;
  ExpressionPtr inner;
  Value evaluate(Interpreter& in) const override;
};
struct Conditional final : Expression {
  ExpressionPtr condition, yes, no;      // `no` may be absent
  Value evaluate(Interpreter& in) const override;
};

// What may follow a value: .name [key] [a:b:c] (...) |filter(...) is test(...)
struct Postfix {
  enum class Kind { attribute, item, slice, call, filter, test } kind;
  int line = 1;
  std::string name;
  ExpressionPtr key, bounds[3];
  CallArguments arguments;
  const Native* native = nullptr;        // filter or test; null where there is none of that name
  bool negated = false;                  // is not
};
struct Chain final : Expression {
  ExpressionPtr first;
  std::vector<Postfix> rest;
  Value evaluate(Interpreter& in) const override;
};

struct Target {                          // of set and for: a name, several, or a namespace's member
  std::vector<std::string> names;
  bool several = false;
  std::string member;
};

struct Data final : Statement {
  std::string text;
  Flow execute(Interpreter& in) const override;
};
struct Print final : Statement {
  ExpressionPtr value;
  Flow execute(Interpreter& in) const override;
};
struct If final : Statement {
  std::vector<std::pair<ExpressionPtr, Block>> branches;
  Block otherwise;
  Flow execute(Interpreter& in) const override;
};
struct For final : Statement {
  Target target;
  ExpressionPtr items, condition;
  Block body, otherwise;
  Flow execute(Interpreter& in) const override;
};
struct Set final : Statement {
  Target target;
  ExpressionPtr value;
  Flow execute(Interpreter& in) const override;
};
struct SetBlock final : Statement {
  Target target;
  std::vector<Postfix> filters;
  Block body;
  Flow execute(Interpreter& in) const override;
};
struct FilterBlock final : Statement {
  std::vector<Postfix> filters;
  Block body;
  Flow execute(Interpreter& in) const override;
};
struct With final : Statement {
  std::vector<std::pair<std::string, ExpressionPtr>> values;
  Block body;
  Flow execute(Interpreter& in) const override;
};
struct Generation final : Statement {
  Block body;
  Flow execute(Interpreter& in) const override;
};
struct MacroBody {
  std::string name;
  std::vector<std::string> parameters;
  std::vector<ExpressionPtr> defaults;   // of the last parameters
  Block body;
  bool takes_more = false, takes_named = false;            // it names varargs, kwargs
};
struct Macro final : Statement {
  MacroBody macro;
  Flow execute(Interpreter& in) const override;
};
struct CallBlock final : Statement {
  MacroBody caller;
  ExpressionPtr call;                    // a Chain that ends with a call
  Flow execute(Interpreter& in) const override;
};
struct Jump final : Statement {
  Flow flow = Flow::next;
  Flow execute(Interpreter& in) const override;
};

}  // namespace lathe::text::jinja
