// What a template computes with. Only namespaces change after they were made; everything else is shared freely.
#pragma once
#include <concepts>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/json.h"
#include "core/base/phrase.h"
#include "core/text/jinja/tagged_text.h"

namespace lathe::text::jinja {

class Machine;
class Value;
class Dict;
struct Sequence;
class Object;
struct Arguments;

struct Undefined { std::shared_ptr<const Phrase> why; };   // what an operation on it is refused with
struct None {};
// Shared: values are copied all the time and never changed.
using SequencePtr = std::shared_ptr<const Sequence>;
using DictPtr = std::shared_ptr<const Dict>;
using ObjectPtr = std::shared_ptr<Object>;

class Value {
 public:
  std::variant<Undefined, None, bool, int64_t, double, TextPtr, SequencePtr, DictPtr, ObjectPtr> data;

  Value() : data(None{}) {}
  // From one of the alternatives exactly; nothing is converted on the way.
  template <class T>
    requires(std::same_as<T, Undefined> || std::same_as<T, None> || std::same_as<T, bool> || std::same_as<T, int64_t> || std::same_as<T, double> ||
             std::same_as<T, TextPtr> || std::same_as<T, SequencePtr> || std::same_as<T, DictPtr> || std::same_as<T, ObjectPtr>)
  Value(T value) : data(std::move(value)) {}
  template <class T>
  const T* as() const { return std::get_if<T>(&data); }

  bool is_undefined() const { return std::holds_alternative<Undefined>(data); }
  bool is_none() const { return std::holds_alternative<None>(data); }
  bool is_number() const { return as<bool>() || as<int64_t>() || as<double>(); }
  const Text* text() const { return as<TextPtr>() ? as<TextPtr>()->get() : nullptr; }
  const Sequence* sequence() const { return as<SequencePtr>() ? as<SequencePtr>()->get() : nullptr; }
  const Dict* dict() const { return as<DictPtr>() ? as<DictPtr>()->get() : nullptr; }
  Object* object() const { return as<ObjectPtr>() ? as<ObjectPtr>()->get() : nullptr; }
  // Whole numbers, True and False among them; false where it is none.
  bool integer(int64_t& out) const;
  double number() const;                                   // of a number
};

enum class SequenceKind { list, tuple, range, view, iterator };

struct RangeBounds { int64_t begin = 0, end = 0, step = 1; };   // as they were given

struct Sequence {
  SequenceKind kind = SequenceKind::list;
  std::vector<Value> items;
  int depth = 1;
  const char* name = "list";                               // Python's type
  mutable size_t taken = 0;                                // of an iterator, which can be walked once
  RangeBounds range{};                                     // of a range
};

class Dict {
 public:
  using Entry = std::pair<Value, Value>;
  const std::vector<Entry>& entries() const { return entries_; }
  const Value* find(const Value& key) const;
  const Value* find(std::string_view key) const;
  void put(Value key, Value value);                        // while it is made; a key that is there keeps its place
  void reserve(size_t count) { entries_.reserve(count); }
  int depth = 1;
  int32_t message = -1;                                    // the conversation's message that it is

 private:
  static std::string index_key(const Value& key);
  std::vector<Entry> entries_;
  std::unordered_map<std::string, size_t> index_;
};

// Things with an inside: namespaces, macros, loops, bound methods.
class Object {
 public:
  virtual ~Object() = default;
  virtual std::string type_name() const = 0;               // as errors name it
  virtual std::string printed(Machine&) const { return "<" + type_name() + ">"; }
  virtual bool callable() const { return false; }
  virtual Value call(Machine& machine, Arguments& arguments);
  virtual std::optional<Value> attribute(const std::string&) const { return std::nullopt; }
  int depth = 0;                                           // above what it holds, as a list's
};

struct Arguments {
  std::vector<Value> positional;
  std::vector<std::pair<std::string, Value>> named;
};

Value undefined(Phrase why);
Value text_value(std::string bytes, Tag tag = {});
Value text_value(Text text);
// Strings that come from `json` carry the tag.
Value from_json(const Json& json, Tag tag = {});
Value list_value(std::vector<Value> items, SequenceKind kind = SequenceKind::list, const char* name = "list");
int depth_of(const Value& value);
int depth_above(const std::vector<Value>& items);          // of what holds them
bool truthy(const Value& value);
bool hashable(const Value& value);
std::string type_name(const Value& value);                 // Python's: "str", "dict", "NoneType"

}  // namespace lathe::text::jinja
