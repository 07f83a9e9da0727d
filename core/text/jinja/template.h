// A Jinja template, parsed once and rendered by any number of threads: no files, no environment, no clock but the one
// that is given, limits on steps, depth and size. The language is the one of Jinja 3.1 as transformers sets it up
// (trim_blocks, lstrip_blocks, loop controls, {% generation %}); include, import, extends and blocks are refused.
#pragma once
#include <string>
#include <string_view>

#include "core/text/jinja/interpreter.h"
#include "core/text/jinja/parser.h"

namespace lathe::text::jinja {

class Template {
 public:
  // `name` opens every message. Throws Error template.syntax, template.limit.
  Template(std::string_view source, std::string name, const Limits& limits = {});
  bool has_generation() const { return parsed_.has_generation; }
  const std::string& name() const { return name_; }
  // Throws Error template.failed, template.refused (the template called raise_exception), template.limit; each names
  // the template and the line.
  Text render(const Variables& variables, Clock clock = local_time) const;

 private:
  std::string name_;
  Limits limits_;
  Parsed parsed_;
};

}  // namespace lathe::text::jinja
