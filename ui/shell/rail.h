// The rail on the left: one entry per page, arrows move between them, a dot marks the page where something runs.
#pragma once
#include <QFrame>
#include <QHash>

class QButtonGroup;

namespace lathe::ui {

class RailEntry;
class Theme;

class Rail : public QFrame {
  Q_OBJECT
 public:
  explicit Rail(const Theme& theme, QWidget* parent = nullptr);
  void choose(const QString& page);
  // A dot beside the entry, and the words for it.
  void mark(const QString& page, bool busy);

 Q_SIGNALS:
  void chosen(const QString& page);

 private:
  void retranslate();

  const Theme& theme_;
  QButtonGroup* group_;
  QHash<QString, RailEntry*> entries_;

 protected:
  void changeEvent(QEvent* event) override;
};

}  // namespace lathe::ui
