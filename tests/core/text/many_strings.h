// The ten thousand strings of tests/parity/many_strings.py, made by the same rule, and the hashes of what becomes of them.
#pragma once
#include <array>
#include <cstdint>
#include <iterator>

#include "core/base/utf8.h"
#include "tests/core/text/cases.h"

namespace lathe::tests {

inline constexpr int kManyStrings = 10'000;

class Dice {                              // splitmix64
 public:
  explicit Dice(uint64_t seed) : state_(seed) {}
  uint64_t below(uint64_t n) {
    state_ += 0x9E3779B97F4A7C15u;
    uint64_t z = state_;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return ((z ^ z >> 31) >> 32) % n;
  }

 private:
  uint64_t state_;
};

struct Block { char32_t first, last; };
inline constexpr Block kBlocks[] = {
    {0x20, 0x7E}, {0x61, 0x7A}, {0x30, 0x39}, {0x00, 0x1F}, {0x7F, 0xBF}, {0xC0, 0x24F}, {0x250, 0x2FF}, {0x300, 0x36F}, {0x370, 0x3FF},
    {0x400, 0x52F}, {0x530, 0x58F}, {0x590, 0x5FF}, {0x600, 0x6FF}, {0x700, 0x7FF}, {0x800, 0x8FF}, {0x900, 0x97F}, {0x980, 0x9FF},
    {0xA00, 0xAFF}, {0xB00, 0xBFF}, {0xC00, 0xCFF}, {0xD00, 0xDFF}, {0xE00, 0xEFF}, {0xF00, 0xFFF}, {0x1000, 0x109F}, {0x10A0, 0x10FF},
    {0x1100, 0x11FF}, {0x1200, 0x139F}, {0x13A0, 0x13FF}, {0x1400, 0x167F}, {0x1680, 0x17FF}, {0x1800, 0x18AF}, {0x1900, 0x1AFF},
    {0x1B00, 0x1CFF}, {0x1D00, 0x1DFF}, {0x1E00, 0x1FFF}, {0x2000, 0x206F}, {0x2070, 0x20FF}, {0x2100, 0x218F}, {0x2190, 0x23FF},
    {0x2400, 0x25FF}, {0x2600, 0x27BF}, {0x2C00, 0x2DFF}, {0x2E00, 0x2FFF}, {0x3000, 0x303F}, {0x3040, 0x30FF}, {0x3100, 0x33FF},
    {0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0x4E00, 0x5FFF}, {0xA000, 0xA4CF}, {0xA4D0, 0xA7FF}, {0xA800, 0xABFF}, {0xAC00, 0xD7A3},
    {0xE000, 0xE0FF}, {0xF900, 0xFAFF}, {0xFB00, 0xFDFF}, {0xFE00, 0xFE6F}, {0xFE70, 0xFEFF}, {0xFF00, 0xFFEF}, {0xFFF0, 0xFFFF},
    {0x10000, 0x103FF}, {0x10400, 0x107FF}, {0x10800, 0x10FFF}, {0x11000, 0x11FFF}, {0x12000, 0x13FFF}, {0x16000, 0x16FFF},
    {0x17000, 0x18FFF}, {0x1B000, 0x1BFFF}, {0x1CC00, 0x1CFFF}, {0x1D000, 0x1D7FF}, {0x1D800, 0x1EFFF}, {0x1F000, 0x1F2FF},
    {0x1F300, 0x1F64F}, {0x1F680, 0x1FAFF}, {0x20000, 0x2A6DF}, {0x2A700, 0x2EE5F}, {0x2F800, 0x2FA1F}, {0x30000, 0x323AF},
    {0xE0000, 0xE01EF}, {0x10FFF0, 0x10FFFF}};

inline std::vector<std::string> many_strings() {
  std::vector<std::string> pool, out;
  for (const Json& c : read_cases(fixture("bpe_tokenizer/expected.json"))) pool.push_back(c["text"].get<std::string>());
  constexpr std::array<const char*, 4> separators{"", " ", "\n", "\t "};
  for (int index = 0; index < kManyStrings; ++index) {
    Dice dice(static_cast<uint64_t>(index));
    const uint64_t pieces = 1 + dice.below(5);
    const char* separator = separators[dice.below(4)];
    std::string text;
    for (uint64_t i = 0; i < pieces; ++i) {
      if (i > 0) text += separator;
      if (dice.below(2) == 0) {
        const std::string& whole = pool[dice.below(pool.size())];
        size_t end = 0;
        for (uint64_t left = 1 + dice.below(24); left > 0 && end < whole.size(); --left) next_code_point(whole, end);
        text += whole.substr(0, end);
        continue;
      }
      const Block block = kBlocks[dice.below(std::size(kBlocks))];
      for (uint64_t left = 1 + dice.below(8); left > 0; --left) append_utf8(text, block.first + static_cast<char32_t>(dice.below(block.last - block.first + 1)));
    }
    out.push_back(std::move(text));
  }
  return out;
}

constexpr uint64_t kFnvStart = 0xCBF29CE484222325u;
inline uint64_t fnv(std::string_view bytes, uint64_t state = kFnvStart) {
  for (const char byte : bytes) state = (state ^ static_cast<unsigned char>(byte)) * 0x100000001B3u;
  return state;
}

inline std::string hex_of(uint64_t value, int digits) {
  return QString::number(value & ((uint64_t{1} << (4 * digits)) - 1), 16).rightJustified(digits, '0').toStdString();
}

inline std::string hash_of_ids(const std::vector<int32_t>& ids) {
  return hex_of(fnv({reinterpret_cast<const char*>(ids.data()), ids.size() * sizeof(int32_t)}), 4);
}

}  // namespace lathe::tests
