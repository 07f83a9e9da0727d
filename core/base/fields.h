// One table per settings struct, and everything made from it: JSON in and out, checks with all faults at once, rows
// for forms and help. A struct T has defaults in its members and
//   static constexpr auto fields() { return std::tuple{field<&T::rank>("rank", {.label = LATHE_TR("Rank"), ...}), ...}; }
// Member types: bool, int, int64_t, double, std::string, std::vector<std::string>, or another struct with fields().
#pragma once
#include <array>
#include <cmath>
#include <concepts>
#include <limits>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "core/base/json.h"
#include "core/base/option_info.h"

namespace lathe {

struct FieldChoice {
  const char* value;
  const char* label;
};

struct FieldInfo {
  const char* label = "";
  const char* help = "";
  const char* unit = "";
  double min = -std::numeric_limits<double>::infinity();
  double max = std::numeric_limits<double>::infinity();
  bool advanced = false;
  std::span<const FieldChoice> choices = {};
};

template <class Struct, class Member>
struct Field {
  const char* name;
  Member Struct::*member;
  FieldInfo info;
};

namespace detail {
template <class T> struct MemberOf;
template <class S, class M> struct MemberOf<M S::*> { using Struct = S; using Member = M; };

template <class T> concept HasFields = requires { T::fields(); };

// Read one value into `out`; returns the fault, empty when there is none.
Phrase read_value(const Json& value, const FieldInfo& info, bool& out);
Phrase read_value(const Json& value, const FieldInfo& info, int& out);
Phrase read_value(const Json& value, const FieldInfo& info, int64_t& out);
Phrase read_value(const Json& value, const FieldInfo& info, double& out);
Phrase read_value(const Json& value, const FieldInfo& info, std::string& out);
Phrase read_value(const Json& value, const FieldInfo& info, std::vector<std::string>& out);
Issue unknown_key(const std::string& file, const std::string& path, const std::vector<std::string>& known);
OptionInfo option_row(const std::string& key, const FieldInfo& info, OptionKind kind, Json default_value);

template <class M> constexpr OptionKind kind_of() {
  if constexpr (std::same_as<M, bool>) return OptionKind::boolean;
  else if constexpr (std::integral<M>) return OptionKind::integer;
  else if constexpr (std::floating_point<M>) return OptionKind::number;
  else if constexpr (std::same_as<M, std::string>) return OptionKind::text;
  else return OptionKind::text_list;
}
}  // namespace detail

template <auto MemberPointer>
constexpr auto field(const char* name, FieldInfo info = {}) {
  using Of = detail::MemberOf<decltype(MemberPointer)>;
  return Field<typename Of::Struct, typename Of::Member>{name, MemberPointer, info};
}

template <class T>
Json fields_to_json(const T& object) {
  Json out = Json::object();
  std::apply([&](const auto&... f) {
    [[maybe_unused]] const auto put = [&](const auto& one) {
      if constexpr (detail::HasFields<std::decay_t<decltype(object.*one.member)>>) out[one.name] = fields_to_json(object.*one.member);
      else out[one.name] = object.*one.member;
    };
    (put(f), ...);
  }, T::fields());
  return out;
}

// Reads what is there into `object` (absent keys keep their value) and returns every fault: wrong kind, out of range,
// not one of the choices, unknown key with the nearest known one. `file` and `path` open each issue.
template <class T>
std::vector<Issue> fields_from_json(const Json& json, T& object, const std::string& file, const std::string& path = "") {
  std::vector<Issue> issues;
  const auto dotted = [&path](const std::string& key) { return path.empty() ? key : path + "." + key; };
  if (!json.is_object()) return {{file, 0, path, phrase(LATHE_TR("must be an object with settings")), "config.wrong_type"}};
  std::vector<std::string> known;
  std::apply([&](const auto&... f) {
    [[maybe_unused]] const auto get = [&](const auto& one) {
      known.push_back(one.name);
      const auto found = json.find(one.name);
      if (found == json.end()) return;
      if constexpr (detail::HasFields<std::decay_t<decltype(object.*one.member)>>) {
        for (Issue& issue : fields_from_json(*found, object.*one.member, file, dotted(one.name))) issues.push_back(std::move(issue));
      } else if (Phrase fault = detail::read_value(*found, one.info, object.*one.member); !fault.empty()) {
        issues.push_back({file, 0, dotted(one.name), std::move(fault), "config.value"});
      }
    };
    (get(f), ...);
  }, T::fields());
  for (const auto& [key, value] : json.items())
    if (std::find(known.begin(), known.end(), key) == known.end()) issues.push_back(detail::unknown_key(file, dotted(key), known));
  return issues;
}

template <class T>
std::vector<OptionInfo> option_rows(const std::string& path = "") {
  std::vector<OptionInfo> rows;
  const T defaults{};
  std::apply([&](const auto&... f) {
    [[maybe_unused]] const auto add = [&](const auto& one) {
      using Member = std::decay_t<decltype(defaults.*one.member)>;
      const std::string key = path.empty() ? one.name : path + "." + one.name;
      if constexpr (detail::HasFields<Member>) {
        for (OptionInfo& row : option_rows<Member>(key)) rows.push_back(std::move(row));
      } else {
        rows.push_back(detail::option_row(key, one.info, detail::kind_of<Member>(), Json(defaults.*one.member)));
      }
    };
    (add(f), ...);
  }, T::fields());
  return rows;
}

// "peft.rank=32": puts the value at the dotted path: JSON if it parses, else text; for a text among `rows` always text,
// unless it is quoted. Throws Error config.bad_set.
void apply_setting(Json& document, const std::string& assignment, std::span<const OptionInfo> rows = {});

}  // namespace lathe
