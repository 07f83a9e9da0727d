// Members under other names: "text=review, label=stars" reads a file's review as the format's text.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "core/base/json.h"

namespace lathe::data {

class ColumnNames {
 public:
  // Throws Error data.bad_columns.
  explicit ColumnNames(const std::string& written);
  bool empty() const { return names_.empty(); }
  // A member that already has the format's name gives way to the one that was named.
  void apply(Json& record) const;

 private:
  std::vector<std::pair<std::string, std::string>> names_;     // the format's, the file's
};

}  // namespace lathe::data
