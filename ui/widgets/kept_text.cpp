#include "ui/widgets/kept_text.h"

#include <algorithm>

namespace lathe::ui {
namespace {

// "\r\n" is one character in the editor; everything else is one in both.
qsizetype afterFirst(const QString& given, qsizetype count) {
  qsizetype at = 0;
  for (; count > 0 && at < given.size(); --count) at += given[at] == u'\r' && at + 1 < given.size() && given[at + 1] == u'\n' ? 2 : 1;
  return at;
}
qsizetype beforeLast(const QString& given, qsizetype count) {
  qsizetype at = given.size();
  for (; count > 0 && at > 0; --count) at -= at > 1 && given[at - 1] == u'\n' && given[at - 2] == u'\r' ? 2 : 1;
  return at;
}

QString asText(QString typed, const QString& line_end) {
  typed.replace(QChar(QChar::LineSeparator), QChar(QChar::ParagraphSeparator));        // Shift+Return
  return typed.replace(QChar(QChar::ParagraphSeparator), line_end);
}

}  // namespace

QString withEdit(const QString& given, const QString& shown, const QString& now) {
  const qsizetype most = std::min(shown.size(), now.size());
  qsizetype first = 0, last = 0;
  while (first < most && shown[first] == now[first]) ++first;
  while (last < most - first && shown[shown.size() - 1 - last] == now[now.size() - 1 - last]) ++last;
  const QString line_end = given.contains(QLatin1String("\r\n")) ? QStringLiteral("\r\n") : QStringLiteral("\n");
  return given.left(afterFirst(given, first)) + asText(now.mid(first, now.size() - first - last), line_end) + given.mid(beforeLast(given, last));
}

}  // namespace lathe::ui
