#include "core/text/jinja/print.h"

#include <charconv>
#include <cmath>

#include "core/base/letter_case.h"
#include "core/base/utf8.h"
#include "core/text/jinja/fault.h"

namespace lathe::text::jinja {
namespace {

std::string escape_of(char32_t c) {
  char out[12];
  std::snprintf(out, sizeof out, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", static_cast<unsigned>(c));
  return out;
}

std::string escaped(std::string_view one, char quote) {
  size_t at = 0;
  const char32_t c = next_code_point(one, at);
  if (c == static_cast<char32_t>(quote) || c == '\\') return std::string("\\") + static_cast<char>(c);
  if (c == '\n') return "\\n";
  if (c == '\r') return "\\r";
  if (c == '\t') return "\\t";
  return is_printable(c) ? std::string(one) : escape_of(c);
}

Text quoted(const Text& text) {
  const bool single = text.bytes().find('\'') == std::string::npos || text.bytes().find('"') != std::string::npos;
  const char quote = single ? '\'' : '"';
  Text out(std::string(1, quote));
  out.append(map_code_points(text, [quote](std::string_view one) { return escaped(one, quote); }));
  out.append(std::string(1, quote));
  return out;
}

// Parts are paid for as they come: values that share their parts can print far more than they hold.
void add(Machine& machine, Text& out, const Text& part) {
  machine.charge(part.size());
  machine.check_output(out.size() + part.size());
  out.append(part);
}

Text sequence_text(Machine& machine, const Sequence& sequence) {
  if (sequence.kind == SequenceKind::iterator) return Text("<generator object " + std::string(sequence.name) + ">");
  if (sequence.kind == SequenceKind::range) {
    const auto [begin, end, step] = sequence.range;
    return Text("range(" + std::to_string(begin) + ", " + std::to_string(end) + (step == 1 ? "" : ", " + std::to_string(step)) + ")");
  }
  const bool tuple = sequence.kind == SequenceKind::tuple, view = sequence.kind == SequenceKind::view;
  Text out(view ? std::string(sequence.name) + "([" : tuple ? "(" : "[");
  for (size_t i = 0; i < sequence.items.size(); ++i) {
    if (i > 0) out.append(", ");
    add(machine, out, shown_inside(machine, sequence.items[i]));
  }
  out.append(view ? "])" : !tuple ? "]" : sequence.items.size() == 1 ? ",)" : ")");
  return out;
}

Text dict_text(Machine& machine, const Dict& dict) {
  Text out("{");
  for (const auto& [key, value] : dict.entries()) {
    if (out.size() > 1) out.append(", ");
    add(machine, out, shown_inside(machine, key));
    out.append(": ");
    add(machine, out, shown_inside(machine, value));
  }
  out.append("}");
  return out;
}

}  // namespace

std::string real_text(double number) {
  if (std::isnan(number)) return "nan";
  if (std::isinf(number)) return number > 0 ? "inf" : "-inf";
  char raw[40];
  const auto end = std::to_chars(raw, raw + sizeof raw, number, std::chars_format::scientific).ptr;
  std::string digits(raw, end);                            // d[.ddd]e[+-]xx, the shortest that reads back equal
  const size_t e = digits.find('e');
  const int exponent = std::stoi(digits.substr(e + 1));
  std::string mantissa = digits.substr(0, e);
  if (exponent < -4 || exponent >= 16) {
    const std::string size = std::to_string(std::abs(exponent));
    return mantissa + (exponent < 0 ? "e-" : "e+") + (size.size() < 2 ? "0" : "") + size;
  }
  std::string out(raw, std::to_chars(raw, raw + sizeof raw, number, std::chars_format::fixed).ptr);
  return out.find('.') == std::string::npos ? out + ".0" : out;
}

Text printed(Machine& machine, const Value& value) {
  if (const Text* text = value.text()) return *text;
  return value.is_undefined() ? Text() : shown_inside(machine, value);
}

Text shown_inside(Machine& machine, const Value& value) {
  machine.step();
  if (value.is_undefined()) return Text("Undefined");
  if (value.is_none()) return Text("None");
  if (const bool* b = value.as<bool>()) return Text(*b ? "True" : "False");
  if (const int64_t* i = value.as<int64_t>()) return Text(std::to_string(*i));
  if (const double* d = value.as<double>()) return Text(real_text(*d));
  if (const Text* text = value.text()) machine.walk(text->size());
  if (const Text* text = value.text()) return quoted(*text);
  if (const Sequence* sequence = value.sequence()) return sequence_text(machine, *sequence);
  if (const Dict* dict = value.dict()) return dict_text(machine, *dict);
  return Text(value.object()->printed(machine));
}

}  // namespace lathe::text::jinja
