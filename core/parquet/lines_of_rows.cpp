#include "core/parquet/lines_of_rows.h"

#include <arrow/io/file.h>
#include <arrow/record_batch.h>
#include <parquet/arrow/reader.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

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

using Json = nlohmann::ordered_json;

std::string line_of(const arrow::RecordBatch& batch, int64_t row, const std::vector<int>& columns) {
  Json record = Json::object();
  for (const int column : columns) record[batch.column_name(column)] = value_at(*batch.column(column), row);
  try {
    return record.dump() + '\n';
  } catch (const nlohmann::json::type_error&) {
    std::string line = record.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
    return line.replace(line.find("\xEF\xBF\xBD"), 3, "\xFF");      // whoever reads the lines finds it and names the row
  }
}

void refuse_doubled_names(const arrow::Schema& schema) {
  std::set<std::string> seen;
  for (const std::string& name : schema.field_names())
    if (!seen.insert(name).second) throw std::runtime_error("two columns are called " + name);
}

struct Rows {
  std::unique_ptr<::parquet::arrow::FileReader> reader;
  std::unique_ptr<arrow::RecordBatchReader> batches;
};

Rows open_rows(const char* path) {
  const auto file = value_of(arrow::io::ReadableFile::Open(path));
  ::parquet::arrow::FileReaderBuilder builder;
  if (const arrow::Status status = builder.Open(file); !status.ok()) throw std::runtime_error(status.message());
  ::parquet::ArrowReaderProperties properties;
  properties.set_batch_size(kRowsAtOnce);
  properties.set_use_threads(false);
  Rows out;
  out.reader = value_of(builder.properties(properties)->Build());
  out.batches = value_of(out.reader->GetRecordBatchReader());
  return out;
}

std::vector<int> columns_of(const arrow::Schema& schema) {
  std::vector<int> out;
  for (int column = 0; column < schema.num_fields(); ++column)
    if (has_json_form(*schema.field(column)->type())) out.push_back(column);
  if (out.empty()) throw std::runtime_error("none of its columns has a JSON form");
  return out;
}

std::string left_out(const char* path) {
  const Rows rows = open_rows(path);
  const auto schema = rows.batches->schema();
  std::string out;
  for (const auto& field : schema->fields())
    if (!has_json_form(*field->type())) out += (out.empty() ? "" : ", ") + field->name();
  return out;
}

bool write_lines(const char* path, int fd, int (*stopped)(const void*), const void* context) {
  const Rows rows = open_rows(path);
  const auto schema = rows.batches->schema();
  refuse_doubled_names(*schema);
  const std::vector<int> columns = columns_of(*schema);
  std::string lines;
  for (;;) {
    if (stopped(context)) return false;
    const auto batch = value_of(rows.batches->Next());
    if (!batch) break;
    for (int64_t row = 0; row < batch->num_rows(); ++row) {
      lines += line_of(*batch, row, columns);
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

char* lathe_parquet_left_out(const char* path) {
  try {
    const std::string names = lathe::parquet_lines::left_out(path);
    return names.empty() ? nullptr : ::strdup(names.c_str());
  } catch (const std::exception&) {
    return nullptr;                      // what is wrong with the file, reading its rows says
  }
}
