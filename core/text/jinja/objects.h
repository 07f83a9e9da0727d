// Things with an inside that templates can name: namespaces and functions made on the spot.
#pragma once
#include <map>

#include "core/text/jinja/machine.h"

namespace lathe::text::jinja {

class Namespace final : public Object {
 public:
  std::string type_name() const override { return "jinja2.utils.Namespace object"; }
  std::string printed(Machine& machine) const override;
  std::optional<Value> attribute(const std::string& name) const override;
  void set(const std::string& name, Value value);
  void clear() { members_.clear(); }

 private:
  std::map<std::string, Value> members_;
};

class Function final : public Object {
 public:
  using Run = std::function<Value(Machine&, Arguments&)>;
  // `held`: how deep what `run` has captured is.
  explicit Function(Run run, int held = 0) : run_(std::move(run)) { depth = held; }
  std::string type_name() const override { return "function"; }
  bool callable() const override { return true; }
  Value call(Machine& machine, Arguments& arguments) override { return run_(machine, arguments); }

 private:
  Run run_;
};

}  // namespace lathe::text::jinja
