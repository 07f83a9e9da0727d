#include "core/runs/workspace.h"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>

#include "core/base/atomic_file.h"
#include "core/base/files.h"
#include "core/base/fingerprint.h"
#include "core/base/json.h"
#include "core/runs/checkpoint_folder.h"

namespace lathe::runs {
namespace {

constexpr int kWorkspaceVersion = 1;
constexpr size_t kMostDemoFile = size_t{64} << 20;

void make_folder(FileSystem& disk, const std::filesystem::path& folder) {
  if (const int fault = disk.create_folder(folder)) throw_disk_error("open_workspace", folder, fault);
}

void check_version(const std::filesystem::path& project) {
  const Json json = read_json_file(project);
  if (int_at(json, "schema_version", project.filename().string(), 1, 1000000) > kWorkspaceVersion)
    throw Error("workspace.newer", phrase(LATHE_TR("[open_workspace] {0}: was written by a newer Lathe"), project),
                phrase(LATHE_TR("Open it with that version, or choose another folder.")));
}

void copy_into(FileSystem& disk, const std::filesystem::path& file, const std::filesystem::path& folder) {
  write_file_atomically(disk, folder / file.filename(), read_text_file(file, kMostDemoFile));
}

}  // namespace

Workspace::Workspace(std::filesystem::path folder, FileSystem& disk) : folder_(std::move(folder)), disk_(disk) {
  make_folder(disk_, folder_ / "data");
  make_folder(disk_, folder_ / "runs");
  const std::filesystem::path lock = folder_ / "lock";
  if (const int fault = disk_.open_to_append(lock, lock_fd_)) throw_disk_error("open_workspace", lock, fault);
  if (::flock(lock_fd_, LOCK_EX | LOCK_NB) != 0) {   // the system frees it when its holder ends, however that happens
    disk_.close(lock_fd_);
    lock_fd_ = -1;
  }
  try {
    const std::filesystem::path project = folder_ / "project.json";
    if (std::filesystem::exists(project)) check_version(project);
    else if (!read_only()) write_file_atomically(disk_, project, to_sorted_text({{"schema_version", kWorkspaceVersion}}));
  } catch (...) {
    if (lock_fd_ >= 0) disk_.close(lock_fd_);
    throw;
  }
}

Workspace::~Workspace() {
  if (lock_fd_ >= 0) disk_.close(lock_fd_);
}

std::filesystem::path Workspace::data_folder(const std::filesystem::path& data_file) const {
  const std::string key = std::filesystem::absolute(data_file).lexically_normal().string();
  return folder_ / "data" / (data_file.stem().string() + "-" + fingerprint_of(key).substr(0, 12));
}

std::filesystem::path Workspace::open_demo(const std::filesystem::path& resources) {
  const std::filesystem::path target = folder_ / "demo";
  const bool there = std::filesystem::exists(target);
  if (!there && read_only())
    throw Error("workspace.read_only", phrase(LATHE_TR("[open_demo] {0}: another Lathe has the workspace open, so the demo cannot be copied into it"), folder_),
                phrase(LATHE_TR("Open the demo there, or choose another workspace.")));
  if (!there && !std::filesystem::is_directory(resources / "demo/whitesail"))
    throw Error("workspace.no_demo", phrase(LATHE_TR("[open_demo] {0}: the demo's model is not there"), resources / "demo/whitesail"),
                phrase(LATHE_TR("Put the resources folder of this Lathe beside the program again.")));
  if (!there)
    replace_folder(disk_, target, [&](const std::filesystem::path& fresh) {
      copy_into(disk_, resources / "demo/run.json", fresh);
      copy_into(disk_, resources.parent_path() / "datasets/samples/identity_en_zh.json", fresh);
      make_folder(disk_, fresh / "whitesail");
      for (const auto& entry : std::filesystem::directory_iterator(resources / "demo/whitesail")) copy_into(disk_, entry.path(), fresh / "whitesail");
    });
  return target;
}

}  // namespace lathe::runs
