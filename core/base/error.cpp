#include "core/base/error.h"

namespace lathe {

std::string Issue::str() const {
  std::string out = file;
  const auto append = [&out](const std::string& part) { out += (out.empty() ? "" : ", ") + part; };
  if (line > 0) append("line " + std::to_string(line));
  if (!field.empty()) append(field);
  return out + (out.empty() ? "" : ": ") + reason.str();
}

Error::Error(std::string code_in, Phrase message_in, Phrase hint_in, std::vector<Issue> issues_in)
    : code(std::move(code_in)), message(std::move(message_in)), hint(std::move(hint_in)), issues(std::move(issues_in)) {
  text_ = message.str();
  if (!hint.empty()) text_ += ". " + hint.str();
}

}  // namespace lathe
