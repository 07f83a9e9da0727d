// Sentences for people. The English text is the key: the window translates `format` and then fills in `args`,
// the command line and the log fill in the English. An argument may be a sentence of its own.
#pragma once
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

// Marks a literal for the translation tools; context "core" for everything below the window.
#define LATHE_TR(text) text

namespace lathe {

struct Phrase {
  std::string format;             // "{0} has {1} records": {n} stands for args[n]
  std::vector<Phrase> args;
  bool plain = false;             // a name or a figure: `format` is the text itself, in every language

  bool empty() const { return format.empty(); }
  std::string str() const;        // in English
  // Replaces each {n}; an index without argument stays as it is written.
  static std::string fill(std::string_view format, const std::vector<std::string>& args);
  bool operator==(const Phrase&) const = default;
};

std::string rounded(double value);      // four figures, for measurements: 0.5352

inline Phrase plain_text(std::string text) { return {std::move(text), {}, true}; }

namespace detail {
std::string to_arg(double value);       // shortest form that reads back equal
std::string to_arg(long long value);    // 4,096
inline std::string to_arg(const char* value) { return value; }
inline std::string to_arg(std::string_view value) { return std::string(value); }
inline std::string to_arg(const std::string& value) { return value; }
template <class T>
Phrase to_arg_of(const T& value) {
  if constexpr (std::is_same_v<T, Phrase>) return value;
  else if constexpr (std::is_floating_point_v<T>) return plain_text(to_arg(static_cast<double>(value)));
  else if constexpr (std::is_integral_v<T>) return plain_text(to_arg(static_cast<long long>(value)));
  else if constexpr (requires { value.string(); }) return plain_text(value.string());   // std::filesystem::path
  else return plain_text(to_arg(value));
}
}  // namespace detail

// phrase(LATHE_TR("{0}: line {1} is not JSON"), file, line)
template <class... Args>
Phrase phrase(std::string_view format, const Args&... args) {
  return {std::string(format), {detail::to_arg_of(args)...}};
}

}  // namespace lathe
