// A record as turns of a conversation and back, so that one editor serves every format. Members that no turn shows are
// kept as they are, and every turn keeps its spelling.
#pragma once
#include <QString>
#include <vector>

#include "core/base/json.h"

namespace lathe::ui {

struct Turn {
  enum class Kind { system, user, input, assistant, other };
  Kind kind = Kind::user;
  QString text;
  std::string field;                     // where it stands, for naming the edit: "output", "messages"
};

std::vector<Turn> turnsOf(const Json& record);
// The record with one turn's text changed; the others stay byte for byte.
Json withTurnText(const Json& record, size_t turn, const QString& text);
// Whether more turns may follow, and whether a system text may stand before them.
bool takesTurns(const Json& record);
bool takesSystem(const Json& record);
// A question and an answer more at the end, spelled as those before.
Json withTurnAdded(const Json& record);
// An empty system line at the start; the record itself where it has one.
Json withSystemAdded(const Json& record);
// The last question taken away with all that answers it; the record itself when it is the only one.
Json withLastTurnRemoved(const Json& record);
bool hasSystem(const Json& record);

}  // namespace lathe::ui
