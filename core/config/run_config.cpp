#include "core/config/run_config.h"

#include <algorithm>

#include "core/base/nearest_word.h"

namespace lathe::config {
namespace {

struct Choice {
  const char* key;
  const char* kind;                      // the member that chooses
};

// Free members are checked by the registry that owns them; here they only have to be objects whose kind is text. Without
// a kind the default stays.
void read_choice(Json& document, const Choice& choice, Json& out, const std::string& file, std::vector<Issue>& issues) {
  const auto found = document.find(choice.key);
  if (found == document.end()) return;
  if (!found->is_object() || (found->contains(choice.kind) && !(*found)[choice.kind].is_string())) {
    issues.push_back({file, 0, choice.key, phrase(LATHE_TR("must be an object with \"{0}\""), choice.kind), "config.wrong_type"});
  } else {
    Json chosen = {{choice.kind, out[choice.kind]}};
    chosen.update(*found);
    out = std::move(chosen);
  }
  document.erase(found);
}

void take_version(Json& document, const std::string& file) {
  const auto version = document.find("schema_version");
  if (version == document.end()) return;
  if (!version->is_number_integer() || *version > kSchemaVersion || *version < 1)
    throw Error("config.newer", phrase(LATHE_TR("[read_config] {0}: schema version {1} is not known to this Lathe (it knows {2})"), file,
                                       shown(*version), kSchemaVersion),
                phrase(LATHE_TR("Open it with the version that wrote it, or a newer one.")));
  document.erase(version);
}

// An unknown name at the top may be a group of a registry ("pfet"), or a setting without its group ("epochs").
std::vector<Issue> with_better_hints(std::vector<Issue> issues) {
  std::vector<std::string> names{"peft", "objective"};
  const std::vector<OptionInfo> rows = option_rows<RunConfig>();
  for (const OptionInfo& row : rows) names.push_back(row.key.substr(0, row.key.find('.')));
  for (Issue& issue : issues) {
    if (issue.code != "config.unknown_key" || issue.field.find('.') != std::string::npos) continue;
    std::string near;
    for (const char* kind : {"peft.method", "objective.kind"})
      if (std::string(kind).ends_with("." + issue.field)) near = kind;
    for (const OptionInfo& row : rows)
      if (row.key.ends_with("." + issue.field)) near = row.key;
    issue.reason = !near.empty() ? phrase(LATHE_TR("is not a setting; the nearest one is \"{0}\""), near)
                                 : phrase(LATHE_TR("is not a setting; the nearest one is \"{0}\" (those of the method begin with peft, as peft.rank)"), nearest_word(issue.field, names));
  }
  return issues;
}

// A setting that could not be read keeps its default; what the rules say about that default is not a fault of its own.
void add_new(std::vector<Issue>& issues, std::vector<Issue> more) {
  const size_t known = issues.size();
  for (Issue& issue : more)
    if (std::none_of(issues.begin(), issues.begin() + static_cast<std::ptrdiff_t>(known), [&](const Issue& old) { return old.field == issue.field; }))
      issues.push_back(std::move(issue));
}

[[noreturn]] void refuse(const std::string& file, std::vector<Issue> issues) {
  const Issue first = issues.front();
  const Phrase what = first.field.empty() ? first.reason : phrase("{0}: {1}", first.field, first.reason);
  throw Error("config.invalid",
              issues.size() == 1 ? phrase("[read_config] {0}: {1}", file, what)
                                 : phrase(LATHE_TR("[read_config] {0}: {1} settings are wrong; the first: {2}"), file, issues.size(), what),
              phrase(LATHE_TR("Correct it and start again.")), issues);
}

bool is_folder_name(const std::string& name) {
  const auto allowed = [](unsigned char c) { return c >= 0x80 || std::isalnum(c) || c == '-' || c == '_' || c == '.'; };
  return !name.empty() && name.size() <= 100 && name.front() != '.' && std::all_of(name.begin(), name.end(), allowed);
}

void flatten(const Json& value, const std::string& path, std::vector<std::pair<std::string, std::string>>& out) {
  if (value.is_object())
    for (const auto& [key, item] : value.items()) flatten(item, path.empty() ? key : path + "." + key, out);
  else
    out.emplace_back(path, value.dump());
}

std::string absolute(const std::string& path, const std::filesystem::path& folder) {
  if (path.empty() || std::filesystem::path(path).is_absolute()) return path;
  return std::filesystem::absolute(folder / path).lexically_normal().string();
}

}  // namespace

Json to_json(const RunConfig& config) {
  Json out = {{"schema_version", kSchemaVersion}};
  const Json typed = fields_to_json(config);
  for (const auto& [key, value] : typed.items()) out[key] = value;
  out["peft"] = config.peft;
  out["objective"] = config.objective;
  return out;
}

RunConfig run_config_from_json(const Json& json, const std::string& file, MoreChecks more) {
  if (!json.is_object()) refuse(file, {{file, 0, "", phrase(LATHE_TR("must be an object with settings")), "config.wrong_type"}});
  Json document = json;
  take_version(document, file);
  RunConfig config;
  std::vector<Issue> issues;
  read_choice(document, {"peft", "method"}, config.peft, file, issues);
  read_choice(document, {"objective", "kind"}, config.objective, file, issues);
  add_new(issues, with_better_hints(fields_from_json(document, config, file)));
  add_new(issues, validate(config, file));
  if (more) add_new(issues, more(config, file));
  if (!issues.empty()) refuse(file, std::move(issues));
  return config;
}

RunConfig read_run_config(const std::filesystem::path& path, const std::vector<std::string>& settings, MoreChecks more) {
  Json document = path.empty() ? Json::object() : read_json_file(path);
  if (document.is_object() && document.contains("config")) document = Json(document["config"]);   // the record of a run
  const std::vector<OptionInfo> rows = option_rows<RunConfig>();
  for (const std::string& setting : settings) apply_setting(document, setting, rows);
  RunConfig config = run_config_from_json(document, path.empty() ? "--set" : path.filename().string(), more);
  resolve_paths(config, path.empty() ? std::filesystem::current_path() : path.parent_path());
  return config;
}

void resolve_paths(RunConfig& config, const std::filesystem::path& folder) {
  config.model.path = absolute(config.model.path, folder);
  config.data.path = absolute(config.data.path, folder);
  config.data.eval_path = absolute(config.data.eval_path, folder);
}

std::vector<Issue> validate(const RunConfig& config, const std::string& file) {
  std::vector<Issue> issues;
  const auto add = [&](const char* field, Phrase reason) { issues.push_back({file, 0, field, std::move(reason), "config.value"}); };
  if (!is_folder_name(config.name)) add("name", phrase(LATHE_TR("may hold letters, digits, '-', '_' and '.', and not begin with '.'")));
  if (config.model.path.empty()) add("model.path", phrase(LATHE_TR("is empty; name a model folder")));
  if (config.data.path.empty()) add("data.path", phrase(LATHE_TR("is empty; name a file with records")));
  if (config.data.max_tokens > config.train.micro_tokens)
    add("train.micro_tokens", phrase(LATHE_TR("is {0}, less than data.max_tokens ({1}): one record may not fit"), config.train.micro_tokens,
                                     config.data.max_tokens));
  return issues;
}

std::vector<Difference> differences(const RunConfig& left, const RunConfig& right) {
  std::vector<std::pair<std::string, std::string>> a, b;
  flatten(to_json(left), "", a);
  flatten(to_json(right), "", b);
  const auto value_of = [](const auto& list, const std::string& key) {
    const auto found = std::find_if(list.begin(), list.end(), [&](const auto& item) { return item.first == key; });
    return found == list.end() ? std::string() : found->second;
  };
  std::vector<Difference> out;
  for (const auto& [key, value] : a)
    if (value_of(b, key) != value) out.push_back({key, value, value_of(b, key)});
  for (const auto& [key, value] : b)
    if (value_of(a, key).empty()) out.push_back({key, "", value});
  return out;
}

}  // namespace lathe::config
