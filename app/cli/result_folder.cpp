#include "app/cli/result_folder.h"

#include "core/base/error.h"

namespace lathe::cli {

std::filesystem::path result_folder(const std::string& given) {
  const std::filesystem::path folder = given;
  if (given.empty() || !std::filesystem::exists(folder / "run.json")) return folder;
  for (const char* result : {"best", "final"})
    if (std::filesystem::exists(folder / result)) return folder / result;
  throw Error("generate.no_result", phrase(LATHE_TR("[generate] {0} is a run that has no result yet"), given), phrase(LATHE_TR("Take the run up again, or name another folder.")));
}

}  // namespace lathe::cli
