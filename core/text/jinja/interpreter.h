// Carries out a parsed template: scopes, output, and which message's turn is being printed.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "core/text/jinja/ast.h"
#include "core/text/jinja/machine.h"

namespace lathe::text::jinja {

using Variables = std::vector<std::pair<std::string, Value>>;

// Shared: an inner scope keeps the outer ones, and a macro's scope stays while the rendering lasts.
struct Scope {
  std::shared_ptr<Scope> outer;
  std::vector<std::pair<std::string, Value>> values;
  const Value* find(const std::string& name) const;
  void set(const std::string& name, Value value);
};
using ScopePtr = std::shared_ptr<Scope>;

class Interpreter {
 public:
  Interpreter(const Variables& variables, const Limits& limits, Clock clock);
  Text run(const Block& body);

  Machine machine;
  Flow execute(const Block& block);
  Value evaluate(const Expression& expression);
  void print(const Text& text);
  // What a block prints, in place of the output; `block`: the generation block around it.
  template <class Function>
  Text captured(Function function);
  Value name(const std::string& name);
  void set(const Target& target, const Value& value);
  Value with_filters(Value value, const std::vector<Postfix>& filters);
  Value call(const Value& callee, Arguments arguments);
  Arguments arguments(const CallArguments& call);
  Value macro(const MacroBody& body);                      // closes over the scope that is open now
  Value call_macro(const MacroBody& body, const ScopePtr& closure, Arguments& arguments);

  // A scope while this lives.
  class Inner {
   public:
    explicit Inner(Interpreter& in) : Inner(in, in.scope_) {}
    Inner(Interpreter& in, ScopePtr outer);
    ~Inner() { in_.scope_ = std::move(before_); }
    Inner(const Inner&) = delete;
    Inner& operator=(const Inner&) = delete;

   private:
    Interpreter& in_;
    ScopePtr before_;
  };
  Scope& scope() { return *scope_; }
  int32_t turn = -1;                     // the message that the loop around is at
  int32_t next_block() { return ++blocks_; }
  int32_t block = 0;                     // the generation block that is open

 private:
  void bind(const MacroBody& body, Arguments& arguments);
  ScopePtr scope_;
  std::vector<ScopePtr> kept_;           // of macros
  Text output_;
  Text* out_ = &output_;
  int32_t blocks_ = 0;
};

template <class Function>
Text Interpreter::captured(Function function) {
  Text text;
  Text* const before = std::exchange(out_, &text);
  struct Restore {
    Text*& place;
    Text* before;
    ~Restore() { place = before; }
  } const restore{out_, before};
  function();
  return text;
}

}  // namespace lathe::text::jinja
