#include "core/engine/path_kind.h"

#include <algorithm>

#include "core/base/json.h"
#include "core/data/file_kinds.h"
#include "core/io/model_folder.h"
#include "core/peft/method.h"

namespace lathe::engine {
namespace {

namespace fs = std::filesystem;

bool has(const fs::path& folder, const char* name) {
  std::error_code ignored;
  return fs::exists(folder / name, ignored);
}

bool has_records(const fs::path& folder) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored))
    if (data::file_kind_of(entry.path())) return true;
  return false;
}

[[noreturn]] void not_known(const fs::path& path, const Phrase& what, const Phrase& hint) {
  throw Error("info.not_known", phrase(LATHE_TR("[info] {0} {1}"), path, what), hint);
}

// Settings alone are no run; a record that cannot be read is one, whose fault is then said.
bool is_run(const fs::path& folder) {
  if (!has(folder, "run.json")) return false;
  try {
    return member(read_json_file(folder / "run.json"), "config").is_object();
  } catch (const Error&) {
    return true;
  }
}

PathFound folder_kind(const fs::path& folder) {
  if (is_run(folder)) return {PathKind::run, folder};
  if (peft::is_adapter_folder(folder)) return {PathKind::adapter, folder};
  if (has(folder, "config.json")) return {PathKind::model, folder};
  if (has(folder, "dataset_info.json")) return {PathKind::data, folder / "dataset_info.json"};
  if (has(folder, "manifest.json"))
    not_known(folder, phrase(LATHE_TR("is a checkpoint of a run")), phrase(LATHE_TR("Name the run's folder: {0}."), fs::weakly_canonical(folder).parent_path().parent_path()));
  if (has(folder, "project.json") || has(folder, "runs"))
    not_known(folder, phrase(LATHE_TR("is a workspace, which holds runs and sets")), phrase(LATHE_TR("Name one of the folders in {0}."), folder / "runs"));
  if (has(folder, "run.json"))
    not_known(folder, phrase(LATHE_TR("holds the settings of a run that has not begun")), phrase(LATHE_TR("Begin it with: {0}"), "lathe train " + (folder / "run.json").string()));
  if (has_records(folder)) not_known(folder, phrase(LATHE_TR("is a folder with files of records")), phrase(LATHE_TR("Name one of its files.")));
  not_known(folder, phrase(LATHE_TR("is a folder without config.json, adapter_config.json or run.json: neither a model nor an adapter nor a run")),
            phrase(LATHE_TR("Name a model, adapter or run folder, or a file of records.")));
}

PathFound file_kind(const fs::path& file) {
  const std::string name = file.filename().string(), suffix = data::suffix_of(file);
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  if (name == "run.json" || name == "adapter_config.json" || name == "config.json") return folder_kind(folder);
  const Phrase own_folder = phrase(LATHE_TR("Name the folder that it lies in: {0}."), fs::weakly_canonical(folder));
  if (suffix == ".safetensors") not_known(file, phrase(LATHE_TR("holds weights alone")), own_folder);
  if (io::is_pickle_name(file)) io::refuse_pickle(file);
  if (suffix == ".gguf") not_known(file, phrase(LATHE_TR("is a GGUF file, which Lathe does not read")), phrase(LATHE_TR("Take the model's folder in Hugging Face layout.")));
  if (name == "tokenizer.json" || name == "tokenizer.model") not_known(file, phrase(LATHE_TR("is a tokenizer")), own_folder);
  return {PathKind::data, file};
}

}  // namespace

PathFound what_is(const fs::path& path) {
  std::error_code fault;
  const fs::file_status status = fs::status(path, fault);
  if (!fs::exists(status)) throw Error("io.not_found", phrase(LATHE_TR("[info] {0}: there is no such file or folder"), path), phrase(LATHE_TR("Check the path.")));
  if (fs::is_directory(status)) return folder_kind(path);
  if (!fs::is_regular_file(status)) not_known(path, phrase(LATHE_TR("is neither a file nor a folder")), phrase(LATHE_TR("Name a model, adapter or run folder, or a file of records.")));
  return file_kind(path);
}

}  // namespace lathe::engine
