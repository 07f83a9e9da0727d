// English, Simplified Chinese, or as the system says; switched live. Qt's own texts follow.
#pragma once
#include <QObject>
#include <QTranslator>

namespace lathe::ui {

class Language : public QObject {
  Q_OBJECT
 public:
  explicit Language(QObject* parent = nullptr) : QObject(parent) {}
  ~Language() override;
  // "system", "en" or "zh_CN". Every widget gets a LanguageChange event.
  void choose(const QString& code);
  QString code() const { return code_; }

 Q_SIGNALS:
  void changed();

 private:
  void install(QTranslator& translator, const QString& file);

  QString code_ = "en";
  QTranslator window_, core_, qt_;
};

}  // namespace lathe::ui
