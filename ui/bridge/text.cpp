#include "ui/bridge/text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>
#include <algorithm>
#include <cmath>
#include <cstdio>

namespace lathe::ui {
namespace {
QString say(const char* text) { return QCoreApplication::translate("lathe::ui::Figures", text); }
QLocale english() { return QLocale::c(); }
}  // namespace

QString words(const std::string& english) {
  return english.empty() ? QString() : QCoreApplication::translate("core", english.c_str());
}

QString words(const Phrase& phrase) {
  if (phrase.plain || phrase.empty()) return qs(phrase.format);
  std::vector<std::string> args;
  for (const Phrase& arg : phrase.args) args.push_back(ss(words(arg)));
  return qs(Phrase::fill(ss(words(phrase.format)), args));
}

QString words(const Issue& issue) {
  QString place = qs(issue.file);
  if (issue.line > 0)
    place = place.isEmpty() ? say(QT_TRANSLATE_NOOP("lathe::ui::Figures", "line %1")).arg(countText(issue.line))
                            : say(QT_TRANSLATE_NOOP("lathe::ui::Figures", "%1, line %2")).arg(place, countText(issue.line));
  if (!issue.field.empty()) place = place.isEmpty() ? qs(issue.field) : say(QT_TRANSLATE_NOOP("lathe::ui::Figures", "%1, %2")).arg(place, qs(issue.field));
  return place.isEmpty() ? words(issue.reason) : say(QT_TRANSLATE_NOOP("lathe::ui::Figures", "%1: %2")).arg(place, words(issue.reason));
}

QString deviceText(const std::string& name) {
  int threads = 0;
  if (std::sscanf(name.c_str(), "cpu, %d thread", &threads) != 1) return qs(name);
  return threads == 1 ? say(QT_TRANSLATE_NOOP("lathe::ui::Figures", "processor, one thread")) : say(QT_TRANSLATE_NOOP("lathe::ui::Figures", "processor, %1 threads")).arg(threads);
}

QString processorText(const std::string& description) {
  static const QRegularExpression known(QStringLiteral("^(.*), (\\d+) cores?$"));
  const QRegularExpressionMatch match = known.match(qs(description));
  if (!match.hasMatch()) return qs(description);
  const int cores = match.captured(2).toInt();
  return cores == 1 ? say(QT_TRANSLATE_NOOP("lathe::ui::Figures", "%1, one core")).arg(match.captured(1))
                    : say(QT_TRANSLATE_NOOP("lathe::ui::Figures", "%1, %2 cores")).arg(match.captured(1)).arg(cores);
}

QString tokenizerText(const std::string& description) {
  const QStringList parts = qs(description).split(QStringLiteral(", "));
  const QString kind = parts.front() == QLatin1String("byte-level BPE") ? say(QT_TRANSLATE_NOOP("lathe::ui::Figures", "byte-level BPE")) : parts.front();
  const qint64 tokens = parts.value(1).section(' ', 0, 0).toLongLong();
  return tokens > 0 ? say(QT_TRANSLATE_NOOP("lathe::ui::Figures", "%1, %2 tokens")).arg(kind, countText(tokens)) : kind;
}

QString countText(qint64 value) {
  QLocale locale(QLocale::English);
  return locale.toString(value);
}

QString bytesText(qint64 bytes) {
  if (bytes < 1000) return say(QT_TRANSLATE_NOOP("lathe::ui::Figures", "%1 bytes")).arg(bytes);
  static constexpr const char* kUnits[] = {"kB", "MB", "GB", "TB"};
  double value = static_cast<double>(bytes);
  int unit = -1;
  while (value >= 999.5 && unit < 3) value /= 1000, ++unit;
  return english().toString(value, 'f', value < 9.95 ? 1 : 0) + " " + kUnits[unit];
}

QString durationText(double seconds) {
  if (!std::isfinite(seconds) || seconds < 0) return QStringLiteral("–");
  if (seconds < 10) return say(QT_TRANSLATE_NOOP("lathe::ui::Figures", "%1 s")).arg(english().toString(seconds, 'f', 1));
  const qint64 whole = std::llround(seconds);
  if (whole < 60) return say(QT_TRANSLATE_NOOP("lathe::ui::Figures", "%1 s")).arg(whole);
  if (whole < 600) return say(QT_TRANSLATE_NOOP("lathe::ui::Figures", "%1 min %2 s")).arg(whole / 60).arg(whole % 60);
  if (whole < 5400) return say(QT_TRANSLATE_NOOP("lathe::ui::Figures", "%1 min")).arg((whole + 30) / 60);
  return say(QT_TRANSLATE_NOOP("lathe::ui::Figures", "%1 h %2 min")).arg(whole / 3600).arg(whole % 3600 / 60);
}

QString numberText(double value, int decimals) {
  if (!std::isfinite(value)) return QStringLiteral("–");
  QString text = english().toString(value, 'f', decimals);
  const bool zero = std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c == '-' || c == '0' || c == '.'; });
  return zero ? text.remove('-') : text.replace('-', QChar(0x2212));
}

QString shortCountText(qint64 value) {
  if (value < 10'000) return countText(value);
  const double number = static_cast<double>(value);
  if (value < 1'000'000) return english().toString(number / 1e3, 'f', value < 100'000 ? 1 : 0) + " k";
  if (value < 1'000'000'000) return english().toString(number / 1e6, 'f', value < 100'000'000 ? 1 : 0) + " M";
  return english().toString(number / 1e9, 'f', 2) + " B";
}

}  // namespace lathe::ui
