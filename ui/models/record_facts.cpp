#include "ui/models/record_facts.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>

#include "ui/bridge/text.h"

namespace lathe::ui {

void RecordFacts::clear() {
  tokens_.clear();
  clearReport();
}

void RecordFacts::clearReport() {
  codes_.clear();
  code_counts_.clear();
  reasons_.clear();
  report_.reset();
}

void RecordFacts::setTokens(int row, const engine::ShownRecord& shown) {
  tokens_[row] = {static_cast<int64_t>(shown.tokens.size()), shown.learned, shown.fate};
}

const TokenCount* RecordFacts::tokens(int row) const {
  const auto found = tokens_.constFind(row);
  return found == tokens_.constEnd() ? nullptr : &*found;
}

void RecordFacts::setReport(const data::AuditReport& report) {
  clearReport();
  report_ = report;
  QHash<QString, int> counts;
  for (const Issue& issue : report.issues) {
    if (issue.line < 1) continue;
    QStringList& of_row = codes_[static_cast<int>(issue.line - 1)];
    const QString code = qs(issue.code);
    if (of_row.contains(code)) continue;
    of_row << code;
    if (++counts[code] == 1) reasons_[code] = issue.reason;
  }
  for (auto it = counts.begin(); it != counts.end(); ++it) code_counts_.push_back({it.key(), it.value()});
  std::sort(code_counts_.begin(), code_counts_.end(), [](const auto& a, const auto& b) { return std::tie(b.second, a.first) < std::tie(a.second, b.first); });
}

QString RecordFacts::title(const QString& code) const {
  const auto found = reasons_.constFind(code);
  return found == reasons_.constEnd() ? code : words(*found);
}

void RecordFacts::rowChanged(int row) {
  tokens_.remove(row);
  codes_.remove(row);
}

void RecordFacts::rowInserted(int row) { shift(row, +1); }

void RecordFacts::rowRemoved(int row) {
  tokens_.remove(row);
  codes_.remove(row);
  shift(row + 1, -1);
}

void RecordFacts::shift(int from, int by) {
  const auto moved = [&](auto& hash) {
    std::decay_t<decltype(hash)> out;
    for (auto it = hash.begin(); it != hash.end(); ++it) out[it.key() >= from ? it.key() + by : it.key()] = it.value();
    hash = std::move(out);
  };
  moved(tokens_);
  moved(codes_);
}

QString problemTitle(const QString& code) {
  static constexpr struct {
    const char *code, *title;
  } kTitles[] = {
      {"data.cut", QT_TRANSLATE_NOOP("lathe::ui::RecordFacts", "Cut")},
      {"data.too_long", QT_TRANSLATE_NOOP("lathe::ui::RecordFacts", "Too long")},
      {"data.duplicate", QT_TRANSLATE_NOOP("lathe::ui::RecordFacts", "Duplicates")},
      {"data.empty", QT_TRANSLATE_NOOP("lathe::ui::RecordFacts", "Empty")},
      {"data.empty_field", QT_TRANSLATE_NOOP("lathe::ui::RecordFacts", "Empty field")},
      {"data.nothing_learned", QT_TRANSLATE_NOOP("lathe::ui::RecordFacts", "Nothing learned")},
      {"data.missing_field", QT_TRANSLATE_NOOP("lathe::ui::RecordFacts", "Missing field")},
      {"data.wrong_type", QT_TRANSLATE_NOOP("lathe::ui::RecordFacts", "Wrong kind")},
      {"data.no_end_mark", QT_TRANSLATE_NOOP("lathe::ui::RecordFacts", "No end mark")},
      {"data.begin_marks", QT_TRANSLATE_NOOP("lathe::ui::RecordFacts", "Begin marks")},
      {"data.contradiction", QT_TRANSLATE_NOOP("lathe::ui::RecordFacts", "Contradictions")},
      {"data.bad_pair", QT_TRANSLATE_NOOP("lathe::ui::RecordFacts", "Pair that cannot be compared")},
      {"data.tool_calls", QT_TRANSLATE_NOOP("lathe::ui::RecordFacts", "Tool calls")},
      {"data.weight", QT_TRANSLATE_NOOP("lathe::ui::RecordFacts", "Weight")},
      {"data.bad_row", QT_TRANSLATE_NOOP("lathe::ui::RecordFacts", "Row that does not fit")},
      {"data.too_large", QT_TRANSLATE_NOOP("lathe::ui::RecordFacts", "Too large")},
      {"data.bad_quote", QT_TRANSLATE_NOOP("lathe::ui::RecordFacts", "Quotation marks")},
      {"data.open_quote", QT_TRANSLATE_NOOP("lathe::ui::RecordFacts", "Open quotation mark")},
      {"data.bad_role", QT_TRANSLATE_NOOP("lathe::ui::RecordFacts", "Unknown speaker")},
      {"data.bad_turns", QT_TRANSLATE_NOOP("lathe::ui::RecordFacts", "Order of turns")},
      {"data.control_token", QT_TRANSLATE_NOOP("lathe::ui::RecordFacts", "Control token in text")},
      {"data.not_object", QT_TRANSLATE_NOOP("lathe::ui::RecordFacts", "Not a record")},
      {"data.not_json", QT_TRANSLATE_NOOP("lathe::ui::RecordFacts", "Not JSON")},
      {"data.bad_json", QT_TRANSLATE_NOOP("lathe::ui::RecordFacts", "Not JSON")},
      {"data.torn", QT_TRANSLATE_NOOP("lathe::ui::RecordFacts", "Cut off line")},
      {"data.tools", QT_TRANSLATE_NOOP("lathe::ui::RecordFacts", "Tools")},
      {"data.not_encoded", QT_TRANSLATE_NOOP("lathe::ui::RecordFacts", "Not encoded")},
      {"data.not_rendered", QT_TRANSLATE_NOOP("lathe::ui::RecordFacts", "Not rendered")},
      {"data.frame", QT_TRANSLATE_NOOP("lathe::ui::RecordFacts", "Frame")}};
  for (const auto& known : kTitles)
    if (code == QLatin1String(known.code)) return QCoreApplication::translate("lathe::ui::RecordFacts", known.title);
  return code.section('.', -1).replace('_', ' ');
}

}  // namespace lathe::ui
