// Walking, counting, members and slices.
#include <algorithm>

#include "core/text/jinja/fault.h"
#include "core/text/jinja/methods.h"
#include "core/text/jinja/operations.h"
#include "core/text/jinja/print.h"

namespace lathe::text::jinja {
namespace {

// As Jinja names a value in "... has no attribute ...".
std::string object_name(const Value& value) {
  if (value.is_none()) return "None";
  return value.object() ? value.object()->type_name() : type_name(value) + " object";
}

Value no_element(Machine& machine, const Value& value, const Value& key) {
  if (const Text* name = key.text()) return undefined(phrase(LATHE_TR("'{0}' has no attribute '{1}'"), object_name(value), name->bytes()));
  return undefined(phrase(LATHE_TR("{0} has no element {1}"), object_name(value), shown_inside(machine, key).bytes()));
}

Value character(Machine& machine, const Text& text, size_t index) {
  const size_t begin = byte_of(text.bytes(), index);
  return machine.text(text.slice(begin, std::min(begin + code_point_size(static_cast<unsigned char>(text.bytes()[begin])), text.size())));
}

Value at_index(Machine& machine, const Value& value, int64_t index, const Value& key) {
  machine.scan(value);
  const auto count = static_cast<int64_t>(value.text() ? length(*value.text()) : value.sequence()->items.size());
  if (index < 0) index += count;
  if (index < 0 || index >= count) return no_element(machine, value, key);
  return value.text() ? character(machine, *value.text(), static_cast<size_t>(index)) : value.sequence()->items[static_cast<size_t>(index)];
}

bool indexable(const Value& value) {
  const Sequence* sequence = value.sequence();
  return value.text() || (sequence && sequence->kind != SequenceKind::view && sequence->kind != SequenceKind::iterator);
}

// Python's slice.indices.
RangeBounds slice_bounds(const Value (&bounds)[3], int64_t count) {
  const auto given = [&](int i) { return !bounds[i].is_none(); };
  const int64_t step = given(2) ? need_integer(bounds[2], "slice") : 1;
  if (step == 0) throw Fault{FaultKind::type, phrase(LATHE_TR("the step of a slice is zero"))};
  const int64_t low = step > 0 ? 0 : -1, high = step > 0 ? count : count - 1;
  const auto bound = [&](int i, int64_t absent) {
    if (!given(i)) return absent;
    const int64_t at = need_integer(bounds[i], "slice");
    return std::clamp(at < 0 ? std::max(at, -count - 1) + count : at, low, high);
  };
  return {bound(0, step > 0 ? 0 : count - 1), bound(1, step > 0 ? count : -1), step};
}

std::vector<size_t> places(Machine& machine, RangeBounds slice) {
  std::vector<size_t> out;
  for (int64_t at = slice.begin; slice.step > 0 ? at < slice.end : at > slice.end;) {
    machine.charge(sizeof(size_t));
    out.push_back(static_cast<size_t>(at));
    if (__builtin_add_overflow(at, slice.step, &at)) break;
  }
  return out;
}

// The bounds of a slice of a range, wrapped round where Python's numbers would go on.
RangeBounds range_of_slice(RangeBounds range, RangeBounds slice) {
  const auto number = [&](int64_t place) { return static_cast<int64_t>(static_cast<uint64_t>(range.begin) + static_cast<uint64_t>(place) * static_cast<uint64_t>(range.step)); };
  return {number(slice.begin), number(slice.end), static_cast<int64_t>(static_cast<uint64_t>(range.step) * static_cast<uint64_t>(slice.step))};
}

Value sliced_text(Machine& machine, const Text& text, const std::vector<size_t>& chosen) {
  const bool in_row = chosen.empty() || (chosen.back() >= chosen.front() && chosen.back() - chosen.front() + 1 == chosen.size());
  if (in_row) {
    if (chosen.empty()) return machine.text(Text());
    const size_t begin = byte_of(text.bytes(), chosen.front());
    return machine.text(text.slice(begin, begin + byte_of(text.bytes().substr(begin), chosen.size())));
  }
  std::vector<size_t> starts;
  for (size_t at = 0; at < text.size(); at += code_point_size(static_cast<unsigned char>(text.bytes()[at]))) starts.push_back(at);
  starts.push_back(text.size());
  machine.charge(starts.size() * sizeof(size_t));
  Text out;
  for (const size_t place : chosen) out.append(text, starts[place], starts[place + 1]);
  return machine.text(std::move(out));
}

}  // namespace

void need_defined(const Value& value) {
  if (const auto* nothing = value.as<Undefined>()) throw Fault{FaultKind::undefined, *nothing->why};
}

int64_t need_integer(const Value& value, const char* what) {
  need_defined(value);
  int64_t out = 0;
  if (!value.integer(out)) throw Fault{FaultKind::type, phrase(LATHE_TR("{0}: a whole number is needed, not {1}"), what, type_name(value))};
  return out;
}

const Text& need_text(const Value& value, const char* what) {
  need_defined(value);
  if (!value.text()) throw Fault{FaultKind::type, phrase(LATHE_TR("{0}: a text is needed, not {1}"), what, type_name(value))};
  return *value.text();
}

void need_hashable(const Value& value) {
  if (!hashable(value)) throw Fault{FaultKind::type, phrase(LATHE_TR("{0} cannot be a key"), type_name(value))};
}

bool iterable(const Value& value) { return value.is_undefined() || value.text() || value.sequence() || value.dict(); }

std::vector<Value> walked(Machine& machine, const Value& value) {
  std::vector<Value> out;
  if (value.is_undefined()) return out;
  if (const Sequence* sequence = value.sequence()) {
    machine.charge(sequence->items.size() * sizeof(Value));
    out.assign(sequence->items.begin() + static_cast<ptrdiff_t>(sequence->taken), sequence->items.end());
    if (sequence->kind == SequenceKind::iterator) sequence->taken = sequence->items.size();
  } else if (const Dict* dict = value.dict()) {
    machine.charge(dict->entries().size() * sizeof(Value));
    for (const auto& [key, held] : dict->entries()) out.push_back(key);
  } else if (const Text* text = value.text()) {
    for (size_t at = 0; at < text->size();) {
      const size_t next = at + code_point_size(static_cast<unsigned char>(text->bytes()[at]));
      out.push_back(machine.text(text->slice(at, std::min(next, text->size()))));
      at = next;
    }
  } else {
    throw Fault{FaultKind::type, phrase(LATHE_TR("'{0}' object is not iterable"), type_name(value))};
  }
  return out;
}

int64_t length_of(Machine& machine, const Value& value) {
  machine.scan(value);
  if (value.is_undefined()) return 0;
  if (value.text()) return static_cast<int64_t>(length(*value.text()));
  if (value.dict()) return static_cast<int64_t>(value.dict()->entries().size());
  if (!value.sequence() || value.sequence()->kind == SequenceKind::iterator)
    throw Fault{FaultKind::type, phrase(LATHE_TR("object of type '{0}' has no len()"), type_name(value))};
  return static_cast<int64_t>(value.sequence()->items.size());
}

Value attribute(Machine& machine, const Value& value, const std::string& name) {
  need_defined(value);
  if (const Object* object = value.object()) {
    if (const auto found = object->attribute(name)) return *found;
  }
  if (const Native* method = find_method(value, name)) return bound_method(value, *method);
  if (const Dict* dict = value.dict())
    if (const Value* found = dict->find(name)) return *found;
  return no_element(machine, value, text_value(name));
}

Value item(Machine& machine, const Value& value, const Value& key) {
  need_defined(value);
  machine.scan(key);
  if (const Dict* dict = value.dict(); dict && hashable(key)) {
    if (const Value* found = dict->find(key)) return *found;
  }
  int64_t index = 0;
  if (indexable(value) && key.integer(index)) return at_index(machine, value, index, key);
  if (const Text* name = key.text()) return attribute(machine, value, name->bytes());
  return no_element(machine, value, key);
}

Value sliced(Machine& machine, const Value& value, const Value (&bounds)[3]) {
  if (value.is_undefined()) need_defined(value);
  if (!indexable(value)) throw Fault{FaultKind::type, phrase(LATHE_TR("{0} cannot be sliced"), type_name(value))};
  const RangeBounds slice = slice_bounds(bounds, length_of(machine, value));
  const std::vector<size_t> chosen = places(machine, slice);
  if (const Text* text = value.text()) return sliced_text(machine, *text, chosen);
  std::vector<Value> items;
  for (const size_t place : chosen) items.push_back(value.sequence()->items[place]);
  if (value.sequence()->kind == SequenceKind::range) return machine.range(std::move(items), range_of_slice(value.sequence()->range, slice));
  return machine.list(std::move(items), value.sequence()->kind, value.sequence()->name);
}

}  // namespace lathe::text::jinja
