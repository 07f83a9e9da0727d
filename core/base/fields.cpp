#include "core/base/fields.h"

#include <algorithm>

#include "core/base/nearest_word.h"

namespace lathe {
namespace {

Phrase out_of_range(double value, const FieldInfo& info) {
  if (value >= info.min && value <= info.max) return {};
  if (std::isinf(info.max)) return phrase(LATHE_TR("is {0}; it must be at least {1}"), value, info.min);
  return phrase(LATHE_TR("is {0}; it must lie between {1} and {2}"), value, info.min, info.max);
}

bool is_text(const std::string& key, std::span<const OptionInfo> rows) {
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const OptionInfo& one) { return one.key == key; });
  return row != rows.end() && (row->kind == OptionKind::text || row->kind == OptionKind::choice);
}

bool is_text_list(const std::string& key, std::span<const OptionInfo> rows) {
  return std::any_of(rows.begin(), rows.end(), [&](const OptionInfo& one) { return one.key == key && one.kind == OptionKind::text_list; });
}

Json setting_value(const std::string& text, bool wants_text) {
  if (wants_text && !text.starts_with('"')) return text;
  try {
    return parse_json(text, "--set");
  } catch (const Error&) {
    return text;   // a bare word is text
  }
}

}  // namespace

namespace detail {

Phrase read_value(const Json& value, const FieldInfo&, bool& out) {
  if (!value.is_boolean()) return phrase(LATHE_TR("must be true or false, but is {0}"), shown(value));
  out = value.get<bool>();
  return {};
}

Phrase read_value(const Json& value, const FieldInfo& info, int64_t& out) {
  const bool whole = value.is_number_integer() && !(value.is_number_unsigned() && value.get<uint64_t>() > uint64_t{INT64_MAX});
  if (!whole) return phrase(LATHE_TR("must be a whole number, but is {0}"), shown(value));
  const int64_t number = value.get<int64_t>();
  if (Phrase fault = out_of_range(static_cast<double>(number), info); !fault.empty()) return fault;
  out = number;
  return {};
}

Phrase read_value(const Json& value, const FieldInfo& info, int& out) {
  FieldInfo narrow = info;
  narrow.min = std::max(narrow.min, static_cast<double>(std::numeric_limits<int>::min()));
  narrow.max = std::min(narrow.max, static_cast<double>(std::numeric_limits<int>::max()));
  int64_t wide = out;
  Phrase fault = read_value(value, narrow, wide);
  out = static_cast<int>(wide);
  return fault;
}

Phrase read_value(const Json& value, const FieldInfo& info, double& out) {
  if (!value.is_number()) return phrase(LATHE_TR("must be a number, but is {0}"), shown(value));
  if (Phrase fault = out_of_range(value.get<double>(), info); !fault.empty()) return fault;
  out = value.get<double>();
  return {};
}

Phrase read_value(const Json& value, const FieldInfo& info, std::string& out) {
  if (!value.is_string()) return phrase(LATHE_TR("must be text, but is {0}"), shown(value));
  const std::string text = value.get<std::string>();
  std::string allowed;
  for (const FieldChoice& choice : info.choices) {
    const std::string_view value = choice.value;           // "*.jinja": any text that ends so
    if (text == value || (value.starts_with('*') && text.size() >= value.size() && text.ends_with(value.substr(1)))) { allowed.clear(); break; }
    allowed += (allowed.empty() ? "" : ", ") + std::string(choice.value);
  }
  if (!allowed.empty()) return phrase(LATHE_TR("is \"{0}\"; it must be one of: {1}"), text, allowed);
  out = text;
  return {};
}

Phrase read_value(const Json& value, const FieldInfo&, std::vector<std::string>& out) {
  const bool fits = value.is_array() && std::all_of(value.begin(), value.end(), [](const Json& item) { return item.is_string(); });
  if (!fits) return phrase(LATHE_TR("must be a list of texts, but is {0}"), shown(value));
  out = value.get<std::vector<std::string>>();
  return {};
}

Issue unknown_key(const std::string& file, const std::string& path, const std::vector<std::string>& known) {
  const std::string key = path.substr(path.rfind('.') + 1);
  const std::string nearest = nearest_word(key, known);
  Phrase reason = nearest.empty() ? phrase(LATHE_TR("is not a setting")) : phrase(LATHE_TR("is not a setting; the nearest one is \"{0}\""), nearest);
  return {file, 0, path, std::move(reason), "config.unknown_key"};
}

OptionInfo option_row(const std::string& key, const FieldInfo& info, OptionKind kind, Json default_value) {
  OptionInfo row{key, kind, info.label, info.help, info.unit, std::move(default_value), info.min, info.max, info.advanced, {}};
  for (const FieldChoice& choice : info.choices) row.choices.push_back({choice.value, choice.label});
  if (!row.choices.empty() && kind == OptionKind::text) row.kind = OptionKind::choice;
  return row;
}

}  // namespace detail

void apply_setting(Json& document, const std::string& assignment, std::span<const OptionInfo> rows) {
  const size_t equals = assignment.find('=');
  if (equals == std::string::npos || equals == 0)
    throw Error("config.bad_set", phrase(LATHE_TR("[set] \"{0}\" is not of the form key=value"), assignment),
                phrase(LATHE_TR("Write for example --set peft.rank=32.")));
  std::string path = assignment.substr(0, equals);
  Json value = setting_value(assignment.substr(equals + 1), is_text(path, rows));
  if (value.is_string() && is_text_list(path, rows)) value = Json::array({value});   // one text is a list of one
  Json* place = &document;
  for (size_t dot = path.find('.'); ; dot = path.find('.')) {
    if (place->is_null()) *place = Json::object();
    if (!place->is_object())
      throw Error("config.bad_set", phrase(LATHE_TR("[set] \"{0}\": the part before \"{1}\" is not an object"), assignment, path));
    if (dot == std::string::npos) break;
    place = &(*place)[path.substr(0, dot)];
    path.erase(0, dot + 1);
  }
  (*place)[path] = std::move(value);
}

}  // namespace lathe
