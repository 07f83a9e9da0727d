// Parquet files through lathe_parquet.so beside the program, which is opened when the first such file is met.
#pragma once
#include <filesystem>
#include <stop_token>

namespace lathe::data {

bool has_parquet();
// Writes each row as a line of JSON to `fd`. Throws Error data.no_parquet where the part is absent, data.bad_parquet,
// and Cancelled.
void parquet_to_lines(const std::filesystem::path& path, int fd, const std::stop_token& stop);

}  // namespace lathe::data
