#include <algorithm>
#include <array>

#include "core/base/atomic_file.h"
#include "core/base/phrase_json.h"
#include "core/runs/run_folder.h"

namespace lathe::runs {
namespace {

constexpr int kRecordVersion = 1;
constexpr std::array<std::pair<RunState, const char*>, 6> kStates{{{RunState::running, "running"},
                                                                   {RunState::paused, "paused"},
                                                                   {RunState::finished, "finished"},
                                                                   {RunState::stopped, "stopped"},
                                                                   {RunState::failed, "failed"},
                                                                   {RunState::interrupted, "interrupted"}}};

RunState state_from(const std::string& text, const std::string& name) {
  for (const auto& [state, word] : kStates)
    if (text == word) return state;
  throw Error("run.bad_record", phrase(LATHE_TR("[read_run] {0}: unknown state \"{1}\""), name, text),
              phrase(LATHE_TR("Open the run with the version of Lathe that wrote it.")));
}

}  // namespace

std::string to_text(RunState state) {
  return std::find_if(kStates.begin(), kStates.end(), [state](const auto& item) { return item.first == state; })->second;
}

void write_run_record(FileSystem& disk, const std::filesystem::path& folder, const RunRecord& record) {
  const Json json = {{"schema_version", kRecordVersion},
                     {"lathe_version", record.lathe_version},
                     {"state", to_text(record.state)},
                     {"sentence", to_json(record.sentence)},
                     {"best_note", to_json(record.best_note)},
                     {"started", record.started},
                     {"ended", record.ended},
                     {"device", record.device},
                     {"dtype", record.dtype},
                     {"total_steps", record.total_steps},
                     {"data_fingerprint", record.data_fingerprint},
                     {"base_fingerprint", record.base_fingerprint},
                     {"used", record.used},
                     {"config", config::to_json(record.config)}};
  write_file_atomically(disk, folder / "run.json", json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

RunRecord read_run_record(const std::filesystem::path& folder) {
  const std::string name = (folder.filename() / "run.json").string();
  const Json json = read_json_file(folder / "run.json");
  if (!json.is_object() || !member(json, "config").is_object())
    throw Error("run.bad_record", phrase(LATHE_TR("[read_run] {0}: is not the record of a run"), name),
                phrase(LATHE_TR("Choose a run folder that Lathe made.")));
  if (int_or(json, "schema_version", name, 1, 1, 1000000) > kRecordVersion)
    throw Error("run.newer", phrase(LATHE_TR("[read_run] {0}: was written by a newer Lathe"), name),
                phrase(LATHE_TR("Open it with that version.")));
  RunRecord record;
  record.config = config::run_config_from_json(json["config"], name);
  record.lathe_version = string_or(json, "lathe_version", name, "");
  record.started = string_or(json, "started", name, "");
  record.ended = string_or(json, "ended", name, "");
  record.data_fingerprint = string_or(json, "data_fingerprint", name, "");
  record.base_fingerprint = string_or(json, "base_fingerprint", name, "");
  record.device = string_or(json, "device", name, "");
  record.dtype = string_or(json, "dtype", name, "");
  record.total_steps = int_or(json, "total_steps", name, 0, 0, int64_t{1} << 53);
  if (json.contains("used")) record.used = json["used"];
  record.state = state_from(string_at(json, "state", name), name);
  record.sentence = phrase_from_json(member(json, "sentence"));
  record.best_note = phrase_from_json(member(json, "best_note"));
  if (record.state == RunState::running && !is_in_use(folder)) record.state = RunState::interrupted;
  return record;
}

}  // namespace lathe::runs
