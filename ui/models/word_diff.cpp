#include "ui/models/word_diff.h"

#include <algorithm>

namespace lathe::ui {
namespace {

constexpr qsizetype kMostWords = 2000;   // the table is quadratic; beyond this the tails count as different

bool standsAlone(QChar c) {
  return c.isPunct() || c.isSymbol() || (c.unicode() >= 0x2e80 && c.unicode() <= 0x9fff) || (c.unicode() >= 0xf900 && c.unicode() <= 0xfaff) ||
         (c.unicode() >= 0xff00 && c.unicode() <= 0xffef);
}

QVector<TextRange> wordsOf(const QString& text) {
  QVector<TextRange> out;
  int begin = -1;
  for (int i = 0; i <= text.size(); ++i) {
    const bool ends = i == text.size() || text[i].isSpace() || standsAlone(text[i]);
    if (ends && begin >= 0) out << TextRange{begin, i}, begin = -1;
    if (i == text.size() || text[i].isSpace()) continue;
    if (standsAlone(text[i])) out << TextRange{i, i + 1};
    else if (begin < 0) begin = i;
  }
  return out;
}

void add(QVector<TextRange>& out, const TextRange& word, const QString& text) {
  const bool joins = !out.isEmpty() && QStringView(text).mid(out.back().end, word.begin - out.back().end).trimmed().isEmpty();
  if (joins) out.back().end = word.end;
  else out << word;
}

}  // namespace

WordDiff wordDiff(const QString& left, const QString& right) {
  const QVector<TextRange> all_a = wordsOf(left), all_b = wordsOf(right), a = all_a.mid(0, kMostWords), b = all_b.mid(0, kMostWords);
  const auto same = [&](qsizetype i, qsizetype j) {
    return QStringView(left).mid(a[i].begin, a[i].end - a[i].begin) == QStringView(right).mid(b[j].begin, b[j].end - b[j].begin);
  };
  std::vector<std::vector<int>> common(a.size() + 1, std::vector<int>(b.size() + 1, 0));
  for (qsizetype i = a.size() - 1; i >= 0; --i)
    for (qsizetype j = b.size() - 1; j >= 0; --j)
      common[i][j] = same(i, j) ? common[i + 1][j + 1] + 1 : std::max(common[i + 1][j], common[i][j + 1]);
  WordDiff out;
  qsizetype i = 0, j = 0;
  while (i < a.size() || j < b.size()) {
    if (i < a.size() && j < b.size() && same(i, j)) ++i, ++j;
    else if (j == b.size() || (i < a.size() && common[i + 1][j] >= common[i][j + 1])) add(out.left, a[i++], left);
    else add(out.right, b[j++], right);
  }
  for (i = a.size(); i < all_a.size(); ++i) add(out.left, all_a[i], left);
  for (j = b.size(); j < all_b.size(); ++j) add(out.right, all_b[j], right);
  return out;
}

}  // namespace lathe::ui
