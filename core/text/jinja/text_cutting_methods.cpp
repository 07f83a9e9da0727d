// strip, split and their kin.
#include <algorithm>

#include "core/base/utf8.h"
#include "core/text/jinja/fault.h"
#include "core/text/jinja/methods.h"
#include "core/text/jinja/operations.h"

namespace lathe::text::jinja {
namespace {

template <Sides sides>
Value strip(Machine& machine, const Value& self, const Bound& a) {
  const Text* chars = a.has(0) && !a[0].is_none() ? &need_text(a[0], "strip") : nullptr;
  return machine.text(stripped(machine, *self.text(), chars, sides));
}

Value prefix_removed(Machine& machine, const Value& self, const Bound& a) {
  const std::string& prefix = need_text(a[0], "removeprefix").bytes();
  if (!self.text()->bytes().starts_with(prefix)) return self;
  return machine.text(self.text()->slice(prefix.size(), self.text()->size()));
}
Value suffix_removed(Machine& machine, const Value& self, const Bound& a) {
  const std::string& suffix = need_text(a[0], "removesuffix").bytes();
  if (!self.text()->bytes().ends_with(suffix)) return self;
  return machine.text(self.text()->slice(0, self.text()->size() - suffix.size()));
}

struct Cut { size_t begin, end; };       // what separates two parts

void add(Machine& machine, std::vector<Cut>& out, Cut cut) {
  machine.charge(sizeof(Cut));
  out.push_back(cut);
}

std::vector<Cut> separators(Machine& machine, const std::string& bytes, const std::string& by) {
  std::vector<Cut> out;
  for (size_t at = find_part(bytes, by); at != std::string::npos; at = find_part(bytes, by, at + by.size())) add(machine, out, {at, at + by.size()});
  return out;
}

// From the right, occurrences are found from the right: "aaa" by "aa" is cut behind the first letter.
std::vector<Cut> separators_from_right(Machine& machine, const std::string& bytes, const std::string& by) {
  std::vector<Cut> out = separators(machine, {bytes.rbegin(), bytes.rend()}, {by.rbegin(), by.rend()});
  for (Cut& cut : out) cut = {bytes.size() - cut.end, bytes.size() - cut.begin};
  std::reverse(out.begin(), out.end());
  return out;
}

std::vector<Cut> blanks(Machine& machine, const std::string& bytes) {
  machine.walk(bytes.size());
  std::vector<Cut> out;
  for (size_t at = 0; at < bytes.size();) {
    const size_t begin = at;
    if (!is_python_space(next_code_point(bytes, at))) continue;
    if (!out.empty() && out.back().end == begin) out.back().end = at;
    else add(machine, out, {begin, at});
  }
  return out;
}

Value parts(Machine& machine, const Text& text, std::span<const Cut> cuts) {
  std::vector<Value> out;
  size_t begin = 0;
  for (const Cut& cut : cuts) {
    out.push_back(machine.text(text.slice(begin, cut.begin)));
    begin = cut.end;
  }
  out.push_back(machine.text(text.slice(begin, text.size())));
  return machine.list(std::move(out));
}

template <bool from_right>
Value split(Machine& machine, const Value& self, const Bound& a) {
  const int64_t most = a.integer(1, -1, "split");
  const bool by_blanks = !a.has(0) || a[0].is_none();
  Text text = *self.text();
  std::vector<Cut> cuts;
  if (by_blanks) {
    text = stripped(machine, text, nullptr, most < 0 ? Sides::both : from_right ? Sides::right : Sides::left);
    if (stripped(machine, text, nullptr, Sides::both).empty()) return machine.list({});
    cuts = blanks(machine, text.bytes());
  } else {
    const Text& by = need_text(a[0], "split");
    if (by.empty()) throw Fault{FaultKind::type, phrase(LATHE_TR("split: the separator is empty"))};
    cuts = from_right ? separators_from_right(machine, text.bytes(), by.bytes()) : separators(machine, text.bytes(), by.bytes());
  }
  std::span<const Cut> used(cuts);
  // A last cut of blanks at the far end would leave an empty part behind.
  if (most >= 0 && static_cast<size_t>(most) < used.size()) used = from_right ? used.last(static_cast<size_t>(most)) : used.first(static_cast<size_t>(most));
  else if (by_blanks && !used.empty() && most >= 0) {
    if (!from_right && used.back().end == text.size()) { text = text.slice(0, used.back().begin); used = used.first(used.size() - 1); }
    else if (from_right && used.front().begin == 0) {
      const size_t shift = used.front().end;
      text = text.slice(shift, text.size());
      cuts.erase(cuts.begin());
      for (Cut& cut : cuts) { cut.begin -= shift; cut.end -= shift; }
      used = cuts;
    }
  }
  return parts(machine, text, used);
}

template <bool from_right>
Value partition(Machine& machine, const Value& self, const Bound& a) {
  const Text& text = *self.text();
  const std::string& by = need_text(a[0], "partition").bytes();
  if (by.empty()) throw Fault{FaultKind::type, phrase(LATHE_TR("split: the separator is empty"))};
  const size_t at = from_right ? find_last_part(text.bytes(), by) : find_part(text.bytes(), by);
  std::vector<Value> out(3, machine.text(Text()));
  if (at == std::string::npos) out[from_right ? 2 : 0] = self;
  else out = {machine.text(text.slice(0, at)), machine.text(text.slice(at, at + by.size())), machine.text(text.slice(at + by.size(), text.size()))};
  return machine.list(std::move(out), SequenceKind::tuple, "tuple");
}

Value split_lines(Machine& machine, const Value& self, const Bound& a) {
  std::vector<Value> out;
  for (Text& line : lines_of(machine, *self.text(), a.flag(0))) out.push_back(machine.text(std::move(line)));
  return machine.list(std::move(out));
}

}  // namespace

std::span<const Native> text_cutting_methods() {
  static constexpr Native all[] = {
      {"strip", "chars", 0, strip<Sides::both>},
      {"lstrip", "chars", 0, strip<Sides::left>},
      {"rstrip", "chars", 0, strip<Sides::right>},
      {"removeprefix", "prefix", 1, prefix_removed},
      {"removesuffix", "suffix", 1, suffix_removed},
      {"split", "sep maxsplit", 0, split<false>},
      {"rsplit", "sep maxsplit", 0, split<true>},
      {"partition", "sep", 1, partition<false>},
      {"rpartition", "sep", 1, partition<true>},
      {"splitlines", "keepends", 0, split_lines},
  };
  return all;
}

}  // namespace lathe::text::jinja
