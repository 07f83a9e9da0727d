// Strings across the border: core speaks UTF-8 std::string and English phrases, the window QString and the person's
// language.
#pragma once
#include <QString>
#include <filesystem>
#include <string>

#include "core/base/error.h"

namespace lathe::ui {

inline QString qs(const std::string& text) { return QString::fromStdString(text); }
inline QString qs(const std::filesystem::path& path) { return QString::fromStdString(path.string()); }
inline std::string ss(const QString& text) { return text.toStdString(); }
inline std::filesystem::path toPath(const QString& text) { return {text.toStdString()}; }

// A sentence or a label of core in the chosen language; the English itself where no translation exists.
QString words(const Phrase& phrase);
QString words(const std::string& english);
// "train.jsonl, line 812, output: is missing"
QString words(const Issue& issue);

// A device as runs name it: "cpu, 2 threads", or a card.
QString deviceText(const std::string& name);
// A processor as the engine describes it: "Intel Xeon, 2 cores".
QString processorText(const std::string& description);
// A tokenizer as the engine describes it: "byte-level BPE, 4096 tokens".
QString tokenizerText(const std::string& description);

// Figures as people read them: 8,658 · 2.9 MB · 3 min 20 s · 1.284
QString countText(qint64 value);
QString bytesText(qint64 bytes);
QString durationText(double seconds);
QString numberText(double value, int decimals);
// 33.0 M, 4.02 B
QString shortCountText(qint64 value);

}  // namespace lathe::ui
