// Runs a fuzz target over the files of folders, without a fuzzer: regression corpora in the normal suite.
// replay FOLDER...: 0 when every file was taken within two seconds.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace {

constexpr double kAtMostSeconds = 2;

double seconds_for(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  std::fprintf(stderr, "%s\n", file.filename().c_str());   // the last one named is the one that crashed
  const auto start = std::chrono::steady_clock::now();
  LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

int main(int argc, char** argv) {
  int files = 0, slow = 0;
  for (int i = 1; i < argc; ++i)
    for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[i])) {
      if (!entry.is_regular_file()) continue;
      ++files;
      if (const double seconds = seconds_for(entry.path()); seconds > kAtMostSeconds) {
        std::fprintf(stderr, "%s took %.1f s\n", entry.path().c_str(), seconds);
        ++slow;
      }
    }
  std::printf("%d inputs\n", files);
  return files > 0 && slow == 0 ? 0 : 1;
}
