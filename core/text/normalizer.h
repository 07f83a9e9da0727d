// Unicode normal form C with the way back: which bytes of the given text a byte of the normalised text stands for.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lathe::text {

class Normalized {
 public:
  // `text` must be valid and outlive this object.
  Normalized(std::string_view text, bool nfc);

  std::string_view text() const { return changes_.empty() ? given_ : std::string_view(changed_); }
  // Bytes inside a changed stretch answer with the whole stretch.
  size_t begin_in_given(size_t at) const;
  size_t end_in_given(size_t at) const;

 private:
  struct Change {
    size_t begin, end, given_begin, given_end;
  };
  void align();
  const Change* change_before(size_t at) const;
  std::string_view given_;
  std::string changed_;
  std::vector<Change> changes_;        // stretches that differ, ascending
};

}  // namespace lathe::text
