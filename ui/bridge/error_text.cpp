#include "ui/bridge/error_text.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <new>

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

ErrorText errorText(const std::exception_ptr& fault) {
  const auto say = [](const char* text) { return QCoreApplication::translate("lathe::ui::ErrorText", text); };
  try {
    std::rethrow_exception(fault);
  } catch (const Error& error) {
    return errorText(error);
  } catch (const std::bad_alloc&) {
    return {say(QT_TRANSLATE_NOOP("lathe::ui::ErrorText", "The memory of this machine is used up")),
            say(QT_TRANSLATE_NOOP("lathe::ui::ErrorText", "Close other programs, or take a smaller model or data set.")), "memory.host", {}};
  } catch (const std::exception& error) {
    return {say(QT_TRANSLATE_NOOP("lathe::ui::ErrorText", "Something happened that Lathe did not expect: %1")).arg(QString::fromUtf8(error.what())),
            say(QT_TRANSLATE_NOOP("lathe::ui::ErrorText", "Nothing that was saved is lost. Please report this sentence.")), "window.unexpected", {}};
  } catch (...) {
    return {say(QT_TRANSLATE_NOOP("lathe::ui::ErrorText", "Something happened that Lathe did not expect: %1")).arg("?"), {}, "window.unexpected", {}};
  }
}

}  // namespace lathe::ui
