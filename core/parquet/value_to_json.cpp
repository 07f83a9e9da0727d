#include "core/parquet/value_to_json.h"

#include <arrow/scalar.h>
#include <arrow/type.h>

#include <algorithm>
#include <stdexcept>

namespace lathe::parquet_lines {
namespace {

using Json = nlohmann::ordered_json;

template <class Array>
const Array& as(const arrow::Array& column) {
  return static_cast<const Array&>(column);
}

template <class List>
Json list_at(const arrow::Array& column, int64_t row) {
  const auto& list = as<List>(column);
  Json out = Json::array();
  for (int64_t i = list.value_offset(row); i < list.value_offset(row) + list.value_length(row); ++i) out.push_back(value_at(*list.values(), i));
  return out;
}

Json struct_at(const arrow::StructArray& column, int64_t row) {
  Json out = Json::object();
  for (int i = 0; i < column.num_fields(); ++i) out[column.struct_type()->field(i)->name()] = value_at(*column.field(i), row);
  return out;
}

Json map_at(const arrow::MapArray& column, int64_t row) {
  Json out = Json::object();
  for (int64_t i = column.value_offset(row); i < column.value_offset(row) + column.value_length(row); ++i) {
    const Json key = value_at(*column.keys(), i);
    out[key.is_string() ? key.get<std::string>() : key.dump(-1, ' ', false, Json::error_handler_t::replace)] = value_at(*column.items(), i);
  }
  return out;
}

Json text_of(const arrow::Array& column, int64_t row) {
  const auto scalar = column.GetScalar(row);
  if (!scalar.ok()) throw std::runtime_error(scalar.status().ToString());
  return (*scalar)->ToString();
}

}  // namespace

bool has_json_form(const arrow::DataType& type) {
  switch (type.id()) {
    case arrow::Type::NA:
    case arrow::Type::BOOL:
    case arrow::Type::INT8:
    case arrow::Type::INT16:
    case arrow::Type::INT32:
    case arrow::Type::INT64:
    case arrow::Type::UINT8:
    case arrow::Type::UINT16:
    case arrow::Type::UINT32:
    case arrow::Type::UINT64:
    case arrow::Type::FLOAT:
    case arrow::Type::DOUBLE:
    case arrow::Type::STRING:
    case arrow::Type::LARGE_STRING:
    case arrow::Type::DATE32:
    case arrow::Type::DATE64:
    case arrow::Type::TIMESTAMP:
    case arrow::Type::TIME32:
    case arrow::Type::TIME64:
    case arrow::Type::DECIMAL128: return true;
    case arrow::Type::STRUCT:
    case arrow::Type::MAP:
    case arrow::Type::LIST:
    case arrow::Type::LARGE_LIST:
    case arrow::Type::FIXED_SIZE_LIST:
      return std::all_of(type.fields().begin(), type.fields().end(), [](const auto& field) { return has_json_form(*field->type()); });
    case arrow::Type::DICTIONARY: return has_json_form(*static_cast<const arrow::DictionaryType&>(type).value_type());
    default: return false;
  }
}

Json value_at(const arrow::Array& column, int64_t row) {
  if (column.IsNull(row)) return nullptr;
  switch (column.type_id()) {
    case arrow::Type::NA: return nullptr;
    case arrow::Type::BOOL: return as<arrow::BooleanArray>(column).Value(row);
    case arrow::Type::INT8: return as<arrow::Int8Array>(column).Value(row);
    case arrow::Type::INT16: return as<arrow::Int16Array>(column).Value(row);
    case arrow::Type::INT32: return as<arrow::Int32Array>(column).Value(row);
    case arrow::Type::INT64: return as<arrow::Int64Array>(column).Value(row);
    case arrow::Type::UINT8: return as<arrow::UInt8Array>(column).Value(row);
    case arrow::Type::UINT16: return as<arrow::UInt16Array>(column).Value(row);
    case arrow::Type::UINT32: return as<arrow::UInt32Array>(column).Value(row);
    case arrow::Type::UINT64: return as<arrow::UInt64Array>(column).Value(row);
    case arrow::Type::FLOAT: return as<arrow::FloatArray>(column).Value(row);
    case arrow::Type::DOUBLE: return as<arrow::DoubleArray>(column).Value(row);
    case arrow::Type::STRING: return as<arrow::StringArray>(column).GetString(row);
    case arrow::Type::LARGE_STRING: return as<arrow::LargeStringArray>(column).GetString(row);
    case arrow::Type::STRUCT: return struct_at(as<arrow::StructArray>(column), row);
    case arrow::Type::MAP: return map_at(as<arrow::MapArray>(column), row);
    case arrow::Type::LIST: return list_at<arrow::ListArray>(column, row);
    case arrow::Type::LARGE_LIST: return list_at<arrow::LargeListArray>(column, row);
    case arrow::Type::FIXED_SIZE_LIST: return list_at<arrow::FixedSizeListArray>(column, row);
    case arrow::Type::DICTIONARY: {
      const auto& dictionary = as<arrow::DictionaryArray>(column);
      return value_at(*dictionary.dictionary(), dictionary.GetValueIndex(row));
    }
    case arrow::Type::DATE32:
    case arrow::Type::DATE64:
    case arrow::Type::TIMESTAMP:
    case arrow::Type::TIME32:
    case arrow::Type::TIME64:
    case arrow::Type::DECIMAL128: return text_of(column, row);
    default: throw std::runtime_error("a column of kind " + column.type()->ToString() + " has no JSON form");
  }
}

}  // namespace lathe::parquet_lines
