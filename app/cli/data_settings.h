// The settings of the data that --set gives, named with or without "data.".
#pragma once
#include <string>
#include <vector>

#include "core/config/run_config.h"

namespace lathe::cli {

// Of the records in `file`. Throws Error config.bad_set, config.invalid.
config::DataConfig data_config(const std::string& file, const std::vector<std::string>& settings);

}  // namespace lathe::cli
