// Renderings compared with what Jinja2 gave, errors included.
#pragma once
#include <string>

#include "core/base/error.h"
#include "core/text/jinja/template.h"

namespace lathe::tests {

// The clock of every expected value: Thursday, 10 July 2025, 12:00.
inline std::tm fixed_clock() {
  std::tm out{};
  out.tm_year = 125;
  out.tm_mon = 6;
  out.tm_mday = 10;
  out.tm_hour = 12;
  out.tm_wday = 4;
  out.tm_yday = 190;
  return out;
}

inline text::jinja::Variables variables_of(const Json& context) {
  text::jinja::Variables out;
  for (const auto& [name, value] : context.items()) out.emplace_back(name, text::jinja::from_json(value));
  return out;
}

struct Outcome {
  text::jinja::Text text;
  std::string error;
};

inline Outcome rendered(const text::jinja::Template& made, const text::jinja::Variables& variables) {
  try {
    return {made.render(variables, fixed_clock), {}};
  } catch (const Error& error) {
    return {{}, error.what()};
  }
}

// `expected` has "output", or "error" as "Kind: words" whose words ours must name. Empty when they agree.
inline std::string difference(const Outcome& outcome, const Json& expected) {
  if (expected["error"].is_string()) {
    std::string words = expected["error"].get<std::string>();
    words = words.substr(words.find(": ") + 2);
    if (outcome.error.empty()) return "is rendered, should fail with " + words;
    return outcome.error.find(words) == std::string::npos ? "fails with \"" + outcome.error + "\", not with " + words : "";
  }
  if (!outcome.error.empty()) return "fails: " + outcome.error;
  const std::string wanted = expected["output"].get<std::string>(), &got = outcome.text.bytes();
  if (got == wanted) return "";
  size_t at = 0;
  while (at < got.size() && at < wanted.size() && got[at] == wanted[at]) ++at;
  const size_t from = at > 40 ? at - 40 : 0;
  return "differs at byte " + std::to_string(at) + ": got <<" + got.substr(from, 100) + ">> wanted <<" + wanted.substr(from, 100) + ">>";
}

}  // namespace lathe::tests
