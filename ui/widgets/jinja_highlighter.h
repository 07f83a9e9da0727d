// Colours the tags of a Jinja template: {{ what is printed }}, {% what is done %}, {# what is only read #}, and the
// texts in quotes inside the first two. Keywords are bold, so that colour is not the only sign.
#pragma once
#include <QSyntaxHighlighter>

namespace lathe::ui {

class Theme;

class JinjaHighlighter : public QSyntaxHighlighter {
  Q_OBJECT
 public:
  JinjaHighlighter(const Theme& theme, QTextDocument* document);

 protected:
  void highlightBlock(const QString& text) override;

 private:
  enum Tag { none, print, statement, comment };      // also the state of a block: which tag its end is inside of
  void chooseColours();
  int paintTag(const QString& text, int from, Tag tag, bool begins);

  const Theme& theme_;
  QTextCharFormat formats_[4], keyword_, quoted_;
};

}  // namespace lathe::ui
