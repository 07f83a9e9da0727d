// Texts that follow the language: each setter runs now and again whenever the owner's language changes.
#pragma once
#include <QObject>
#include <functional>
#include <vector>

class QWidget;

namespace lathe::ui {

class Texts : public QObject {
 public:
  explicit Texts(QWidget* owner);
  void add(std::function<void()> set);
  void again();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  std::vector<std::function<void()>> all_;
};

}  // namespace lathe::ui
