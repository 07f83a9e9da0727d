// Texts found by their beginnings: which of them does a given text begin with? Takes memory in proportion to their number.
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace lathe::text {

class PieceIndex {
 public:
  struct Entry {
    std::string_view text;               // stays where it is while the index lives
    int32_t id;
  };
  PieceIndex() = default;
  // Of equal texts the first counts; empty ones are left out.
  explicit PieceIndex(std::vector<Entry> entries);

  // Calls take(length, id) for each that `text` begins with, the shortest first.
  template <class Take>
  void each_beginning(std::string_view text, Take take) const;

 private:
  std::vector<Entry> entries_;           // sorted
  std::array<uint32_t, 257> first_{};    // where those with a first byte begin
};

template <class Take>
void PieceIndex::each_beginning(std::string_view text, Take take) const {
  if (text.empty() || entries_.empty()) return;
  const auto byte = [](std::string_view one, size_t at) { return static_cast<unsigned char>(one[at]); };
  auto from = entries_.begin() + first_[byte(text, 0)], to = entries_.begin() + first_[byte(text, 0) + 1];
  for (size_t length = 1; from != to; ++length) {          // all between the two share `length` bytes with the text
    if (from->text.size() == length) { take(length, from->id); ++from; }
    if (length == text.size()) return;
    const unsigned char next = byte(text, length);
    from = std::partition_point(from, to, [&](const Entry& entry) { return byte(entry.text, length) < next; });
    to = std::partition_point(from, to, [&](const Entry& entry) { return byte(entry.text, length) == next; });
  }
}

}  // namespace lathe::text
