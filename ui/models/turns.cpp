#include "ui/models/turns.h"

#include <string_view>
#include <utility>

#include "core/data/formats/turns.h"
#include "ui/bridge/text.h"

namespace lathe::ui {
namespace {

struct PlacedTurn {
  Turn turn;
  Json::json_pointer place;
};

Turn::Kind kindNamed(const std::string& written) {
  const std::string role = data::role_named(written);
  return role == "system" ? Turn::Kind::system : role == "user" ? Turn::Kind::user : role == "assistant" ? Turn::Kind::assistant : Turn::Kind::other;
}

Turn::Kind kindOf(const Json& turn) {
  const Json& written = member(turn, data::role_key(turn));
  return written.is_string() ? kindNamed(written.get<std::string>()) : Turn::Kind::other;
}

// The list that the record's turns stand in; null: its members are the turns.
const char* listOf(const Json& record) {
  return data::has_list(record, "messages") ? "messages" : data::has_list(record, "conversations") ? "conversations" : nullptr;
}

std::string textOf(const Json& value) { return value.is_string() ? value.get<std::string>() : value.is_null() ? std::string() : value.dump(); }

// Lists and objects are no text, so none is shown for them: typing would put one in their place.
void place(const Json& value, Turn turn, Json::json_pointer at, std::vector<PlacedTurn>& out) {
  if (value.is_structured()) return;
  turn.text = qs(textOf(value));
  out.push_back({std::move(turn), std::move(at)});
}

// Content may be a list of parts, of which texts are shown.
void placeContent(const Json& turn, const Turn& shown, const Json::json_pointer& at, std::vector<PlacedTurn>& out) {
  const char* key = data::content_key(turn);
  const Json& content = member(turn, key);
  if (!content.is_array()) return place(content, shown, at / key, out);
  for (size_t i = 0; i < content.size(); ++i) {
    const char* text = data::has_text(content[i], "text") ? "text" : "value";
    if (member(content[i], "type") == "text" && data::has_text(content[i], text)) place(content[i][text], shown, at / key / i / text, out);
  }
}

void placeList(const Json& record, const char* list, std::vector<PlacedTurn>& out) {
  for (size_t i = 0; i < record[list].size(); ++i)
    if (const Json& turn = record[list][i]; turn.is_object()) placeContent(turn, {kindOf(turn), {}, list}, Json::json_pointer("") / list / i, out);
}

void placeMember(const Json& record, const char* key, Turn::Kind kind, std::vector<PlacedTurn>& out) {
  if (record.contains(key)) place(record[key], {kind, {}, key}, Json::json_pointer("") / key, out);
}

void placeAlpaca(const Json& record, std::vector<PlacedTurn>& out) {
  placeMember(record, "system", Turn::Kind::system, out);
  const Json& history = member(record, "history");
  for (size_t i = 0; history.is_array() && i < history.size(); ++i)
    for (size_t side = 0; history[i].is_array() && side < history[i].size() && side < 2; ++side)
      place(history[i][side], {side == 0 ? Turn::Kind::user : Turn::Kind::assistant, {}, "history"}, Json::json_pointer("") / "history" / i / side, out);
  placeMember(record, "instruction", Turn::Kind::user, out);
  placeMember(record, "input", Turn::Kind::input, out);
  placeMember(record, "output", Turn::Kind::assistant, out);
}

std::vector<PlacedTurn> placed(const Json& record) {
  std::vector<PlacedTurn> out;
  if (!record.is_object()) return out;
  const char* list = listOf(record);
  if (!list) return placeAlpaca(record, out), out;
  if (data::has_text(record, "system")) placeMember(record, "system", Turn::Kind::system, out);
  placeList(record, list, out);
  return out;
}

// An empty turn, spelled as the last one of its kind in the list, else as its neighbours are.
Json emptyTurn(const Json& list, bool share_gpt, Turn::Kind kind) {
  const Json* like = nullptr;
  const Json* beside = nullptr;
  for (const Json& turn : list) {
    if (!turn.is_object()) continue;
    beside = &turn;
    if (kindOf(turn) == kind) like = &turn;
  }
  const bool from = beside ? std::string_view(data::role_key(*beside)) == "from" : share_gpt;
  const std::string usual = kind == Turn::Kind::system ? "system" : kind == Turn::Kind::user ? (from ? "human" : "user") : from ? "gpt" : "assistant";
  if (!beside) return from ? Json{{"from", usual}, {"value", ""}} : Json{{"role", usual}, {"content", ""}};
  const Json& spelled = like ? *like : *beside;
  const char* key = data::content_key(spelled);
  Json content = "";
  if (const Json& parts = member(spelled, key); parts.is_array()) {
    const bool as_value = !parts.empty() && data::has_text(parts.front(), "value");
    content = Json::array({Json{{"type", "text"}, {as_value ? "value" : "text", ""}}});
  }
  return {{data::role_key(spelled), like ? (*like)[data::role_key(*like)] : Json(usual)}, {key, std::move(content)}};
}

// Beside answers of its own a list ends with the question, and no turns may follow.
bool hasAnswers(const Json& record) {
  for (const char* key : {"chosen", "rejected", "completion"})
    if (record.contains(key)) return true;
  return false;
}

}  // namespace

bool takesTurns(const Json& record) {
  if (!record.is_object() || hasAnswers(record)) return false;
  const auto isText = [&](const char* key) { return record.contains(key) && !record[key].is_structured(); };
  return listOf(record) || (isText("instruction") && isText("output"));
}

bool takesSystem(const Json& record) {
  return record.is_object() && (listOf(record) || data::has_list(record, "prompt") || data::first_text(record, {"instruction", "prompt", "question", "query"}));
}

std::vector<Turn> turnsOf(const Json& record) {
  std::vector<Turn> out;
  for (PlacedTurn& one : placed(record)) out.push_back(std::move(one.turn));
  return out;
}

Json withTurnText(const Json& record, size_t turn, const QString& text) {
  const std::vector<PlacedTurn> all = placed(record);
  Json out = record;
  if (turn < all.size()) out[all[turn].place] = ss(text);
  return out;
}

Json withTurnAdded(const Json& record) {
  Json out = record;
  if (const char* list = listOf(record)) {
    const bool share_gpt = std::string_view(list) == "conversations";
    for (const Turn::Kind kind : {Turn::Kind::user, Turn::Kind::assistant}) out[list].push_back(emptyTurn(record[list], share_gpt, kind));
    return out;
  }
  // Alpaca: what was asked last becomes history, and a new question stands in its place.
  if (!data::has_list(record, "history")) out["history"] = Json::array();
  std::string question = textOf(member(record, "instruction"));
  if (const std::string input = textOf(member(record, "input")); !input.empty()) question += "\n" + input;
  out["history"].push_back(Json::array({question, textOf(member(record, "output"))}));
  for (const char* key : {"instruction", "input", "output"})
    if (out.contains(key)) out[key] = "";
  return out;
}

bool hasSystem(const Json& record) {
  const char* list = record.is_object() ? listOf(record) : nullptr;
  if (!list) return record.is_object() && record.contains("system");
  return data::has_text(record, "system") || (!record[list].empty() && kindOf(record[list].front()) == Turn::Kind::system);
}

Json withSystemAdded(const Json& record) {
  if (hasSystem(record)) return record;
  Json out = record;
  if (const char* list = listOf(record)) out[list].insert(out[list].begin(), emptyTurn(record[list], std::string_view(list) == "conversations", Turn::Kind::system));
  else out["system"] = "";
  return out;
}

Json withLastTurnRemoved(const Json& record) {
  if (!takesTurns(record)) return record;
  Json out = record;
  if (const char* list = listOf(record)) {
    std::vector<ptrdiff_t> questions;
    for (size_t i = 0; i < record[list].size(); ++i)
      if (kindOf(record[list][i]) == Turn::Kind::user) questions.push_back(static_cast<ptrdiff_t>(i));
    if (questions.size() > 1) out[list].erase(out[list].begin() + questions.back(), out[list].end());
  } else if (data::has_list(record, "history") && !record["history"].empty()) {
    const Json& last = record["history"].back();
    out["history"].erase(out["history"].end() - 1);
    out["instruction"] = last.is_array() && !last.empty() ? last[0] : Json("");
    if (out.contains("input")) out["input"] = "";
    out["output"] = last.is_array() && last.size() > 1 ? last[1] : Json("");
  }
  return out;
}

}  // namespace lathe::ui
