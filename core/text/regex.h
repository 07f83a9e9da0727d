// Splitting patterns of tokenizer files through PCRE2 (this file pair is the only user). Patterns come from outside:
// their size, matching work and escapes are limited to what means the same as in Hugging Face's engine.
#pragma once
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace lathe::text {

struct Piece {
  size_t begin = 0, end = 0;
};

class Regex {
 public:
  // Working memory of one thread at a time.
  class Scratch {
   public:
    Scratch();
    ~Scratch();
    Scratch(Scratch&&) noexcept;
    struct State;
    std::unique_ptr<State> state;
  };

  // `name` opens messages. Throws Error tokenizer.regex when the pattern is faulty, too long, or uses what differs
  // between the engines.
  Regex(std::string_view pattern, const std::string& name);
  ~Regex();
  Regex(Regex&&) noexcept;

  // Appends to `out` the matches inside `within` and what lies between them, in order ("isolated"). `text` is valid
  // UTF-8. Throws Error tokenizer.regex_work when the pattern takes too much work on it.
  void split(std::string_view text, Piece within, Scratch& scratch, std::vector<Piece>& out) const;
  // The matches alone, in order; none is empty. Throws like split.
  void find(std::string_view text, Piece within, Scratch& scratch, const std::function<void(Piece)>& take) const;

 private:
  struct Code;
  std::unique_ptr<Code> code_;
};

// White space, digits, word characters and properties as Hugging Face's engine reads them; throws like the constructor.
std::string translate_pattern(std::string_view pattern, const std::string& name);

}  // namespace lathe::text
