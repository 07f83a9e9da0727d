#include "core/parquet/lines_of_rows.h"

#include <arrow/io/file.h>
#include <arrow/record_batch.h>
#include <parquet/arrow/reader.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <set>
#include <stdexcept>

#include "core/parquet/value_to_json.h"

namespace lathe::parquet_lines {
namespace {

constexpr int64_t kRowsAtOnce = 64;      // a row may be a whole document
constexpr size_t kBytesAtOnce = size_t{1} << 20;

template <class T>
T value_of(arrow::Result<T> result) {
  if (!result.ok()) throw std::runtime_error(result.status().message());
  return std::move(result).ValueUnsafe();
}

void write_all(int fd, const std::string& bytes) {
  for (size_t done = 0; done < bytes.size();) {
    const ssize_t count = ::write(fd, bytes.data() + done, bytes.size() - done);
    if (count < 0 && errno != EINTR) throw std::runtime_error(std::strerror(errno));
    if (count > 0) done += static_cast<size_t>(count);
  }
}

std::string line_of(const arrow::RecordBatch& batch, int64_t row) {
  nlohmann::ordered_json record = nlohmann::ordered_json::object();
  for (int column = 0; column < batch.num_columns(); ++column) record[batch.column_name(column)] = value_at(*batch.column(column), row);
  return record.dump() + '\n';           // throws where a text is not UTF-8
}

void refuse_doubled_names(const arrow::Schema& schema) {
  std::set<std::string> seen;
  for (const std::string& name : schema.field_names())
    if (!seen.insert(name).second) throw std::runtime_error("two columns are called " + name);
}

bool write_lines(const char* path, int fd, int (*stopped)(const void*), const void* context) {
  const auto file = value_of(arrow::io::ReadableFile::Open(path));
  ::parquet::arrow::FileReaderBuilder builder;
  if (const arrow::Status status = builder.Open(file); !status.ok()) throw std::runtime_error(status.message());
  ::parquet::ArrowReaderProperties properties;
  properties.set_batch_size(kRowsAtOnce);
  properties.set_use_threads(false);
  const auto reader = value_of(builder.properties(properties)->Build());
  const auto batches = value_of(reader->GetRecordBatchReader());
  refuse_doubled_names(*batches->schema());
  std::string lines;
  for (int64_t done = 0;;) {
    if (stopped(context)) return false;
    const auto batch = value_of(batches->Next());
    if (!batch) break;
    for (int64_t row = 0; row < batch->num_rows(); ++row, ++done) {
      try {
        lines += line_of(*batch, row);
      } catch (const nlohmann::json::type_error&) {
        throw std::runtime_error("row " + std::to_string(done + 1) + " holds text that is not UTF-8");
      }
      if (lines.size() < kBytesAtOnce) continue;
      write_all(fd, lines);
      lines.clear();
    }
  }
  write_all(fd, lines);
  return true;
}

}  // namespace
}  // namespace lathe::parquet_lines

char* lathe_parquet_lines(const char* path, int fd, int (*stopped)(const void* context), const void* context) {
  try {
    return lathe::parquet_lines::write_lines(path, fd, stopped, context) ? nullptr : ::strdup("");
  } catch (const std::exception& error) {
    return ::strdup(*error.what() ? error.what() : "unknown fault");
  }
}
