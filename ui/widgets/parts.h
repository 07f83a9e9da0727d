// The small vocabulary that pages are laid out with. A part names its look in the theme's style sheet; pages hold no
// colour and no size.
#pragma once
#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

class QAction;
class QBoxLayout;
class QHBoxLayout;
class QVBoxLayout;
class QScrollArea;

namespace lathe::ui {

// Steps of four.
namespace space {
inline constexpr int tiny = 4, inside = 8, between = 12, around = 16, page = 20;
}

// Sets the "part" (and other) property and lets the style sheet look again.
void setPart(QWidget* widget, const char* part);
void setLook(QWidget* widget, const char* property, const QVariant& value);
// The text is the person's own or a figure; it is not translated.
void setVerbatim(QWidget* widget);
// Its tip and description are.
void setVerbatimTip(QWidget* widget);
// The first so many columns are named by the person's file.
void setVerbatimColumns(QWidget* table, int columns);

QLabel* titleLabel(QWidget* parent);
QLabel* sectionLabel(QWidget* parent);
QLabel* bodyLabel(QWidget* parent);      // wraps
QLabel* mutedLabel(QWidget* parent);
QLabel* wrappedMutedLabel(QWidget* parent);
QLabel* chipLabel(QWidget* parent, const char* tone = "");
QPushButton* mainButton(QWidget* parent);
QPushButton* plainButton(QWidget* parent);
QPushButton* linkButton(QWidget* parent);
QToolButton* chipButton(QWidget* parent);
QFrame* separator(QWidget* parent);
// What the widget says is read out at once by a screen reader.
void announce(QWidget* widget);
// The button does what the action does, and may be pressed when the action may.
void followAction(QAbstractButton* button, QAction* action);

// A white panel with a line around it; its layout is vertical.
class Panel : public QFrame {
  Q_OBJECT
 public:
  explicit Panel(QWidget* parent = nullptr);
  QVBoxLayout* body() const { return body_; }

 private:
  QVBoxLayout* body_;
};

QVBoxLayout* pageColumn(QWidget* page);
QHBoxLayout* row(QBoxLayout* into, int spacing = space::inside);
QVBoxLayout* column(QBoxLayout* into, int spacing = space::inside, int stretch = 0);
// A scroll area around `content` without a frame.
QScrollArea* scrolled(QWidget* content, QWidget* parent);
// Width of so many letters in the widget's font.
int letters(const QWidget* widget, int count);

}  // namespace lathe::ui
