#include "core/base/error.h"
#include "core/runs/checkpoint_folder.h"

namespace lathe::runs {
namespace {

std::filesystem::path beside(const std::filesystem::path& target, const char* suffix) {
  std::filesystem::path out = target;
  return out += suffix;
}

void rename_or_throw(FileSystem& disk, const std::filesystem::path& from, const std::filesystem::path& to) {
  if (const int fault = disk.rename(from, to)) throw_disk_error("save", to, fault);
}

}  // namespace

void require_free_space(FileSystem& disk, const std::filesystem::path& folder, int64_t need_bytes) {
  const int64_t free = disk.free_bytes(folder);
  const int64_t wanted = need_bytes + need_bytes / 10;
  if (free < 0 || free >= wanted) return;
  throw Error("disk.full", phrase(LATHE_TR("[save] {0}: {1} MB are needed and {2} MB are free"), folder, (wanted >> 20) + 1, free >> 20),
              phrase(LATHE_TR("Free some space, then resume the run.")));
}

void replace_folder(FileSystem& disk, const std::filesystem::path& target,
                    const std::function<void(const std::filesystem::path& folder)>& write) {
  const std::filesystem::path fresh = beside(target, ".new"), old = beside(target, ".old");
  recover_folder(disk, target);
  if (const int fault = disk.create_folder(fresh)) throw_disk_error("save", fresh, fault);
  try {
    write(fresh);
    if (const int fault = disk.flush_folder(fresh)) throw_disk_error("save", fresh, fault);
    if (std::filesystem::exists(target)) rename_or_throw(disk, target, old);
    rename_or_throw(disk, fresh, target);
  } catch (...) {
    recover_folder(disk, target);
    throw;
  }
  if (const int fault = disk.flush_folder(target.parent_path())) throw_disk_error("save", target, fault);
  disk.remove(old);
}

void recover_folder(FileSystem& disk, const std::filesystem::path& target) {
  std::error_code ignored;
  const std::filesystem::path old = beside(target, ".old");
  disk.remove(beside(target, ".new"));
  if (!std::filesystem::exists(old, ignored)) return;
  if (std::filesystem::exists(target, ignored)) disk.remove(old);
  else rename_or_throw(disk, old, target);
}

}  // namespace lathe::runs
