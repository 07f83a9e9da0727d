#include "core/base/error.h"

namespace lathe {

Phrase Issue::sentence() const {
  Phrase place = plain_text(file);
  const auto append = [&place](Phrase part) { place = place.empty() ? std::move(part) : phrase("{0}, {1}", place, part); };
  if (line > 0) append(phrase(LATHE_TR("line {0}"), std::to_string(line)));
  if (!field.empty()) append(plain_text(field));
  return place.empty() ? reason : phrase("{0}: {1}", place, reason);
}

Error::Error(std::string code_in, Phrase message_in, Phrase hint_in, std::vector<Issue> issues_in)
    : code(std::move(code_in)), message(std::move(message_in)), hint(std::move(hint_in)), issues(std::move(issues_in)) {
  text_ = message.str();
  if (!hint.empty()) text_ += ". " + hint.str();
}

}  // namespace lathe
