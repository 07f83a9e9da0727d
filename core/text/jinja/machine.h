// The budget of one rendering, and the clock. Every value that a template makes is paid for here.
#pragma once
#include <ctime>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/text/jinja/limits.h"
#include "core/text/jinja/value.h"

namespace lathe::text::jinja {

using Clock = std::function<std::tm()>;
std::tm local_time();

class Machine {
 public:
  Machine(const Limits& limits, Clock clock) : limits_(limits), clock_(std::move(clock)) {}
  ~Machine();
  Machine(const Machine&) = delete;
  Machine& operator=(const Machine&) = delete;

  int line = 0;                          // of the source, of what is being carried out
  const Limits& limits() const { return limits_; }
  std::tm now() const { return clock_(); }
  void step(int64_t count = 1);          // throws Fault limit
  void charge(size_t bytes);             // throws Fault limit
  // Text that is looked at takes steps too: searched and compared, or changed character by character.
  void scan(size_t bytes) { step(static_cast<int64_t>(bytes / 256)); }
  void scan(const Value& value) { if (const Text* text = value.text()) scan(text->size()); }
  void walk(size_t bytes) { step(static_cast<int64_t>(bytes / 32)); }
  void check_output(size_t bytes) const;

  Value text(Text text);
  Value text(std::string bytes, Tag tag = {}) { return text_paid(Text(std::move(bytes), tag)); }
  Value list(std::vector<Value> items, SequenceKind kind = SequenceKind::list, const char* name = "list");
  Value range(std::vector<Value> items, RangeBounds bounds);
  Value dict(Dict dict);
  Value object(ObjectPtr object);        // its depth is known
  // Namespaces can hold themselves, and chains of any length: they are kept, and emptied one by one at the end.
  void watch(ObjectPtr object, std::function<void(Object&)> empty);

  // Nested calls and blocks.
  class Deeper {
   public:
    explicit Deeper(Machine& machine);
    ~Deeper() { --machine_.depth_; }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;

   private:
    Machine& machine_;
  };

 private:
  Value text_paid(Text text);
  Value checked(Value value) const;
  Limits limits_;
  Clock clock_;
  int64_t steps_ = 0;
  size_t made_ = 0;
  int depth_ = 0;
  std::vector<std::pair<ObjectPtr, std::function<void(Object&)>>> watched_;
};

}  // namespace lathe::text::jinja
