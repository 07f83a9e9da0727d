#include "core/text/jinja/machine.h"

#include "core/text/jinja/fault.h"

namespace lathe::text::jinja {
namespace {
constexpr size_t kObjectBytes = 128;     // about what any of them takes, what it shares left out
}

std::tm local_time() {
  const std::time_t now = std::time(nullptr);
  std::tm out{};
  localtime_r(&now, &out);
  return out;
}

Machine::~Machine() {
  for (const auto& [object, empty] : watched_) empty(*object);
}

void Machine::step(int64_t count) {
  steps_ += count;
  if (steps_ > limits_.steps) throw Fault{FaultKind::limit, phrase(LATHE_TR("the template takes more than {0} steps"), limits_.steps)};
}

void Machine::charge(size_t bytes) {
  if (bytes > limits_.made_bytes || (made_ += bytes) > limits_.made_bytes)
    throw Fault{FaultKind::limit, phrase(LATHE_TR("the template makes more than {0} bytes of values"), limits_.made_bytes)};
}

void Machine::check_output(size_t bytes) const {
  if (bytes > limits_.output_bytes) throw Fault{FaultKind::limit, phrase(LATHE_TR("the template prints more than {0} bytes"), limits_.output_bytes)};
}

Value Machine::text(Text text) { return text_paid(std::move(text)); }

Value Machine::text_paid(Text text) {
  charge(text.size() + text.runs().size() * sizeof(Run) + sizeof(Text));
  return text_value(std::move(text));
}

Value Machine::checked(Value value) const {
  if (depth_of(value) > limits_.value_depth)
    throw Fault{FaultKind::limit, phrase(LATHE_TR("values are nested deeper than {0} levels"), limits_.value_depth)};
  return value;
}

Value Machine::list(std::vector<Value> items, SequenceKind kind, const char* name) {
  charge(items.size() * sizeof(Value) + sizeof(Sequence));
  return checked(list_value(std::move(items), kind, name));
}

Value Machine::range(std::vector<Value> items, RangeBounds bounds) {
  charge(items.size() * sizeof(Value) + sizeof(Sequence));
  return SequencePtr(std::make_shared<const Sequence>(Sequence{SequenceKind::range, std::move(items), 1, "range", 0, bounds}));
}

Value Machine::dict(Dict dict) {
  charge(dict.entries().size() * (sizeof(Dict::Entry) + 64) + sizeof(Dict));
  return checked(DictPtr(std::make_shared<Dict>(std::move(dict))));
}

Value Machine::object(ObjectPtr object) {
  charge(kObjectBytes);
  return checked(std::move(object));
}

void Machine::watch(ObjectPtr object, std::function<void(Object&)> empty) {
  watched_.emplace_back(std::move(object), std::move(empty));
}

Machine::Deeper::Deeper(Machine& machine) : machine_(machine) {
  if (machine_.depth_ >= machine_.limits_.depth)
    throw Fault{FaultKind::limit, phrase(LATHE_TR("macros call each other deeper than {0} levels"), machine_.limits_.depth)};
  ++machine_.depth_;
}

}  // namespace lathe::text::jinja
