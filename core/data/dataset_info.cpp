#include "core/data/dataset_info.h"

#include <algorithm>

#include "core/base/atomic_file.h"
#include "core/base/file_system.h"

namespace lathe::data {
namespace {

const std::map<std::string, std::string> kColumns{{"prompt", "instruction"}, {"query", "input"}, {"response", "output"}, {"messages", "conversations"}};
const std::map<std::string, std::string> kTags{{"role_tag", "from"}, {"content_tag", "value"}, {"user_tag", "human"}, {"assistant_tag", "gpt"},
                                               {"observation_tag", "observation"}, {"function_tag", "function_call"}, {"system_tag", "system"}};

[[noreturn]] void refuse(const std::string& file, const std::string& set, Phrase what) {
  throw Error("data.bad_info", phrase(LATHE_TR("[dataset_info] {0}, set {1}: {2}"), file, set, what), phrase(LATHE_TR("Mend the entry; LLaMA-Factory's manual describes it.")));
}

[[noreturn]] void refuse_member(const std::string& where, const std::string& key, Phrase what) {
  throw Error("data.bad_info", phrase(LATHE_TR("[dataset_info] {0}: \"{1}\": {2}"), where, key, what), phrase(LATHE_TR("Mend the entry; LLaMA-Factory's manual describes it.")));
}

// Where the object is there, what it leaves out is unset: LLaMA-Factory reads it so.
std::map<std::string, std::string> names(const Json& entry, const char* key, const std::map<std::string, std::string>& defaults, const std::string& where) {
  const Json& written = member(entry, key);
  if (written.is_null()) return defaults;
  std::map<std::string, std::string> out;
  if (!written.is_object()) refuse_member(where, key, phrase(LATHE_TR("must be an object")));
  for (const auto& [name, value] : written.items()) {
    if (value.is_string()) out[name] = value.get<std::string>();
    else if (!value.is_null()) refuse_member(where, key, phrase(LATHE_TR("{0} must be text"), name));
  }
  return out;
}

DatasetEntry entry_of(const std::string& name, const Json& written, const std::string& file) {
  if (!written.is_object()) refuse(file, name, phrase(LATHE_TR("must be an object")));
  DatasetEntry out;
  out.name = name;
  const std::string where = file + ", " + name;
  for (const char* key : {"hf_hub_url", "ms_hub_url", "om_hub_url", "cloud_file_name"})
    if (member(written, key).is_string() && out.elsewhere.empty()) out.elsewhere = phrase(LATHE_TR("it is kept at {0} and not here"), written[key].get<std::string>());
  if (member(written, "script_url").is_string()) out.elsewhere = phrase(LATHE_TR("it is made by a script, which is never run"));
  out.file_name = string_or(written, "file_name", where, "");
  if (!out.file_name.empty()) out.elsewhere = {};
  out.formatting = string_or(written, "formatting", where, "alpaca");
  if (out.formatting != "alpaca" && out.formatting != "sharegpt" && out.formatting != "openai") refuse(file, name, phrase(LATHE_TR("formatting \"{0}\" is not alpaca, sharegpt or openai"), out.formatting));
  out.ranking = bool_or(written, "ranking", where, false);
  out.columns = names(written, "columns", kColumns, where);
  out.tags = names(written, "tags", kTags, where);
  if (out.formatting != "alpaca" && (!out.tags.contains("role_tag") || !out.tags.contains("content_tag"))) refuse(file, name, phrase(LATHE_TR("tags must name role_tag and content_tag")));
  for (const char* key : {"num_samples", "subset", "folder"})
    if (!member(written, key).is_null()) out.notes.push_back(phrase(LATHE_TR("{0} of its entry is not followed: all records of the file are read"), key));
  for (const char* key : {"images", "videos", "audios"})
    if (out.columns.contains(key)) out.notes.push_back(phrase(LATHE_TR("{0} of its records are not used"), key));
  return out;
}

std::string role_for(const std::string& written, const std::map<std::string, std::string>& tags) {
  constexpr std::pair<const char*, const char*> kRoles[] = {{"user_tag", "user"}, {"assistant_tag", "assistant"}, {"observation_tag", "tool"}, {"function_tag", "function_call"}, {"system_tag", "system"}};
  for (const auto& [tag, role] : kRoles)
    if (const auto named = tags.find(tag); named != tags.end() && named->second == written) return role;
  return written;
}

Json turn_of(const Json& turn, const std::map<std::string, std::string>& tags) {
  if (!turn.is_object()) return turn;
  Json out = Json::object();
  for (const auto& [key, value] : turn.items()) {
    const bool taken = key == "role" || key == "content";   // a member of that name must not replace what a tag names
    if (key == tags.at("role_tag")) out["role"] = value.is_string() ? Json(role_for(value.get<std::string>(), tags)) : value;
    else if (key == tags.at("content_tag")) out["content"] = value;
    else if (!taken) out[key] = value;
  }
  return out;
}

Json turns_of(const Json& value, const std::map<std::string, std::string>& tags) {
  if (!value.is_array()) return turn_of(value, tags);
  Json out = Json::array();
  for (const Json& turn : value) out.push_back(turn_of(turn, tags));
  return out;
}

bool is_plain_name(const std::string& name) {
  const std::filesystem::path path(name);
  const bool climbs = std::find(path.begin(), path.end(), "..") != path.end();
  return !name.empty() && path.is_relative() && !climbs && name.find('\\') == std::string::npos && name.find('\0') == std::string::npos;
}

}  // namespace

bool is_dataset_info(const std::filesystem::path& file) { return file.filename() == "dataset_info.json"; }

std::vector<DatasetEntry> read_dataset_info(const std::filesystem::path& file) {
  const Json all = read_json_file(file);
  if (!all.is_object()) refuse(file.filename().string(), "", phrase(LATHE_TR("the file must hold an object of named sets")));
  std::vector<DatasetEntry> out;
  for (const auto& [name, entry] : all.items()) {
    try {
      out.push_back(entry_of(name, entry, file.filename().string()));
    } catch (const Error& fault) {
      DatasetEntry faulty;
      faulty.name = name;
      faulty.fault = fault;
      out.push_back(std::move(faulty));
    }
  }
  return out;
}

std::pair<DatasetEntry, std::filesystem::path> find_entry(const std::filesystem::path& info, const std::string& name) {
  const std::vector<DatasetEntry> all = read_dataset_info(info);
  const bool only = name.empty() && all.size() == 1;
  const auto found = only ? all.begin() : std::find_if(all.begin(), all.end(), [&](const DatasetEntry& entry) { return entry.name == name; });
  if (found == all.end()) {
    std::string here;
    for (const DatasetEntry& entry : all)
      if (entry.elsewhere.empty() && !entry.fault) here += (here.empty() ? "" : ", ") + entry.name;
    throw Error("data.no_entry", name.empty() ? phrase(LATHE_TR("[dataset_info] {0} names {1} sets; data.entry says which one to read"), info.filename(), all.size()) : phrase(LATHE_TR("[dataset_info] {0} has no set \"{1}\""), info.filename(), name),
                phrase(LATHE_TR("Sets with a file of their own: {0}."), here.empty() ? "-" : here));
  }
  if (found->fault) throw Error(*found->fault);
  if (!found->elsewhere.empty()) throw Error("data.not_local", phrase(LATHE_TR("[dataset_info] set {0}: {1}"), found->name, found->elsewhere), phrase(LATHE_TR("Fetch its file yourself and open that.")));
  if (!is_plain_name(found->file_name)) throw Error("data.bad_path", phrase(LATHE_TR("[dataset_info] set {0}: the file name {1} leads out of the folder"), found->name, found->file_name), phrase(LATHE_TR("Put the file beside dataset_info.json.")));
  const std::filesystem::path folder = std::filesystem::canonical(info).parent_path(), path = std::filesystem::weakly_canonical(folder / found->file_name);
  if (path.lexically_relative(folder).native().starts_with("..")) throw Error("data.bad_path", phrase(LATHE_TR("[dataset_info] set {0}: the file name {1} leads out of the folder"), found->name, found->file_name), phrase(LATHE_TR("Put the file beside dataset_info.json.")));
  return {*found, path};
}

Json with_known_members(const Json& record, const DatasetEntry& entry) {
  Json out = Json::object();
  const auto take = [&](const char* column, const char* ours, bool turns) {
    const auto named = entry.columns.find(column);
    if (named == entry.columns.end() || !record.contains(named->second)) return;
    const Json& value = record[named->second];
    out[ours] = turns ? turns_of(value, entry.tags) : value;
  };
  const bool alpaca = entry.formatting == "alpaca";
  const bool only_text = alpaca && !entry.columns.contains("response") && !entry.columns.contains("chosen");
  if (only_text) {
    take("prompt", "text", false);
    return out;
  }
  if (alpaca) {
    take("prompt", "instruction", false);
    take("query", "input", false);
    if (!entry.ranking) take("response", "output", false);
    take("history", "history", false);
  } else {
    take("messages", "messages", true);
  }
  if (entry.ranking) {
    take("chosen", "chosen", !alpaca);
    take("rejected", "rejected", !alpaca);
  }
  for (const char* column : {"system", "tools", "kto_tag"}) take(column, column, false);
  return out;
}

Json require_new_entry(const std::filesystem::path& info, const std::string& name) {
  Json all = std::filesystem::exists(info) ? read_json_file(info) : Json::object();
  if (!all.is_object()) refuse(info.filename().string(), name, phrase(LATHE_TR("the file must hold an object of named sets")));
  if (all.contains(name))
    throw Error("data.entry_exists", phrase(LATHE_TR("[dataset_info] {0} has a set \"{1}\" already"), info.filename(), name), phrase(LATHE_TR("Choose another name, or take that set out of the file.")));
  return all;
}

void add_to_dataset_info(const std::filesystem::path& info, const std::string& name, const std::string& file_name) {
  Json all = require_new_entry(info, name);
  all[name] = {{"file_name", file_name}, {"formatting", "sharegpt"}, {"columns", {{"messages", "messages"}, {"tools", "tools"}}},
               {"tags", {{"role_tag", "role"}, {"content_tag", "content"}, {"user_tag", "user"}, {"assistant_tag", "assistant"}, {"observation_tag", "tool"}, {"function_tag", "function_call"}, {"system_tag", "system"}}}};
  write_file_atomically(real_file_system(), info, all.dump(2) + "\n");
}

}  // namespace lathe::data
