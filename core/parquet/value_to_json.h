// One value of an Arrow column as JSON: flat kinds, lists and structs of them.
#pragma once
#include <arrow/array.h>

#include <nlohmann/json.hpp>

namespace lathe::parquet_lines {

// Whether values of this kind have a JSON form; bytes, for one, have none.
bool has_json_form(const arrow::DataType& type);

// Throws std::runtime_error naming a kind that has no JSON form.
nlohmann::ordered_json value_at(const arrow::Array& column, int64_t row);

}  // namespace lathe::parquet_lines
