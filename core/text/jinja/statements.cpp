#include <algorithm>

#include "core/text/jinja/fault.h"
#include "core/text/jinja/interpreter.h"
#include "core/text/jinja/objects.h"
#include "core/text/jinja/print.h"

namespace lathe::text::jinja {
namespace {

// loop.index and its kin.
class Loop final : public Object {
 public:
  explicit Loop(std::vector<Value> items) : items_(std::move(items)) { depth = depth_above(items_); }
  std::string type_name() const override { return "jinja2.runtime.LoopContext object"; }
  const std::vector<Value>& items() const { return items_; }
  void move_to(size_t place) { place_ = place; }

  std::optional<Value> attribute(const std::string& name) const override {
    const auto count = static_cast<int64_t>(items_.size()), at = static_cast<int64_t>(place_);
    if (name == "index0") return at;
    if (name == "index") return at + 1;
    if (name == "first") return at == 0;
    if (name == "last") return at + 1 == count;
    if (name == "length") return count;
    if (name == "revindex") return count - at;
    if (name == "revindex0") return count - at - 1;
    if (name == "depth") return int64_t{1};               // only recursive loops go deeper
    if (name == "depth0") return int64_t{0};
    if (name == "previtem") return at > 0 ? items_[place_ - 1] : undefined(phrase(LATHE_TR("there is no previous item")));
    if (name == "nextitem") return at + 1 < count ? items_[place_ + 1] : undefined(phrase(LATHE_TR("there is no next item")));
    if (name == "cycle") return cycle();
    return std::nullopt;
  }

 private:
  Value cycle() const {
    return ObjectPtr(std::make_shared<Function>([place = place_](Machine&, Arguments& given) -> Value {
      if (given.positional.empty()) throw Fault{FaultKind::type, phrase(LATHE_TR("cycler: at least one item has to be provided"))};
      return given.positional[place % given.positional.size()];
    }));
  }
  std::vector<Value> items_;
  size_t place_ = 0;
};

// The message that a loop's item is, or was made from.
int32_t message_of(const Value& item) {
  const Dict* dict = item.dict();
  if (!dict) return -1;
  if (dict->message >= 0) return dict->message;
  const Value* content = dict->find("content");
  return content && content->text() ? content->text()->common_tag().message : -1;
}

std::vector<Value> chosen(const For& loop, Interpreter& in) {
  std::vector<Value> items = walked(in.machine, in.evaluate(*loop.items));
  if (!loop.condition) return items;
  std::vector<Value> out;
  for (const Value& item : items) {
    in.machine.step();
    const Interpreter::Inner inner(in);
    in.set(loop.target, item);
    if (truthy(in.evaluate(*loop.condition))) out.push_back(item);
  }
  return out;
}

}  // namespace

Flow Data::execute(Interpreter& in) const {
  in.print(Text(text));
  return Flow::next;
}

Flow Print::execute(Interpreter& in) const {
  in.print(printed(in.machine, in.evaluate(*value)));
  return Flow::next;
}

Flow If::execute(Interpreter& in) const {
  for (const auto& [condition, then] : branches)
    if (truthy(in.evaluate(*condition))) return in.execute(then);
  return in.execute(otherwise);
}

Flow For::execute(Interpreter& in) const {
  const auto loop = std::make_shared<Loop>(chosen(*this, in));
  if (loop->items().empty()) {
    const Interpreter::Inner inner(in);
    return in.execute(otherwise);
  }
  const Value as_value = in.machine.object(loop);
  const int32_t turn_outside = in.turn;
  Flow flow = Flow::next;
  for (size_t i = 0; i < loop->items().size() && flow != Flow::break_loop; ++i) {
    in.machine.step();
    loop->move_to(i);
    const int32_t message = message_of(loop->items()[i]);
    in.turn = message >= 0 ? message : turn_outside;
    const Interpreter::Inner inner(in);
    in.set(target, loop->items()[i]);
    in.scope().set("loop", as_value);
    flow = in.execute(body);
  }
  in.turn = turn_outside;
  return Flow::next;
}

Flow Set::execute(Interpreter& in) const {
  in.set(target, in.evaluate(*value));
  return Flow::next;
}

Flow SetBlock::execute(Interpreter& in) const {
  Value text;
  {
    const Interpreter::Inner inner(in);
    text = in.machine.text(in.captured([&] { in.execute(body); }));
  }
  in.set(target, in.with_filters(std::move(text), filters));
  return Flow::next;
}

Flow FilterBlock::execute(Interpreter& in) const {
  const Interpreter::Inner inner(in);
  const Value text = in.machine.text(in.captured([&] { in.execute(body); }));
  in.print(printed(in.machine, in.with_filters(text, filters)));
  return Flow::next;
}

Flow With::execute(Interpreter& in) const {
  std::vector<Value> made;
  for (const auto& [name, value] : values) made.push_back(in.evaluate(*value));
  const Interpreter::Inner inner(in);
  for (size_t i = 0; i < made.size(); ++i) in.scope().set(values[i].first, made[i]);
  return in.execute(body);
}

Flow Generation::execute(Interpreter& in) const {
  const Interpreter::Inner inner(in);
  const int32_t outside = in.block;
  if (outside == 0) in.block = in.next_block();
  in.execute(body);
  in.block = outside;
  return Flow::next;
}

Flow Macro::execute(Interpreter& in) const {
  in.scope().set(macro.name, in.macro(macro));
  return Flow::next;
}

Flow CallBlock::execute(Interpreter& in) const {
  const auto& chain = static_cast<const Chain&>(*call);    // the parser made sure
  Value callee = in.evaluate(*chain.first);
  for (size_t i = 0; i + 1 < chain.rest.size(); ++i)
    callee = chain.rest[i].kind == Postfix::Kind::attribute ? attribute(in.machine, callee, chain.rest[i].name) : Value();
  Arguments arguments = in.arguments(chain.rest.back().arguments);
  arguments.named.emplace_back("caller", in.macro(caller));
  in.print(printed(in.machine, in.call(callee, std::move(arguments))));
  return Flow::next;
}

Flow Jump::execute(Interpreter&) const { return flow; }

}  // namespace lathe::text::jinja
