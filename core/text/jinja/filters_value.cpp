// default, tojson and the filters on numbers.
#include <charconv>
#include <cmath>

#include "core/text/jinja/fault.h"
#include "core/text/jinja/methods.h"
#include "core/text/jinja/native.h"
#include "core/text/jinja/operations.h"
#include "core/text/jinja/print.h"
#include "core/text/jinja/to_json.h"

namespace lathe::text::jinja {
namespace {

Value or_default(Machine&, const Value& self, const Bound& a) {
  if (!self.is_undefined() && !(a.flag(1) && !truthy(self))) return self;
  return a.has(0) ? a[0] : text_value(std::string());
}

Value to_json(Machine& machine, const Value& self, const Bound& a) {
  JsonStyle style{.ascii = a.flag(0), .sorted = a.flag(3)};
  if (a.has(1) && !a[1].is_none()) {
    style.indented = true;
    style.item_separator = ",";
    if (a[1].text()) style.indent = a[1].text()->bytes();
    else style.indent.assign(static_cast<size_t>(std::clamp<int64_t>(need_integer(a[1], "tojson"), 0, 1000)), ' ');
  }
  if (a.has(2) && !a[2].is_none()) {
    const std::vector<Value> pair = walked(machine, a[2]);
    if (pair.size() != 2) throw Fault{FaultKind::type, phrase(LATHE_TR("tojson: separators are two texts"))};
    style.item_separator = need_text(pair[0], "tojson").bytes();
    style.key_separator = need_text(pair[1], "tojson").bytes();
  }
  return machine.text(json_text(machine, self, style));
}

std::optional<double> read_number(const std::string& text) {
  const std::string_view bytes = std::string_view(text).substr(text.starts_with('+') ? 1 : 0);
  double out = 0;
  const auto [end, fault] = std::from_chars(bytes.data(), bytes.data() + bytes.size(), out);
  if (bytes.empty() || fault != std::errc() || end != bytes.data() + bytes.size()) return std::nullopt;
  return out;
}

std::optional<int64_t> whole_of(double number) {
  if (!(std::abs(number) < 9.2e18)) return std::nullopt;
  return static_cast<int64_t>(number);
}

Value to_int(Machine& machine, const Value& self, const Bound& a) {
  const Value absent = a.has(0) ? a[0] : Value(int64_t{0});
  need_defined(self);
  int64_t number = 0;
  if (self.integer(number)) return number;
  std::optional<double> read;
  if (self.is_number()) read = self.number();
  if (const Text* text = self.text()) {
    const std::string bytes = stripped(machine, *text, nullptr, Sides::both).bytes();
    machine.walk(bytes.size());
    const char* begin = bytes.data() + (bytes.starts_with('+') ? 1 : 0);
    if (const auto [end, fault] = std::from_chars(begin, bytes.data() + bytes.size(), number, static_cast<int>(std::clamp<int64_t>(a.integer(1, 10, "int"), 2, 36)));
        fault == std::errc() && end == bytes.data() + bytes.size() && !bytes.empty())
      return number;
    read = read_number(bytes);
  }
  const auto whole = read ? whole_of(*read) : std::nullopt;
  return whole ? Value(*whole) : absent;
}

Value to_float(Machine& machine, const Value& self, const Bound& a) {
  need_defined(self);
  if (self.is_number()) return self.number();
  if (self.text()) machine.walk(self.text()->size());
  const auto read = self.text() ? read_number(stripped(machine, *self.text(), nullptr, Sides::both).bytes()) : std::nullopt;
  if (read) return *read;
  return a.has(0) ? a[0] : Value(0.0);
}

// Halves go to the even digit, as Python rounds.
Value rounded(Machine&, const Value& self, const Bound& a) {
  need_defined(self);
  if (!self.is_number()) throw Fault{FaultKind::type, phrase(LATHE_TR("{0}: a number is needed, not {1}"), "round", type_name(self))};
  const double scale = std::pow(10.0, static_cast<double>(std::clamp<int64_t>(a.integer(0, 0, "round"), -300, 300)));
  const std::string method = a.has(1) ? need_text(a[1], "round").bytes() : "common";
  const double scaled = self.number() * scale;
  if (method == "ceil") return std::ceil(scaled) / scale;
  if (method == "floor") return std::floor(scaled) / scale;
  int64_t whole = 0;
  if (self.integer(whole) && scale >= 1) return whole;
  return std::nearbyint(scaled) / scale;
}

Value absolute(Machine&, const Value& self, const Bound&) {
  need_defined(self);
  if (!self.is_number()) throw Fault{FaultKind::type, phrase(LATHE_TR("{0}: a number is needed, not {1}"), "abs", type_name(self))};
  return self.as<bool>() || self.number() < 0 ? (self.number() < 0 ? negated(self) : negated(negated(self))) : self;
}

Value attribute_of(Machine& machine, const Value& self, const Bound& a) {
  if (const Native* method = find_method(self, need_text(a[0], "attr").bytes())) return bound_method(self, *method);
  if (self.object()) return attribute(machine, self, a[0].text()->bytes());
  return undefined(phrase(LATHE_TR("'{0}' has no attribute '{1}'"), type_name(self), a[0].text()->bytes()));
}

}  // namespace

std::span<const Native> value_filters() {
  static constexpr Native all[] = {
      {"default", "default_value boolean", 0, or_default},
      {"d", "default_value boolean", 0, or_default},
      {"tojson", "ensure_ascii indent separators sort_keys", 0, to_json},
      {"int", "default base", 0, to_int},
      {"float", "default", 0, to_float},
      {"round", "precision method", 0, rounded},
      {"abs", "", 0, absolute},
      {"attr", "name", 1, attribute_of},
  };
  return all;
}

}  // namespace lathe::text::jinja
