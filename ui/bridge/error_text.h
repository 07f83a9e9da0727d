// A failure in the person's language: what happened, what to do, the stable code, and every single fault.
#pragma once
#include <QString>
#include <QStringList>
#include <exception>

#include "core/base/error.h"
#include "core/engine/event.h"

namespace lathe::ui {

struct ErrorText {
  QString message, hint, code;
  QStringList details;
  QString whole() const { return hint.isEmpty() ? message : message + "\n" + hint; }
};

ErrorText errorText(const Error& error);
ErrorText errorText(const engine::JobFinished& outcome);
// What was thrown, also when nobody expected it.
ErrorText errorText(const std::exception_ptr& fault);
// Runs `work`; what it throws goes to `failed`, true otherwise.
template <class Work, class Failed>
bool attempt(Work work, Failed failed) {
  try {
    work();
    return true;
  } catch (...) {
    failed(errorText(std::current_exception()));
    return false;
  }
}

}  // namespace lathe::ui
