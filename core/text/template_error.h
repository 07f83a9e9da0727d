// What is wrong in a template, with its place for whoever shows the source.
#pragma once
#include "core/base/error.h"

namespace lathe::text {

// Codes template.syntax, template.failed, template.refused, template.limit.
class TemplateError : public Error {
 public:
  TemplateError(Error error, int at) : Error(std::move(error)), line(at) {}
  int line;                              // from 1; 0: the whole source
};

}  // namespace lathe::text
