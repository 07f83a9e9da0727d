// A record as the model gets it: tokens in a flow; learned ones coloured and underlined, special ones framed.
#pragma once
#include <QAbstractScrollArea>


#include "core/engine/event.h"

namespace lathe::ui {

class Theme;

class TokenView : public QAbstractScrollArea {
  Q_OBJECT
 public:
  explicit TokenView(const Theme& theme, QWidget* parent = nullptr);
  void show(std::vector<engine::ShownToken> tokens);
  void clear() { show({}); }
  // Pale: what is shown holds no longer.
  void setStale(bool stale);
  int tokenCount() const { return static_cast<int>(tokens_.size()); }
  // Where a token is drawn, in the viewport; for tests.
  QRect tokenRect(int token) const { return placed_.value(token); }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  bool viewportEvent(QEvent* event) override;

 private:
  void place();
  void keepRoom();
  int lineHeight() const;
  int tokenAt(const QPoint& position) const;

  const Theme& theme_;
  bool stale_ = false;
  std::vector<engine::ShownToken> tokens_;
  QVector<QString> texts_;
  QVector<QRect> placed_;                // in content coordinates
};

// How a token is written for people: blanks and line ends visible.
QString tokenText(const engine::ShownToken& token);

}  // namespace lathe::ui
