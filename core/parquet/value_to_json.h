// One value of an Arrow column as JSON: flat kinds, lists and structs of them.
#pragma once
#include <arrow/array.h>

#include <nlohmann/json.hpp>

namespace lathe::parquet_lines {

// Throws std::runtime_error naming a kind that has no JSON form.
nlohmann::ordered_json value_at(const arrow::Array& column, int64_t row);

}  // namespace lathe::parquet_lines
