// What is known about each record besides its text: tokens and learned share (from the engine's desk thread), and the
// faults that the whole-set check named.
#pragma once
#include <QHash>
#include <QString>
#include <optional>
#include <vector>

#include "core/engine/event.h"

namespace lathe::ui {

struct TokenCount {
  int64_t tokens = 0, learned = 0;
  data::Fate fate = data::Fate::whole;
};

class RecordFacts {
 public:
  void clear();
  void setTokens(int row, const engine::ShownRecord& shown);
  const TokenCount* tokens(int row) const;
  // Issues carry the record's number, from 1, as their line.
  void setReport(const data::AuditReport& report);
  void clearReport();
  const std::optional<data::AuditReport>& report() const { return report_; }
  bool hasIssue(int row) const { return codes_.contains(row); }
  bool hasIssue(int row, const QString& code) const { return codes_.value(row).contains(code); }
  // Codes in the order of their frequency, with how many records have them.
  const std::vector<std::pair<QString, int>>& codes() const { return code_counts_; }
  int rowsWithIssues() const { return static_cast<int>(codes_.size()); }
  // The words for a code: those of its first issue.
  QString title(const QString& code) const;

  void rowChanged(int row);
  void rowInserted(int row);
  void rowRemoved(int row);

 private:
  void shift(int from, int by);

  QHash<int, TokenCount> tokens_;
  QHash<int, QStringList> codes_;
  std::vector<std::pair<QString, int>> code_counts_;
  QHash<QString, Phrase> reasons_;       // of the first issue of each code
  std::optional<data::AuditReport> report_;
};

// A few words for an issue's code, for chips; the code's own last part where none are known.
QString problemTitle(const QString& code);

}  // namespace lathe::ui
