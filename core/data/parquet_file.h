// Parquet files through lathe_parquet.so beside the program, which is opened when the first such file is met.
#pragma once
#include <filesystem>
#include <stop_token>
#include <string>

namespace lathe::data {

bool has_parquet();
// Writes each row as a line of JSON to `fd`; a row whose text is not UTF-8 becomes a line that is not. Throws Error
// data.no_parquet where the part is absent, data.bad_parquet, and Cancelled.
void parquet_to_lines(const std::filesystem::path& path, int fd, const std::stop_token& stop);
// The columns that are not in these lines, because they have no JSON form, by name; may be empty.
std::string parquet_columns_left_out(const std::filesystem::path& path);

}  // namespace lathe::data
