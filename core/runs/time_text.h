// Times as text: ISO 8601 in UTC, and dates for folder names.
#pragma once
#include <string>

namespace lathe::runs {
std::string utc_now();       // 2026-11-23T10:34:58Z
std::string local_date();    // 2026-11-23
}  // namespace lathe::runs
