#include "ui/bridge/error_text.h"

#include <QRegularExpression>

#include "ui/bridge/text.h"

namespace lathe::ui {
namespace {

// "[load_model] config.json: ..." names its operation for logs; people read from the file name on.
QString withoutOperation(QString text) {
  static const QRegularExpression operation(QStringLiteral("^\\[[a-z0-9_]+\\]\\s*"));
  return text.remove(operation);
}

ErrorText make(const Phrase& message, const Phrase& hint, const std::string& code, const std::vector<Issue>& issues) {
  ErrorText text{withoutOperation(words(message)), words(hint), qs(code), {}};
  for (const Issue& issue : issues) text.details << words(issue);
  return text;
}

}  // namespace

ErrorText errorText(const Error& error) { return make(error.message, error.hint, error.code, error.issues); }

ErrorText errorText(const engine::JobFinished& outcome) {
  return make(outcome.message, outcome.hint, outcome.code, outcome.issues);
}

}  // namespace lathe::ui
