// A text on its way through the parts of a tokenizer, with the way back: which bytes of the given text each of its bytes
// stands for.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lathe::text {

class TrackedText {
 public:
  // `given` must be valid UTF-8 and outlive this object. `at` is where it begins in the whole text.
  explicit TrackedText(std::string_view given, size_t at = 0) : given_(given), at_(at) {}

  // A part of it by itself; only that is copied.
  TrackedText part(size_t begin, size_t end) const;
  std::string_view text() const { return changed_ ? std::string_view(text_) : given_; }
  bool begins_the_whole() const { return at_ == 0; }           // as far as the given text goes
  // Bytes of the whole text; bytes inside a changed stretch answer with the whole stretch.
  size_t begin_in_given(size_t at) const;
  size_t end_in_given(size_t at) const;

 private:
  friend class Rewrite;
  struct Origin {
    uint32_t begin, end;
  };
  std::string_view given_;
  size_t at_;
  bool changed_ = false;
  std::string text_;
  std::vector<Origin> origins_;        // one per byte of text_, places in given_
};

// Writes a new text out of a tracked one, from front to back; nothing is copied while nothing changes.
class Rewrite {
 public:
  explicit Rewrite(TrackedText& text) : text_(text) {}
  // The bytes up to `end` stay as they are.
  void keep_to(size_t end);
  // `replacement` stands for the bytes up to `end`; an empty one leaves them out.
  void put(std::string_view replacement, size_t end);
  // `addition` stands before what comes next, for no bytes of its own.
  void put_before(std::string_view addition) { put(addition, reached_); }
  size_t written() const { return started_ ? out_.size() : reached_; }
  void finish();                       // the rest stays; the text is the new one from now on

 private:
  void start();
  TrackedText& text_;
  size_t reached_ = 0;
  bool started_ = false;
  std::string out_;
  std::vector<TrackedText::Origin> origins_;
};

}  // namespace lathe::text
