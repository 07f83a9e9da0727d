// Sentences in files: format and arguments apart, so that they are read in any language.
#pragma once
#include "core/base/json.h"

namespace lathe {

// {"format": "Paused after step {0} of {1}", "args": ["4", "16"]}; plain text as a text, nothing as "".
Json to_json(const Phrase& phrase);
// A text, as older files hold it, stands for itself; what is neither reads as empty.
Phrase phrase_from_json(const Json& json);

}  // namespace lathe
