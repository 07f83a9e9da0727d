// raise_exception, strftime_now, namespace, dict, range, joiner, cycler.
#include <iomanip>
#include <locale>
#include <sstream>

#include "core/base/utf8.h"
#include "core/text/jinja/fault.h"
#include "core/text/jinja/native.h"
#include "core/text/jinja/objects.h"
#include "core/text/jinja/operations.h"
#include "core/text/jinja/print.h"

namespace lathe::text::jinja {
namespace {

constexpr int64_t kMaxRange = 100'000;   // Jinja's sandbox has the same

Value raise_exception(Machine& machine, const Value&, const Bound& a) { throw Fault{FaultKind::raised, plain_text(printed(machine, a[0]).bytes())}; }

// English names whatever the machine's language is.
Value strftime_now(Machine& machine, const Value&, const Bound& a) {
  const std::string& format = need_text(a[0], "strftime_now").bytes();
  if (format.size() > 1000) throw Fault{FaultKind::type, phrase(LATHE_TR("strftime_now: the format is too long"))};
  const std::tm now = machine.now();
  std::ostringstream out;
  out.imbue(std::locale::classic());
  out << std::put_time(&now, format.c_str());
  return machine.text(repair_utf8(out.str()));
}

Value new_namespace(Machine& machine, const Value&, const Bound& a) {
  auto made = std::make_shared<Namespace>();
  machine.charge(sizeof(Namespace) + 64);
  machine.watch(made, [](Object& object) { static_cast<Namespace&>(object).clear(); });
  if (a.has(0)) {
    if (!a[0].dict()) throw Fault{FaultKind::type, phrase(LATHE_TR("{0}: a dict is needed, not {1}"), "namespace", type_name(a[0]))};
    for (const auto& [key, value] : a[0].dict()->entries()) made->set(need_text(key, "namespace").bytes(), value);
  }
  for (const auto& [name, value] : a.named) made->set(name, value);
  return ObjectPtr(std::move(made));
}

Value new_dict(Machine& machine, const Value&, const Bound& a) {
  Dict out;
  if (a.has(0) && a[0].dict()) {
    out.message = a[0].dict()->message;  // a copy of a message with other members is still that message
    for (const auto& [key, value] : a[0].dict()->entries()) out.put(key, value);
  } else if (a.has(0)) {
    for (const Value& pair : walked(machine, a[0])) {
      const std::vector<Value> both = walked(machine, pair);
      if (both.size() != 2) throw Fault{FaultKind::type, phrase(LATHE_TR("dict: pairs of key and value are needed"))};
      need_hashable(both[0]);
      machine.scan(both[0]);
      out.put(both[0], both[1]);
    }
  }
  for (const auto& [name, value] : a.named) out.put(text_value(name), value);
  return machine.dict(std::move(out));
}

Value range(Machine& machine, const Value&, const Bound& a) {
  const int64_t first = need_integer(a[0], "range");
  const int64_t from = a.has(1) ? first : 0, to = a.has(1) ? need_integer(a[1], "range") : first, step = a.integer(2, 1, "range");
  if (step == 0) throw Fault{FaultKind::type, phrase(LATHE_TR("the step of a range is zero"))};
  const double count = (static_cast<double>(to) - static_cast<double>(from)) / static_cast<double>(step);
  if (count > static_cast<double>(kMaxRange)) throw Fault{FaultKind::limit, phrase(LATHE_TR("a range has more than {0} numbers"), kMaxRange)};
  std::vector<Value> out;
  for (int64_t i = from; step > 0 ? i < to : i > to;) {
    out.push_back(i);
    if (__builtin_add_overflow(i, step, &i)) break;
  }
  return machine.range(std::move(out), {from, to, step});
}

Value joiner(Machine& machine, const Value&, const Bound& a) {
  const Value between = a.has(0) ? a[0] : machine.text(", ");
  const auto run = [between, used = false](Machine&, Arguments&) mutable { return std::exchange(used, true) ? between : text_value(std::string()); };
  return machine.object(std::make_shared<Function>(run, 1 + depth_of(between)));
}

class Cycler final : public Object {
 public:
  explicit Cycler(std::vector<Value> items) : items_(std::make_shared<std::vector<Value>>(std::move(items))) { depth = depth_above(*items_); }
  std::string type_name() const override { return "jinja2.utils.Cycler object"; }
  std::optional<Value> attribute(const std::string& name) const override {
    if (name == "current") return (*items_)[*place_];
    const bool next = name == "next";
    if (!next && name != "reset") return std::nullopt;
    const auto run = [items = items_, place = place_, next](Machine&, Arguments&) -> Value {
      const size_t here = *place;
      *place = next ? (here + 1) % items->size() : 0;
      return next ? (*items)[here] : Value();
    };
    return Value(ObjectPtr(std::make_shared<Function>(run, depth)));
  }

 private:
  // Shared with the functions that it hands out.
  std::shared_ptr<std::vector<Value>> items_;
  std::shared_ptr<size_t> place_ = std::make_shared<size_t>(0);
};

Value cycler(Machine& machine, const Value&, const Bound& a) {
  if (a.more.empty()) throw Fault{FaultKind::type, phrase(LATHE_TR("cycler: at least one item has to be provided"))};
  machine.charge(a.more.size() * sizeof(Value));
  return machine.object(std::make_shared<Cycler>(a.more));
}

}  // namespace

std::string Namespace::printed(Machine&) const { return "<Namespace>"; }

std::optional<Value> Namespace::attribute(const std::string& name) const {
  const auto found = members_.find(name);
  return found == members_.end() ? std::nullopt : std::optional<Value>(found->second);
}

void Namespace::set(const std::string& name, Value value) { members_[name] = std::move(value); }

std::span<const Native> functions() {
  static constexpr Native all[] = {
      {"raise_exception", "message", 1, raise_exception},
      {"strftime_now", "format", 1, strftime_now},
      {"namespace", "dict **", 0, new_namespace},
      {"dict", "mapping **", 0, new_dict},
      {"range", "start stop step", 1, range},
      {"joiner", "sep", 0, joiner},
      {"cycler", "*", 0, cycler},
  };
  return all;
}

}  // namespace lathe::text::jinja
