// str methods that change or ask; those that cut stand in text_cutting_methods.cpp.
#include <algorithm>

#include "core/base/letter_case.h"
#include "core/base/utf8.h"
#include "core/text/jinja/fault.h"
#include "core/text/jinja/methods.h"
#include "core/text/jinja/operations.h"
#include "core/text/jinja/print.h"

namespace lathe::text::jinja {
namespace {

Value title(Machine& machine, const Value& self, const Bound&) {
  bool inside = false;
  return machine.text(map_code_points(*self.text(), [&inside](std::string_view one) {
    size_t at = 0;
    const bool was_inside = std::exchange(inside, is_cased(next_code_point(one, at)));
    return was_inside ? lower_case(one) : title_case(one);
  }));
}

// True for one affix or any of a tuple.
bool has_affix(const Value& self, const Value& affix, const char* what, bool (*test)(const std::string&, const std::string&)) {
  if (const Sequence* tuple = affix.sequence())
    return std::any_of(tuple->items.begin(), tuple->items.end(), [&](const Value& one) { return test(self.text()->bytes(), need_text(one, what).bytes()); });
  return test(self.text()->bytes(), need_text(affix, what).bytes());
}

Value starts_with(Machine&, const Value& self, const Bound& a) {
  return has_affix(self, a[0], "startswith", [](const std::string& text, const std::string& affix) { return text.starts_with(affix); });
}
Value ends_with(Machine&, const Value& self, const Bound& a) {
  return has_affix(self, a[0], "endswith", [](const std::string& text, const std::string& affix) { return text.ends_with(affix); });
}

Value replace(Machine& machine, const Value& self, const Bound& a) {
  return machine.text(replaced(machine, *self.text(), need_text(a[0], "replace"), need_text(a[1], "replace"), a.integer(2, -1, "replace")));
}

int64_t place(const std::string& bytes, size_t found) {
  if (found == std::string::npos) return -1;
  return static_cast<int64_t>(length(Text(bytes.substr(0, found))));
}
Value find(Machine&, const Value& self, const Bound& a) { return place(self.text()->bytes(), self.text()->bytes().find(need_text(a[0], "find").bytes())); }
Value find_last(Machine&, const Value& self, const Bound& a) { return place(self.text()->bytes(), self.text()->bytes().rfind(need_text(a[0], "rfind").bytes())); }
Value index(Machine& machine, const Value& self, const Bound& a) {
  const Value found = find(machine, self, a);
  if (*found.as<int64_t>() < 0) throw Fault{FaultKind::type, phrase(LATHE_TR("index: the text is not there"))};
  return found;
}

Value count(Machine&, const Value& self, const Bound& a) {
  const std::string &bytes = self.text()->bytes(), &part = need_text(a[0], "count").bytes();
  if (part.empty()) return static_cast<int64_t>(length(*self.text())) + 1;
  int64_t out = 0;
  for (size_t at = bytes.find(part); at != std::string::npos; at = bytes.find(part, at + part.size())) ++out;
  return out;
}

Value join(Machine& machine, const Value& self, const Bound& a) {
  const std::vector<Value> parts = walked(machine, a[0]);
  for (const Value& part : parts) need_text(part, "join");
  return machine.text(joined(machine, parts, *self.text()));
}

bool is_upper(char32_t c) {
  std::string one;
  append_utf8(one, c);
  return is_cased(c) && lower_case(one) != one;
}
bool is_lower(char32_t c) { return is_cased(c) && !is_upper(c); }
bool is_letter_or_digit(char32_t c) { return is_letter(c) || is_digit(c); }

Value zfill(Machine& machine, const Value& self, const Bound& a) {
  const int64_t width = std::min<int64_t>(need_integer(a[0], "zfill"), 1 << 20);
  const auto missing = width - static_cast<int64_t>(length(*self.text()));
  if (missing <= 0) return self;
  const bool sign = self.text()->bytes().starts_with('-') || self.text()->bytes().starts_with('+');
  Text out = self.text()->slice(0, sign ? 1 : 0);
  out.append(std::string(static_cast<size_t>(missing), '0'));
  out.append(*self.text(), sign ? 1 : 0, self.text()->size());
  return machine.text(std::move(out));
}

}  // namespace

std::span<const Native> text_methods() {
  static constexpr Native all[] = {
      {"upper", "", 0, [](Machine& m, const Value& self, const Bound&) { return m.text(upper(*self.text())); }},
      {"lower", "", 0, [](Machine& m, const Value& self, const Bound&) { return m.text(lower(*self.text())); }},
      {"capitalize", "", 0, [](Machine& m, const Value& self, const Bound&) { return m.text(capitalized(*self.text())); }},
      {"title", "", 0, title},
      {"startswith", "prefix", 1, starts_with},
      {"endswith", "suffix", 1, ends_with},
      {"replace", "old new count", 2, replace},
      {"find", "sub", 1, find},
      {"rfind", "sub", 1, find_last},
      {"index", "sub", 1, index},
      {"count", "sub", 1, count},
      {"join", "iterable", 1, join},
      {"zfill", "width", 1, zfill},
      {"isdigit", "", 0, [](Machine&, const Value& self, const Bound&) -> Value { return is_all(*self.text(), is_digit, nullptr); }},
      {"isalpha", "", 0, [](Machine&, const Value& self, const Bound&) -> Value { return is_all(*self.text(), is_letter, nullptr); }},
      {"isalnum", "", 0, [](Machine&, const Value& self, const Bound&) -> Value { return is_all(*self.text(), is_letter_or_digit, nullptr); }},
      {"isspace", "", 0, [](Machine&, const Value& self, const Bound&) -> Value { return is_all(*self.text(), is_python_space, nullptr); }},
      {"isupper", "", 0, [](Machine&, const Value& self, const Bound&) -> Value { return is_all(*self.text(), is_upper, is_cased); }},
      {"islower", "", 0, [](Machine&, const Value& self, const Bound&) -> Value { return is_all(*self.text(), is_lower, is_cased); }},
  };
  return all;
}

}  // namespace lathe::text::jinja
