#include "core/text/jinja/value.h"

#include <algorithm>
#include <cmath>

#include "core/text/jinja/fault.h"
#include "core/text/jinja/print.h"

namespace lathe::text::jinja {
namespace {
constexpr size_t kIndexFrom = 8;         // smaller dicts are searched entry by entry
}

bool Value::integer(int64_t& out) const {
  if (const auto* i = as<int64_t>()) { out = *i; return true; }
  if (const auto* b = as<bool>()) { out = *b ? 1 : 0; return true; }
  return false;
}

double Value::number() const {
  if (const auto* d = as<double>()) return *d;
  int64_t i = 0;
  integer(i);
  return static_cast<double>(i);
}

// Equal keys give equal strings: 1, 1.0 and True are one key.
std::string Dict::index_key(const Value& key) {
  if (const Text* text = key.text()) return "s" + text->bytes();
  if (key.is_none()) return "-";
  if (key.is_undefined()) return "?";
  if (key.is_number()) {
    int64_t whole = 0;
    if (key.integer(whole)) return "n" + std::to_string(whole);
    const double number = key.number();
    if (number == std::floor(number) && std::abs(number) < 9e18) return "n" + std::to_string(static_cast<int64_t>(number));
    return "f" + real_text(number);
  }
  std::string out = "(";
  if (const Sequence* tuple = key.sequence())
    for (const Value& item : tuple->items) { const std::string one = index_key(item); out += std::to_string(one.size()) + ":" + one; }
  return out;
}

const Value* Dict::find(const Value& key) const {
  if (const Text* text = key.text()) return find(std::string_view(text->bytes()));
  if (entries_.size() <= kIndexFrom) {
    const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) { return index_key(entry.first) == index_key(key); });
    return found == entries_.end() ? nullptr : &found->second;
  }
  const auto found = index_.find(index_key(key));
  return found == index_.end() ? nullptr : &entries_[found->second].second;
}

const Value* Dict::find(std::string_view key) const {
  if (entries_.size() > kIndexFrom) {
    const auto found = index_.find("s" + std::string(key));
    return found == index_.end() ? nullptr : &entries_[found->second].second;
  }
  for (const auto& [name, value] : entries_)
    if (const Text* text = name.text(); text && text->bytes() == key) return &value;
  return nullptr;
}

void Dict::put(Value key, Value value) {
  depth = std::max(depth, 1 + std::max(depth_of(key), depth_of(value)));
  if (const Value* there = find(key)) {
    const_cast<Value&>(*there) = std::move(value);
    return;
  }
  entries_.emplace_back(std::move(key), std::move(value));
  if (entries_.size() == kIndexFrom + 1)
    for (size_t i = 0; i < entries_.size(); ++i) index_[index_key(entries_[i].first)] = i;
  else if (entries_.size() > kIndexFrom) index_[index_key(entries_.back().first)] = entries_.size() - 1;
}

Value Object::call(Machine&, Arguments&) { throw Fault{FaultKind::type, phrase(LATHE_TR("'{0}' object is not callable"), type_name())}; }

Value undefined(Phrase why) { return Undefined{std::make_shared<const Phrase>(std::move(why))}; }
Value text_value(std::string bytes, Tag tag) { return std::make_shared<const Text>(std::move(bytes), tag); }
Value text_value(Text text) { return std::make_shared<const Text>(std::move(text)); }

Value list_value(std::vector<Value> items, SequenceKind kind, const char* name) {
  const int depth = depth_above(items);
  return std::make_shared<const Sequence>(Sequence{kind, std::move(items), depth, name, 0, {}});
}

Value from_json(const Json& json, Tag tag) {
  switch (json.type()) {
    case Json::value_t::boolean: return json.get<bool>();
    case Json::value_t::number_integer: return json.get<int64_t>();
    case Json::value_t::number_unsigned: {
      const auto number = json.get<uint64_t>();
      if (number > static_cast<uint64_t>(INT64_MAX)) return static_cast<double>(number);
      return static_cast<int64_t>(number);
    }
    case Json::value_t::number_float: return json.get<double>();
    case Json::value_t::string: return text_value(json.get<std::string>(), tag);
    case Json::value_t::array: {
      std::vector<Value> items;
      for (const Json& item : json) items.push_back(from_json(item, tag));
      return list_value(std::move(items));
    }
    case Json::value_t::object: {
      auto dict = std::make_shared<Dict>();
      for (const auto& [key, value] : json.items()) dict->put(text_value(key, tag), from_json(value, tag));
      return DictPtr(std::move(dict));
    }
    default: return None{};
  }
}

int depth_of(const Value& value) {
  if (const Sequence* sequence = value.sequence()) return sequence->depth;
  if (const Dict* dict = value.dict()) return dict->depth;
  return value.object() ? value.object()->depth : 0;
}

int depth_above(const std::vector<Value>& items) {
  int depth = 1;
  for (const Value& item : items) depth = std::max(depth, 1 + depth_of(item));
  return depth;
}

bool truthy(const Value& value) {
  if (value.is_undefined() || value.is_none()) return false;
  if (value.is_number()) return value.number() != 0;
  if (const Text* text = value.text()) return !text->empty();
  if (const Sequence* sequence = value.sequence()) return sequence->kind == SequenceKind::iterator || !sequence->items.empty();
  if (const Dict* dict = value.dict()) return !dict->entries().empty();
  return true;
}

bool hashable(const Value& value) {
  if (value.dict()) return false;
  const Sequence* sequence = value.sequence();
  if (!sequence) return !value.object();
  return sequence->kind == SequenceKind::tuple && std::all_of(sequence->items.begin(), sequence->items.end(), hashable);
}

std::string type_name(const Value& value) {
  if (const Sequence* sequence = value.sequence()) return sequence->name;
  if (const Object* object = value.object()) return object->type_name();
  static const char* const names[] = {"Undefined", "NoneType", "bool", "int", "float", "str", "", "dict", ""};
  return names[value.data.index()];
}

}  // namespace lathe::text::jinja
