#include "core/config/run_config.h"

#include <algorithm>

namespace lathe::config {
namespace {

// Free members are checked by the registry that owns them; here they only have to be objects whose kind is text. Without
// a kind the default stays.
void read_choice(Json& document, const char* key, const char* kind, Json& out, const std::string& file, std::vector<Issue>& issues) {
  const auto found = document.find(key);
  if (found == document.end()) return;
  if (!found->is_object() || (found->contains(kind) && !(*found)[kind].is_string())) {
    issues.push_back({file, 0, key, phrase(LATHE_TR("must be an object with \"{0}\""), kind), "config.wrong_type"});
  } else {
    Json chosen = {{kind, out[kind]}};
    chosen.update(*found);
    out = std::move(chosen);
  }
  document.erase(found);
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

RunConfig run_config_from_json(const Json& json, const std::string& file) {
  const auto refuse = [&](std::vector<Issue> issues) {
    throw Error("config.invalid", phrase(LATHE_TR("[read_config] {0}: {1} settings are wrong; the first: {2}"), file, issues.size(),
                                         issues.front().field + ": " + issues.front().reason.str()),
                phrase(LATHE_TR("Correct them and start again.")), issues);
  };
  if (!json.is_object()) refuse({{file, 0, "", phrase(LATHE_TR("must be an object with settings")), "config.wrong_type"}});
  Json document = json;
  std::vector<Issue> issues;
  if (const auto version = document.find("schema_version"); version != document.end()) {
    if (!version->is_number_integer() || *version > kSchemaVersion || *version < 1)
      throw Error("config.newer", phrase(LATHE_TR("[read_config] {0}: schema version {1} is not known to this Lathe (it knows {2})"), file,
                                         version->dump(), kSchemaVersion),
                  phrase(LATHE_TR("Open it with the version that wrote it, or a newer one.")));
    document.erase(version);
  }
  RunConfig config;
  read_choice(document, "peft", "method", config.peft, file, issues);
  read_choice(document, "objective", "kind", config.objective, file, issues);
  for (Issue& issue : fields_from_json(document, config, file)) issues.push_back(std::move(issue));
  if (issues.empty()) issues = validate(config, file);
  if (!issues.empty()) refuse(std::move(issues));
  return config;
}

RunConfig read_run_config(const std::filesystem::path& path, const std::vector<std::string>& settings) {
  Json document = read_json_file(path);
  for (const std::string& setting : settings) apply_setting(document, setting);
  RunConfig config = run_config_from_json(document, path.filename().string());
  resolve_paths(config, path.parent_path());
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
