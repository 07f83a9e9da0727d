// What goes wrong inside a template. The public interface turns it into an Error that names template and line.
#pragma once
#include "core/base/phrase.h"

namespace lathe::text::jinja {

enum class FaultKind { syntax, undefined, type, limit, raised };

struct Fault {
  FaultKind kind;
  Phrase words;
  int line = 0;                          // 0: the line that is being carried out
};

}  // namespace lathe::text::jinja
