#include "core/text/jinja/interpreter.h"

#include <algorithm>

#include "core/text/jinja/fault.h"
#include "core/text/jinja/native.h"
#include "core/text/jinja/objects.h"
#include "core/text/jinja/print.h"

namespace lathe::text::jinja {
namespace {

class MacroObject final : public Object {
 public:
  // The scope is kept by the interpreter, which outlives every value.
  MacroObject(Interpreter& in, const MacroBody& body, std::weak_ptr<Scope> closure) : in_(in), body_(body), closure_(std::move(closure)) {}
  std::string type_name() const override { return "Macro"; }
  std::string printed(Machine&) const override { return "<Macro '" + body_.name + "'>"; }
  bool callable() const override { return true; }
  Value call(Machine&, Arguments& arguments) override { return in_.call_macro(body_, closure_.lock(), arguments); }
  std::optional<Value> attribute(const std::string& name) const override {
    return name == "name" ? std::optional<Value>(text_value(body_.name)) : std::nullopt;
  }

 private:
  Interpreter& in_;
  const MacroBody& body_;
  std::weak_ptr<Scope> closure_;
};

}  // namespace

const Value* Scope::find(const std::string& name) const {
  for (const Scope* scope = this; scope; scope = scope->outer.get())
    for (const auto& [key, value] : scope->values)
      if (key == name) return &value;
  return nullptr;
}

void Scope::set(const std::string& name, Value value) {
  for (auto& [key, held] : values)
    if (key == name) { held = std::move(value); return; }
  values.emplace_back(name, std::move(value));
}

Interpreter::Interpreter(const Variables& variables, const Limits& limits, Clock clock)
    : machine(limits, std::move(clock)), scope_(std::make_shared<Scope>()) {
  scope_->values = variables;
  scope_ = std::make_shared<Scope>(Scope{scope_, {}});
}

Text Interpreter::run(const Block& body) {
  execute(body);
  return std::move(output_);
}

Interpreter::Inner::Inner(Interpreter& in, ScopePtr outer) : in_(in), before_(in.scope_) {
  in_.scope_ = std::make_shared<Scope>(Scope{std::move(outer), {}});
}

Flow Interpreter::execute(const Block& block) {
  for (const StatementPtr& statement : block) {
    machine.line = statement->line;
    machine.step();
    if (const Flow flow = statement->execute(*this); flow != Flow::next) return flow;
  }
  return Flow::next;
}

Value Interpreter::evaluate(const Expression& expression) {
  machine.step();
  machine.line = expression.line;
  return expression.evaluate(*this);
}

void Interpreter::print(const Text& text) {
  machine.check_output(out_->size() + text.size());
  machine.charge(text.size());
  const bool last = out_ == &output_;    // text that is captured gets its turn where it is printed in the end
  if ((!last || turn < 0) && block == 0) return out_->append(text);
  Text marked = text;
  marked.mark(last ? turn : -1, block);
  out_->append(marked);
}

Value Interpreter::name(const std::string& name) {
  if (const Value* found = scope_->find(name)) return *found;
  if (const Native* native = find_function(name))
    return ObjectPtr(std::make_shared<Function>([native](Machine& m, Arguments& arguments) { return call_native(m, *native, Value(), arguments); }));
  return undefined(phrase(LATHE_TR("'{0}' is undefined"), name));
}

void Interpreter::set(const Target& target, const Value& value) {
  if (!target.member.empty()) {
    const Value where = name(target.names.front());
    auto* space = dynamic_cast<Namespace*>(where.object());
    if (!space) throw Fault{FaultKind::type, phrase(LATHE_TR("{0} is no namespace: its members cannot be set"), target.names.front())};
    machine.charge(64);
    space->set(target.member, value);
    return;
  }
  if (!target.several) return scope_->set(target.names.front(), value);
  need_defined(value);
  const std::vector<Value> parts = walked(machine, value);
  if (parts.size() != target.names.size())
    throw Fault{FaultKind::type, phrase(LATHE_TR("{0} values cannot be given to {1} names"), parts.size(), target.names.size())};
  for (size_t i = 0; i < parts.size(); ++i) scope_->set(target.names[i], parts[i]);
}

Arguments Interpreter::arguments(const CallArguments& call) {
  Arguments out;
  for (const ExpressionPtr& one : call.positional) out.positional.push_back(evaluate(*one));
  for (const auto& [name, one] : call.named) out.named.emplace_back(name, evaluate(*one));
  if (call.more)
    for (Value& one : walked(machine, evaluate(*call.more))) out.positional.push_back(std::move(one));
  if (call.more_named) {
    const Value named = evaluate(*call.more_named);
    if (!named.dict()) throw Fault{FaultKind::type, phrase(LATHE_TR("{0}: a dict is needed, not {1}"), "**", type_name(named))};
    for (const auto& [key, value] : named.dict()->entries()) {
      machine.scan(key);
      out.named.emplace_back(need_text(key, "**").bytes(), value);
    }
  }
  return out;
}

Value Interpreter::call(const Value& callee, Arguments arguments) {
  need_defined(callee);
  if (!callee.object()) throw Fault{FaultKind::type, phrase(LATHE_TR("'{0}' object is not callable"), type_name(callee))};
  const ObjectPtr object = *callee.as<ObjectPtr>();        // it may be set anew while it runs
  return object->call(machine, arguments);
}

Value Interpreter::macro(const MacroBody& body) {
  if (kept_.empty() || kept_.back() != scope_) kept_.push_back(scope_);
  machine.charge(sizeof(MacroObject));
  return ObjectPtr(std::make_shared<MacroObject>(*this, body, scope_));
}

void Interpreter::bind(const MacroBody& body, Arguments& arguments) {
  const size_t count = body.parameters.size();
  std::vector<bool> given(count);
  std::vector<Value> more;
  for (size_t i = 0; i < arguments.positional.size(); ++i) {
    if (i < count) { scope_->set(body.parameters[i], arguments.positional[i]); given[i] = true; }
    else if (body.takes_more) more.push_back(arguments.positional[i]);
    else throw Fault{FaultKind::type, phrase(LATHE_TR("{0} takes at most {1} arguments"), body.name, count)};
  }
  Dict named;
  for (const auto& [name, value] : arguments.named) {
    const auto place = static_cast<size_t>(std::find(body.parameters.begin(), body.parameters.end(), name) - body.parameters.begin());
    if (place < count && !given[place]) { scope_->set(name, value); given[place] = true; }
    else if (name == "caller") scope_->set(name, value);
    else if (place == count && body.takes_named) named.put(text_value(name), value);
    else throw Fault{FaultKind::type, phrase(LATHE_TR("{0} takes no argument \"{1}\" here"), body.name, name)};
  }
  const size_t first_default = count - body.defaults.size();
  for (size_t i = 0; i < count; ++i) {
    if (given[i]) continue;
    if (i >= first_default) scope_->set(body.parameters[i], evaluate(*body.defaults[i - first_default]));
    else scope_->set(body.parameters[i], undefined(phrase(LATHE_TR("parameter '{0}' was not provided"), body.parameters[i])));
  }
  if (body.takes_more) scope_->set("varargs", machine.list(std::move(more), SequenceKind::tuple, "tuple"));
  if (body.takes_named) scope_->set("kwargs", machine.dict(std::move(named)));
}

Value Interpreter::call_macro(const MacroBody& body, const ScopePtr& closure, Arguments& arguments) {
  const Machine::Deeper deeper(machine);
  const Inner inner(*this, closure);
  bind(body, arguments);
  return machine.text(captured([&] { execute(body.body); }));
}

}  // namespace lathe::text::jinja
