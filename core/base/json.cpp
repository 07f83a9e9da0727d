#include "core/base/json.h"

#include <cmath>
#include <functional>
#include <unordered_set>

#include "core/base/files.h"
#include "core/base/utf8.h"

namespace lathe {
namespace {

// Builds the value without nlohmann's own DOM builder, which keeps the last of duplicate keys and looks each key up
// linearly in an ordered object.
class Builder : public nlohmann::json_sax<Json> {
 public:
  Builder(const std::string& name, const JsonLimits& limits) : name_(name), limits_(limits) {}

  bool null() override { return put(nullptr); }
  bool boolean(bool value) override { return put(value); }
  bool number_integer(number_integer_t value) override { return put(value); }
  bool number_unsigned(number_unsigned_t value) override { return put(value); }
  bool number_float(number_float_t value, const string_t& text) override {
    if (!std::isfinite(value))
      throw Error("json.number", phrase(LATHE_TR("[read_json] {0}: the number {1} is out of range"), name_, text));
    return put(value);
  }
  bool string(string_t& value) override { return put(std::move(value)); }
  bool binary(binary_t&) override { return false; }
  bool start_object(size_t) override { return open(Json::object()); }
  bool start_array(size_t) override { return open(Json::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& value) override {
    if (!open_.back().keys.insert(value).second)
      throw Error("json.duplicate_key", phrase(LATHE_TR("[read_json] {0}: the key \"{1}\" stands twice"), name_, value),
                  phrase(LATHE_TR("Remove one of the two.")));
    open_.back().key = std::move(value);
    return true;
  }
  bool parse_error(size_t position, const std::string&, const nlohmann::detail::exception& fault) override {
    std::string reason = fault.what();                       // "[json.exception...] parse error at ...: syntax error ..."
    if (const size_t colon = reason.find(": "); colon != std::string::npos) reason = reason.substr(colon + 2);
    throw Error(fault.id == 406 ? "json.number" : "json.syntax",   // the parser quotes faulty bytes as they are
                phrase(LATHE_TR("[read_json] {0}: not valid JSON at byte {1}: {2}"), name_, position, repair_utf8(reason)),
                phrase(LATHE_TR("Correct the file at that place.")));
  }
  Json take() { return std::move(root_); }

 private:
  struct Level {
    Json value;
    std::string key;
    std::unordered_set<std::string> keys;
  };
  bool open(Json value) {
    if (static_cast<int>(open_.size()) >= limits_.max_depth)
      throw Error("json.depth", phrase(LATHE_TR("[read_json] {0}: nested deeper than {1} levels"), name_, limits_.max_depth));
    open_.push_back({std::move(value), {}, {}});
    return true;
  }
  bool close() {
    Json done = std::move(open_.back().value);
    open_.pop_back();
    return put(std::move(done));
  }
  bool put(Json value) {
    if (++values_ > limits_.max_values)
      throw Error("json.values", phrase(LATHE_TR("[read_json] {0}: more than the {1} values allowed here"), name_, limits_.max_values));
    if (open_.empty()) { root_ = std::move(value); return true; }
    Level& level = open_.back();
    if (level.value.is_array()) level.value.get_ref<Json::array_t&>().push_back(std::move(value));
    else level.value.get_ref<Json::object_t&>().Container::emplace_back(std::move(level.key), std::move(value));
    return true;
  }
  const std::string& name_;
  const JsonLimits& limits_;
  size_t values_ = 0;
  Json root_;
  std::vector<Level> open_;
};

nlohmann::json sorted(const Json& value) {
  if (value.is_object()) {
    nlohmann::json out = nlohmann::json::object();
    for (const auto& [key, item] : value.items()) out[key] = sorted(item);
    return out;
  }
  if (value.is_array()) {
    nlohmann::json out = nlohmann::json::array();
    for (const Json& item : value) out.push_back(sorted(item));
    return out;
  }
  return value;
}

[[noreturn]] void wrong_type(const std::string& name, const char* key, const Phrase& wanted, const Json& found) {
  throw Error("json.wrong_type", phrase(LATHE_TR("[read_json] {0}: \"{1}\" must be {2}, but is {3}"), name, key, wanted,
                                        found.is_null() ? phrase(LATHE_TR("missing")) : plain_text(shown(found))));
}

template <class Read>
auto read_or(const Json& object, const char* key, Read read, decltype(read()) absent) {
  return member(object, key).is_null() ? std::move(absent) : read();
}

}  // namespace

Json parse_json(std::string_view text, const std::string& name, JsonLimits limits) {
  if (text.size() > limits.max_bytes)
    throw Error("json.size", phrase(LATHE_TR("[read_json] {0}: {1} bytes is more than the {2} allowed here"), name,
                                    text.size(), limits.max_bytes));
  // The parser takes a NUL for the end and would ignore what follows.
  if (const size_t nul = text.find('\0'); nul != std::string_view::npos)
    throw Error("json.syntax", phrase(LATHE_TR("[read_json] {0}: not valid JSON at byte {1}: a NUL character"), name, nul),
                phrase(LATHE_TR("Correct the file at that place.")));
  Builder builder(name, limits);
  Json::sax_parse(text.begin(), text.end(), &builder);
  return builder.take();
}

Json read_json_file(const std::filesystem::path& path, JsonLimits limits) {
  const std::string text = read_text_file(path, limits.max_bytes);
  std::string_view view = text;
  if (view.starts_with("\xEF\xBB\xBF")) view.remove_prefix(3);
  return parse_json(view, path.filename().string(), limits);
}

std::string to_sorted_text(const Json& value) { return sorted(value).dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n"; }

std::string shown(const Json& value) {
  constexpr size_t kMost = 60;
  const std::string text = value.dump(-1, ' ', false, Json::error_handler_t::replace);
  return text.size() <= kMost ? text : std::string(cut_utf8(text, kMost)) + "…";
}

const Json& member(const Json& object, const char* key) {
  static const Json absent;
  if (!object.is_object()) return absent;
  const auto found = object.find(key);
  return found == object.end() ? absent : *found;
}

std::string string_at(const Json& object, const char* key, const std::string& name) {
  const Json& value = member(object, key);
  if (!value.is_string()) wrong_type(name, key, phrase(LATHE_TR("text")), value);
  return value.get<std::string>();
}

int64_t int_at(const Json& object, const char* key, const std::string& name, int64_t min, int64_t max) {
  const Json& value = member(object, key);
  const bool too_big = value.is_number_unsigned() && value.get<uint64_t>() > static_cast<uint64_t>(INT64_MAX);
  if (!value.is_number_integer() || too_big) wrong_type(name, key, phrase(LATHE_TR("a whole number")), value);
  const int64_t number = value.get<int64_t>();
  if (number < min || number > max)
    throw Error("json.range", phrase(LATHE_TR("[read_json] {0}: \"{1}\" is {2}; it must lie between {3} and {4}"), name,
                                     key, number, min, max));
  return number;
}

double number_at(const Json& object, const char* key, const std::string& name) {
  const Json& value = member(object, key);
  if (!value.is_number()) wrong_type(name, key, phrase(LATHE_TR("a number")), value);
  return value.get<double>();
}

bool bool_at(const Json& object, const char* key, const std::string& name) {
  const Json& value = member(object, key);
  if (!value.is_boolean()) wrong_type(name, key, phrase(LATHE_TR("true or false")), value);
  return value.get<bool>();
}

std::string string_or(const Json& object, const char* key, const std::string& name, std::string absent) {
  return read_or(object, key, [&] { return string_at(object, key, name); }, std::move(absent));
}
int64_t int_or(const Json& object, const char* key, const std::string& name, int64_t absent, int64_t min, int64_t max) {
  return read_or(object, key, [&] { return int_at(object, key, name, min, max); }, absent);
}
double number_or(const Json& object, const char* key, const std::string& name, double absent) {
  return read_or(object, key, [&] { return number_at(object, key, name); }, absent);
}
bool bool_or(const Json& object, const char* key, const std::string& name, bool absent) {
  return read_or(object, key, [&] { return bool_at(object, key, name); }, absent);
}

}  // namespace lathe
