#include "ui/shell/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace lathe::ui {

Language::~Language() {
  for (QTranslator* translator : {&window_, &core_, &qt_}) QCoreApplication::removeTranslator(translator);
}

void Language::choose(const QString& code) {
  code_ = code == "system" ? (QLocale::system().language() == QLocale::Chinese ? "zh_CN" : "en") : code;
  install(window_, ":/i18n/lathe_" + code_ + ".qm");
  install(core_, ":/i18n/core_" + code_ + ".qm");
  install(qt_, QLibraryInfo::path(QLibraryInfo::TranslationsPath) + "/qtbase_" + code_ + ".qm");
  QLocale::setDefault(code_ == "zh_CN" ? QLocale(QLocale::Chinese, QLocale::China) : QLocale(QLocale::English));
  Q_EMIT changed();
}

// English needs no catalogue but its plurals; a file that is absent leaves the source texts.
void Language::install(QTranslator& translator, const QString& file) {
  QCoreApplication::removeTranslator(&translator);
  if (translator.load(file)) QCoreApplication::installTranslator(&translator);
}

}  // namespace lathe::ui
