// A card to choose among others: title, a sentence or two, a line of figures. Works by mouse, keys and screen reader
// like a radio button.
#pragma once
#include <QAbstractButton>

class QLabel;

namespace lathe::ui {

class Theme;

class ChoiceCard : public QAbstractButton {
  Q_OBJECT
 public:
  explicit ChoiceCard(const Theme& theme, QWidget* parent = nullptr);
  void setTexts(const QString& title, const QString& text, const QString& figures);
  QSize sizeHint() const override;
  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void enterEvent(QEnterEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  const Theme& theme_;
  QLabel* title_;
  QLabel* text_;
  QLabel* figures_;
};

}  // namespace lathe::ui
