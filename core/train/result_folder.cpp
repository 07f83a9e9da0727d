#include "core/train/result_folder.h"

#include "core/base/atomic_file.h"
#include "core/base/json.h"
#include "core/runs/checkpoint_folder.h"

namespace lathe::train {
namespace {
constexpr const char* kNote = "lathe.json";
}

void save_result(FileSystem& disk, const std::filesystem::path& target, const peft::Tuning& tuning, const ResultNote& note) {
  const Json json = {{"schema_version", 1}, {"step", note.step}, {"eval_loss", note.eval_loss ? Json(*note.eval_loss) : Json()}};
  runs::replace_folder(disk, target, [&](const std::filesystem::path& folder) {
    tuning.save(disk, folder);
    write_file_atomically(disk, folder / kNote, to_sorted_text(json));
  });
}

std::optional<ResultNote> read_result_note(const std::filesystem::path& folder) {
  std::error_code ignored;
  if (!std::filesystem::exists(folder / kNote, ignored)) return std::nullopt;
  const Json json = read_json_file(folder / kNote);
  ResultNote note{int_or(json, "step", kNote, 0, 0, int64_t{1} << 53), {}};
  if (member(json, "eval_loss").is_number()) note.eval_loss = member(json, "eval_loss").get<double>();
  return note;
}

}  // namespace lathe::train
