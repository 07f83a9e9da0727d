// LLaMA-Factory's dataset_info.json: which file each named set is in, and what its members and roles are called.
#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"

namespace lathe::data {

struct DatasetEntry {
  std::string name, file_name;           // file_name is empty for a set that is kept elsewhere
  std::string formatting = "alpaca";     // alpaca, sharegpt, openai
  bool ranking = false;
  std::map<std::string, std::string> columns, tags;   // with LLaMA-Factory's defaults where the object is absent
  Phrase elsewhere;                      // why it cannot be read: a hub's name, a script
  std::optional<Error> fault;            // what is wrong with the entry itself; it costs no other set
  std::vector<Phrase> notes;             // what of the entry is not followed
};

// Throws Error json.*, data.bad_info where the file as a whole holds no sets.
std::vector<DatasetEntry> read_dataset_info(const std::filesystem::path& file);
// The entry and the path of its file, which lies in the folder of `info`. Throws Error data.no_entry naming the sets
// that are there, data.not_local, data.bad_path, and the entry's own fault.
std::pair<DatasetEntry, std::filesystem::path> find_entry(const std::filesystem::path& info, const std::string& name);
bool is_dataset_info(const std::filesystem::path& file);

// A record with the members that Lathe's formats know.
Json with_known_members(const Json& record, const DatasetEntry& entry);

// What `info` holds, nothing where it is not there. Throws Error data.entry_exists when `name` is among it, json.*.
Json require_new_entry(const std::filesystem::path& info, const std::string& name);
// Conversations in v1 messages beside `info`. Throws Error data.entry_exists, json.*, disk.*.
void add_to_dataset_info(const std::filesystem::path& info, const std::string& name, const std::string& file_name);

}  // namespace lathe::data
