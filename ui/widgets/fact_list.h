// Names and values in two columns: what is known about a model, a set, a machine.
#pragma once
#include <QWidget>

class QGridLayout;

namespace lathe::ui {

class FactList : public QWidget {
  Q_OBJECT
 public:
  explicit FactList(QWidget* parent = nullptr);
  void show(const QList<QPair<QString, QString>>& facts);

 private:
  QGridLayout* grid_;
};

}  // namespace lathe::ui
