// Times as text: ISO 8601 in UTC, and dates for folder names.
#pragma once
#include <ctime>
#include <optional>
#include <string>

namespace lathe::runs {
std::string utc_now();       // 2026-11-23T10:34:58Z
std::string local_date();    // 2026-11-23
std::optional<std::tm> local_time_of(const std::string& utc);        // of what utc_now wrote; absent for anything else
}  // namespace lathe::runs
