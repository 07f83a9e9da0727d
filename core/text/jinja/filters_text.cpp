#include <algorithm>

#include "core/base/letter_case.h"
#include "core/base/utf8.h"
#include "core/text/jinja/methods.h"
#include "core/text/jinja/operations.h"
#include "core/text/jinja/print.h"

namespace lathe::text::jinja {
namespace {

template <Text (*change)(const Text&)>
Value changed(Machine& machine, const Value& self, const Bound&) {
  const Text text = printed(machine, self);
  machine.walk(text.size());
  return machine.text(change(text));
}

// Words begin behind blanks, hyphens and opening brackets.
Value title(Machine& machine, const Value& self, const Bound&) {
  bool begins = true;
  const Text text = printed(machine, self);
  machine.walk(text.size() * 4);         // each character becomes a text on its way
  return machine.text(map_code_points(text, [&begins](std::string_view one) {
    const bool first = std::exchange(begins, std::string_view("-({[< \t\n\r\f\v").find(one) != std::string_view::npos);
    return (first ? upper(Text(std::string(one))) : lower(Text(std::string(one)))).bytes();
  }));
}

Value trim(Machine& machine, const Value& self, const Bound& a) {
  const Text* chars = a.has(0) && !a[0].is_none() ? &need_text(a[0], "trim") : nullptr;
  return machine.text(stripped(machine, printed(machine, self), chars, Sides::both));
}

Value replace(Machine& machine, const Value& self, const Bound& a) {
  return machine.text(replaced(machine, printed(machine, self), printed(machine, a[0]), printed(machine, a[1]), a.integer(2, -1, "replace")));
}

Value indent(Machine& machine, const Value& self, const Bound& a) {
  Text by(std::string(static_cast<size_t>(std::clamp<int64_t>(a.has(0) && a[0].text() ? 0 : a.integer(0, 4, "indent"), 0, 1 << 20)), ' '));
  if (a.has(0) && a[0].text()) by = *a[0].text();
  Text whole = need_text(self, "indent");
  whole.append("\n");
  const std::vector<Text> lines = lines_of(machine, whole);
  Text out;
  for (size_t i = 0; i < lines.size(); ++i) {
    machine.charge(lines[i].size() + by.size());
    if (i > 0) out.append("\n");
    if (i == 0 ? a.flag(1) : a.flag(2) || !lines[i].empty()) out.append(by);
    out.append(lines[i]);
  }
  return machine.text(std::move(out));
}

Value center(Machine& machine, const Value& self, const Bound& a) {
  const Text text = printed(machine, self);
  const int64_t width = std::min<int64_t>(a.integer(0, 80, "center"), 1 << 20), missing = width - static_cast<int64_t>(length(text));
  if (missing <= 0) return machine.text(text);
  const auto left = static_cast<size_t>(missing / 2 + (missing & width & 1));
  Text out(std::string(left, ' '));
  out.append(text);
  out.append(std::string(static_cast<size_t>(missing) - left, ' '));
  return machine.text(std::move(out));
}

Value word_count(Machine& machine, const Value& self, const Bound&) {
  const Text text = printed(machine, self);
  machine.walk(text.size());
  int64_t words = 0;
  bool inside = false;
  for (size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text.bytes(), at);
    const bool was_inside = std::exchange(inside, is_letter(c) || is_digit(c) || c == '_');
    words += inside && !was_inside ? 1 : 0;
  }
  return words;
}

Value string(Machine& machine, const Value& self, const Bound&) { return self.text() ? self : machine.text(printed(machine, self)); }

Value safe(Machine& machine, const Value& self, const Bound&) {
  Text out = printed(machine, self);
  out.safe = true;
  return machine.text(std::move(out));
}

Value escape(Machine& machine, const Value& self, const Bound&) {
  Text out = printed(machine, self);
  machine.walk(out.size());
  if (!out.safe) out = escaped_html(out);
  out.safe = true;
  return machine.text(std::move(out));
}

}  // namespace

std::span<const Native> text_filters() {
  static constexpr Native all[] = {
      {"upper", "", 0, changed<upper>},
      {"lower", "", 0, changed<lower>},
      {"capitalize", "", 0, changed<capitalized>},
      {"title", "", 0, title},
      {"trim", "chars", 0, trim},
      {"replace", "old new count", 2, replace},
      {"indent", "width first blank", 0, indent},
      {"center", "width", 0, center},
      {"wordcount", "", 0, word_count},
      {"string", "", 0, string},
      {"safe", "", 0, safe},
      {"escape", "", 0, escape},
      {"e", "", 0, escape},
  };
  return all;
}

}  // namespace lathe::text::jinja
