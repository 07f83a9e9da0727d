// Any exception as what a person is told: code, sentence and mend.
#pragma once
#include <exception>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace lathe::train {

struct Fault {
  std::string code;
  Phrase message, hint;
  std::vector<Issue> issues;
  bool cancelled = false;
  bool device_dead = false;              // the device refuses all further work of this process
};

Fault describe_fault(const std::exception_ptr& what);

}  // namespace lathe::train
