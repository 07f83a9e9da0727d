#include "ui/models/turns.h"

#include "ui/bridge/text.h"

namespace lathe::ui {
namespace {

// How the list formats name things.
struct ListShape {
  const char *list, *role, *text, *user, *assistant, *system;
};
constexpr ListShape kMessages = {"messages", "role", "content", "user", "assistant", "system"};
constexpr ListShape kShareGpt = {"conversations", "from", "value", "human", "gpt", "system"};

const ListShape* shapeOf(const Json& record) {
  for (const ListShape* shape : {&kMessages, &kShareGpt})
    if (record.contains(shape->list) && record[shape->list].is_array()) return shape;
  return nullptr;
}

struct PlacedTurn {
  Turn turn;
  Json::json_pointer place;
};

std::string textOf(const Json& value) { return value.is_string() ? value.get<std::string>() : value.is_null() ? std::string() : value.dump(); }

Turn::Kind kindOf(const std::string& role) {
  if (role == "system") return Turn::Kind::system;
  if (role == "user" || role == "human") return Turn::Kind::user;
  if (role == "assistant" || role == "gpt" || role == "model" || role == "bot") return Turn::Kind::assistant;
  return Turn::Kind::other;
}

void placeList(const Json& record, const ListShape& shape, std::vector<PlacedTurn>& out) {
  const Json& list = record[shape.list];
  for (size_t i = 0; i < list.size(); ++i) {
    if (!list[i].is_object()) continue;
    const std::string role = list[i].contains(shape.role) ? textOf(list[i][shape.role]) : "";
    const std::string text = list[i].contains(shape.text) ? textOf(list[i][shape.text]) : "";
    out.push_back({{kindOf(role), qs(text), shape.list}, Json::json_pointer("") / shape.list / i / shape.text});
  }
}

void placeMember(const Json& record, const char* key, Turn::Kind kind, std::vector<PlacedTurn>& out) {
  if (record.contains(key)) out.push_back({{kind, qs(textOf(record[key])), key}, Json::json_pointer("") / key});
}

void placeAlpaca(const Json& record, std::vector<PlacedTurn>& out) {
  placeMember(record, "system", Turn::Kind::system, out);
  if (const auto history = record.find("history"); history != record.end() && history->is_array())
    for (size_t i = 0; i < history->size(); ++i)
      for (size_t side = 0; side < (*history)[i].size() && side < 2 && (*history)[i].is_array(); ++side)
        out.push_back({{side == 0 ? Turn::Kind::user : Turn::Kind::assistant, qs(textOf((*history)[i][side])), "history"},
                       Json::json_pointer("") / "history" / i / side});
  placeMember(record, "instruction", Turn::Kind::user, out);
  placeMember(record, "input", Turn::Kind::input, out);
  placeMember(record, "output", Turn::Kind::assistant, out);
}

std::vector<PlacedTurn> placed(const Json& record) {
  std::vector<PlacedTurn> out;
  if (!record.is_object()) return out;
  if (const ListShape* shape = shapeOf(record)) {
    if (record.contains("system") && record["system"].is_string()) placeMember(record, "system", Turn::Kind::system, out);
    placeList(record, *shape, out);
  } else {
    placeAlpaca(record, out);
  }
  return out;
}

Json messageOf(const ListShape& shape, const char* role) { return {{shape.role, role}, {shape.text, ""}}; }

}  // namespace

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
  if (const ListShape* shape = shapeOf(record)) {
    out[shape->list].push_back(messageOf(*shape, shape->user));
    out[shape->list].push_back(messageOf(*shape, shape->assistant));
    return out;
  }
  // Alpaca: what was asked last becomes history, and a new question stands in its place.
  if (!out.contains("history") || !out["history"].is_array()) out["history"] = Json::array();
  std::string question = out.contains("instruction") ? textOf(out["instruction"]) : "";
  if (out.contains("input") && !textOf(out["input"]).empty()) question += "\n" + textOf(out["input"]);
  out["history"].push_back(Json::array({question, out.contains("output") ? textOf(out["output"]) : ""}));
  out["instruction"] = "";
  out["input"] = "";
  out["output"] = "";
  return out;
}

bool hasSystem(const Json& record) {
  const std::vector<Turn> turns = turnsOf(record);
  return !turns.empty() && turns.front().kind == Turn::Kind::system;
}

Json withSystemAdded(const Json& record) {
  if (hasSystem(record)) return record;
  Json out = record;
  if (const ListShape* shape = shapeOf(record)) out[shape->list].insert(out[shape->list].begin(), messageOf(*shape, shape->system));
  else out["system"] = "";
  return out;
}

Json withLastTurnRemoved(const Json& record) {
  Json out = record;
  if (const ListShape* shape = shapeOf(record)) {
    Json& list = out[shape->list];
    std::vector<size_t> questions;
    for (size_t i = 0; i < list.size(); ++i)
      if (list[i].is_object() && list[i].contains(shape->role) && kindOf(textOf(list[i][shape->role])) == Turn::Kind::user) questions.push_back(i);
    if (questions.size() > 1) list.erase(list.begin() + static_cast<ptrdiff_t>(questions.back()), list.end());
  } else if (out.contains("history") && out["history"].is_array() && !out["history"].empty()) {
    const Json last = out["history"].back();
    out["history"].erase(out["history"].end() - 1);
    out["instruction"] = last.is_array() && !last.empty() ? last[0] : Json("");
    out["input"] = "";
    out["output"] = last.is_array() && last.size() > 1 ? last[1] : Json("");
  }
  return out;
}

}  // namespace lathe::ui
