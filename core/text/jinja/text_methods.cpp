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
  machine.walk(self.text()->size());
  bool inside = false;
  return machine.text(map_code_points(*self.text(), [&inside](std::string_view one) {
    size_t at = 0;
    const bool was_inside = std::exchange(inside, is_cased(next_code_point(one, at)));
    return was_inside ? lower_case(one) : title_case(one);
  }));
}

// True for one affix or any of a tuple.
template <class Test>
bool has_affix(Machine& machine, const Value& affix, const char* what, Test test) {
  if (const Sequence* tuple = affix.sequence())
    return std::any_of(tuple->items.begin(), tuple->items.end(), [&](const Value& one) {
      machine.step();
      machine.scan(one);
      return test(need_text(one, what).bytes());
    });
  return test(need_text(affix, what).bytes());
}

Value starts_with(Machine& machine, const Value& self, const Bound& a) {
  return has_affix(machine, a[0], "startswith", [&self](const std::string& affix) { return self.text()->bytes().starts_with(affix); });
}
Value ends_with(Machine& machine, const Value& self, const Bound& a) {
  return has_affix(machine, a[0], "endswith", [&self](const std::string& affix) { return self.text()->bytes().ends_with(affix); });
}

Value replace(Machine& machine, const Value& self, const Bound& a) {
  return machine.text(replaced(machine, *self.text(), need_text(a[0], "replace"), need_text(a[1], "replace"), a.integer(2, -1, "replace")));
}

int64_t place(const std::string& bytes, size_t found) {
  if (found == std::string::npos) return -1;
  return static_cast<int64_t>(length(Text(bytes.substr(0, found))));
}
Value find(Machine&, const Value& self, const Bound& a) { return place(self.text()->bytes(), find_part(self.text()->bytes(), need_text(a[0], "find").bytes())); }
Value find_last(Machine&, const Value& self, const Bound& a) { return place(self.text()->bytes(), find_last_part(self.text()->bytes(), need_text(a[0], "rfind").bytes())); }
Value index(Machine& machine, const Value& self, const Bound& a) {
  const Value found = find(machine, self, a);
  if (*found.as<int64_t>() < 0) throw Fault{FaultKind::type, phrase(LATHE_TR("index: the text is not there"))};
  return found;
}

Value count(Machine& machine, const Value& self, const Bound& a) {
  const std::string &bytes = self.text()->bytes(), &part = need_text(a[0], "count").bytes();
  if (part.empty()) return static_cast<int64_t>(length(*self.text())) + 1;
  int64_t out = 0;
  for (size_t at = find_part(bytes, part); at != std::string::npos; at = find_part(bytes, part, at + part.size()))
    if (++out % 16 == 0) machine.step();
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

template <Text (*change)(const Text&)>
Value changed(Machine& machine, const Value& self, const Bound&) {
  machine.walk(self.text()->size());
  return machine.text(change(*self.text()));
}

template <bool (*wanted)(char32_t), bool (*counted)(char32_t) = nullptr>
Value all_are(Machine& machine, const Value& self, const Bound&) {
  machine.walk(self.text()->size());
  return is_all(*self.text(), wanted, counted);
}

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
      {"upper", "", 0, changed<upper>},
      {"lower", "", 0, changed<lower>},
      {"capitalize", "", 0, changed<capitalized>},
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
      {"isdigit", "", 0, all_are<is_digit>},
      {"isalpha", "", 0, all_are<is_letter>},
      {"isalnum", "", 0, all_are<is_letter_or_digit>},
      {"isspace", "", 0, all_are<is_python_space>},
      {"isupper", "", 0, all_are<is_upper, is_cased>},
      {"islower", "", 0, all_are<is_lower, is_cased>},
  };
  return all;
}

}  // namespace lathe::text::jinja
