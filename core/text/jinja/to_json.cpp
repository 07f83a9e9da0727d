#include "core/text/jinja/to_json.h"

#include <algorithm>
#include <cmath>

#include "core/base/utf8.h"
#include "core/text/jinja/fault.h"
#include "core/text/jinja/operations.h"
#include "core/text/jinja/print.h"

namespace lathe::text::jinja {
namespace {

std::string unit(unsigned code) {
  char out[8];
  std::snprintf(out, sizeof out, "\\u%04x", code);
  return out;
}

std::string escaped(std::string_view one, bool ascii) {
  switch (one.front()) {
    case '"': return "\\\"";
    case '\\': return "\\\\";
    case '\n': return "\\n";
    case '\r': return "\\r";
    case '\t': return "\\t";
    case '\f': return "\\f";
    case '\b': return "\\b";
    default: break;
  }
  size_t at = 0;
  const auto c = static_cast<unsigned>(next_code_point(one, at));
  if (c < 0x20 || (c == 0x7F && ascii)) return c == 0x7F ? std::string(one) : unit(c);
  if (!ascii || c < 0x80) return std::string(one);
  return c < 0x10000 ? unit(c) : unit(0xD800 + ((c - 0x10000) >> 10)) + unit(0xDC00 + ((c - 0x10000) & 0x3FF));
}

class Writer {
 public:
  Writer(Machine& machine, const JsonStyle& style) : machine_(machine), style_(style) {}
  void put(const Value& value) {
    machine_.step();
    if (const Text* text = value.text()) return put_string(*text);
    if (const Sequence* sequence = value.sequence()) return put_list(value, *sequence);
    if (const Dict* dict = value.dict()) return put_dict(*dict);
    add(Text(plain(value)));
  }
  Text out;

 private:
  void add(const Text& text) {
    machine_.charge(text.size());
    out.append(text);
  }
  void add(const std::string& bytes) { add(Text(bytes)); }

  void put_string(const Text& text) {
    machine_.walk(text.size());
    add("\"");
    add(map_code_points(text, [this](std::string_view one) { return escaped(one, style_.ascii); }));
    add("\"");
  }
  static std::string real(double number) {
    if (std::isnan(number)) return "NaN";
    if (std::isinf(number)) return number > 0 ? "Infinity" : "-Infinity";
    return real_text(number);
  }
  static std::string plain(const Value& value) {
    if (value.is_none()) return "null";
    if (const bool* b = value.as<bool>()) return *b ? "true" : "false";
    if (const int64_t* i = value.as<int64_t>()) return std::to_string(*i);
    if (const double* d = value.as<double>()) return real(*d);
    throw Fault{FaultKind::type, phrase(LATHE_TR("Object of type {0} is not JSON serializable"), type_name(value))};
  }
  void new_line(int level) {
    if (!style_.indented) return;
    std::string line = "\n";
    for (int i = 0; i < level; ++i) line += style_.indent;
    add(line);
  }
  void put_list(const Value& value, const Sequence& list) {
    if (list.kind != SequenceKind::list && list.kind != SequenceKind::tuple) plain(value);
    if (list.items.empty()) return add("[]");
    add("[");
    ++level_;
    for (size_t i = 0; i < list.items.size(); ++i) {
      if (i > 0) add(style_.item_separator);
      new_line(level_);
      put(list.items[i]);
    }
    new_line(--level_);
    add("]");
  }
  void put_dict(const Dict& dict) {
    if (dict.entries().empty()) return add("{}");
    std::vector<const Dict::Entry*> entries;
    for (const Dict::Entry& entry : dict.entries()) entries.push_back(&entry);
    if (style_.sorted)
      std::stable_sort(entries.begin(), entries.end(), [this](const auto* a, const auto* b) { return less(machine_, a->first, b->first); });
    add("{");
    ++level_;
    bool first = true;
    for (const Dict::Entry* entry : entries) {
      if (!std::exchange(first, false)) add(style_.item_separator);
      new_line(level_);
      if (const Text* key = entry->first.text()) put_string(*key);
      else put_string(Text(plain(entry->first)));
      add(style_.key_separator);
      put(entry->second);
    }
    new_line(--level_);
    add("}");
  }

  Machine& machine_;
  const JsonStyle& style_;
  int level_ = 0;
};

}  // namespace

Text json_text(Machine& machine, const Value& value, const JsonStyle& style) {
  Writer writer(machine, style);
  writer.put(value);
  return std::move(writer.out);
}

}  // namespace lathe::text::jinja
