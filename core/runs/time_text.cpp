#include "core/runs/time_text.h"

#include <ctime>

namespace lathe::runs {
namespace {
std::string formatted(const char* format, const std::tm& when) {
  char text[40];
  return {text, std::strftime(text, sizeof text, format, &when)};
}
}  // namespace

std::string utc_now() {
  const std::time_t now = std::time(nullptr);
  std::tm when{};
  ::gmtime_r(&now, &when);
  return formatted("%Y-%m-%dT%H:%M:%SZ", when);
}

std::optional<std::tm> local_time_of(const std::string& utc) {
  std::tm when{};
  const char* end = ::strptime(utc.c_str(), "%Y-%m-%dT%H:%M:%SZ", &when);
  if (!end || *end != '\0') return std::nullopt;
  const std::time_t seconds = ::timegm(&when);
  ::localtime_r(&seconds, &when);
  return when;
}

std::string local_date() {
  const std::time_t now = std::time(nullptr);
  std::tm when{};
  ::localtime_r(&now, &when);
  return formatted("%Y-%m-%d", when);
}

}  // namespace lathe::runs
