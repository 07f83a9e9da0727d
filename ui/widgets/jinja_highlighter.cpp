#include "ui/widgets/jinja_highlighter.h"

#include <QRegularExpression>

#include "ui/shell/theme.h"

namespace lathe::ui {
namespace {
constexpr const char* kClosing[] = {"", "}}", "%}", "#}"};

bool isQuote(QChar c) { return c == u'\'' || c == u'"'; }

// Behind the quoted text that begins at `from`; it ends with its line at the latest.
int afterQuoted(const QString& text, int from) {
  int at = from + 1;
  while (at < text.size() && text[at] != text[from]) at += text[at] == u'\\' ? 2 : 1;
  return std::min<int>(at + 1, static_cast<int>(text.size()));
}
}  // namespace

JinjaHighlighter::JinjaHighlighter(const Theme& theme, QTextDocument* document) : QSyntaxHighlighter(document), theme_(theme) {
  chooseColours();
  connect(&theme, &Theme::changed, this, [this] {
    chooseColours();
    rehighlight();
  });
}

void JinjaHighlighter::chooseColours() {
  formats_[print].setForeground(theme_.color("training"));
  formats_[statement].setForeground(theme_.color("second"));
  formats_[comment].setForeground(theme_.color("muted"));
  formats_[comment].setFontItalic(true);
  keyword_.setForeground(theme_.color("second"));
  keyword_.setFontWeight(QFont::DemiBold);
  quoted_.setForeground(theme_.color("good"));
}

// Up to and with the closing mark, or to the end of the line; a closing mark inside quotes closes nothing.
int JinjaHighlighter::paintTag(const QString& text, int from, Tag tag, bool begins) {
  int end = from + (begins ? 2 : 0);
  std::vector<std::pair<int, int>> quotes;
  bool closed = false;
  while (end < text.size() && !closed) {
    if (QStringView(text).mid(end, 2) == QLatin1String(kClosing[tag])) end += 2, closed = true;
    else if (tag != comment && isQuote(text[end])) {
      const int after = afterQuoted(text, end);
      quotes.emplace_back(end, after);
      end = after;
    } else ++end;
  }
  setFormat(from, end - from, formats_[tag]);
  if (tag == statement) {
    static const QRegularExpression keyword(QStringLiteral("\\b(if|elif|else|endif|for|endfor|in|not|and|or|is|set|endset|macro|endmacro|call|endcall|filter|endfilter|generation|endgeneration|break|continue)\\b"));
    for (auto it = keyword.globalMatch(QStringView(text).mid(from, end - from)); it.hasNext();) {
      const auto found = it.next();
      setFormat(from + static_cast<int>(found.capturedStart()), static_cast<int>(found.capturedLength()), keyword_);
    }
  }
  for (const auto& [first, after] : quotes) setFormat(first, after - first, quoted_);
  setCurrentBlockState(closed ? none : tag);
  return end;
}

void JinjaHighlighter::highlightBlock(const QString& text) {
  int at = 0;
  setCurrentBlockState(none);
  if (const int before = previousBlockState(); before > none) at = paintTag(text, 0, static_cast<Tag>(before), false);
  while (at + 1 < text.size()) {
    const QChar second = text[at + 1];
    const Tag tag = text[at] != u'{' ? none : second == u'{' ? print : second == u'%' ? statement : second == u'#' ? comment : none;
    at = tag == none ? at + 1 : paintTag(text, at, tag, true);
  }
}

}  // namespace lathe::ui
