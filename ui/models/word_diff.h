// Which words of two answers differ: by longest common subsequence over words; a Chinese character is a word.
#pragma once
#include <QString>
#include <QVector>

namespace lathe::ui {

struct TextRange {
  int begin = 0, end = 0;                // QChars
  bool operator==(const TextRange&) const = default;
};
struct WordDiff {
  QVector<TextRange> left, right;        // what only this side has; neighbours joined
};
WordDiff wordDiff(const QString& left, const QString& right);

}  // namespace lathe::ui
