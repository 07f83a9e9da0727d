#include "core/text/unicode/unicode.h"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <map>
#include <span>

#include "core/base/utf8.h"

namespace lathe::text::unicode {
namespace {

constexpr char32_t kEnd = 0x110000;

struct Pair {
  char32_t from, to;
};

// code point << 5 | category, at every place where the category changes.
constexpr uint32_t kCategories[] = {
#include "core/text/unicode/categories.inc"
};

#include "core/text/unicode/sets.inc"

// Five bits of category, then one bit for each set, in blocks of 256 characters of which equal ones are kept once.
class Table {
 public:
  Table() {
    std::vector<uint16_t> all(kEnd);
    for (size_t i = 0; i < std::size(kCategories); ++i) {
      const size_t end = i + 1 < std::size(kCategories) ? kCategories[i + 1] >> 5 : kEnd;
      std::fill(all.begin() + (kCategories[i] >> 5), all.begin() + static_cast<ptrdiff_t>(end), static_cast<uint16_t>(kCategories[i] & 31));
    }
    const std::span<const Range> sets[] = {kPunctuation, kWord, kRemovedByBert, kBlankForBert, kSpacedByBert, kNonspacingForBert, kAccents,
                                           kLateMarks, kNotDecomposed, kNotCompatible};
    for (size_t i = 0; i < std::size(sets); ++i)
      for (const Range& range : sets[i])
        for (char32_t c = range.first; c <= range.last; ++c) all[c] = static_cast<uint16_t>(all[c] | 32u << i);
    std::map<std::vector<uint16_t>, uint16_t> known;
    for (size_t block = 0; block < blocks_.size(); ++block) {
      const auto begin = all.begin() + static_cast<ptrdiff_t>(block << 8);
      const std::vector<uint16_t> one(begin, begin + 256);
      const auto [found, fresh] = known.try_emplace(one, static_cast<uint16_t>(known.size()));
      if (fresh) values_.insert(values_.end(), one.begin(), one.end());
      blocks_[block] = found->second;
    }
  }
  uint16_t at(char32_t c) const { return c < kEnd ? values_[static_cast<size_t>(blocks_[c >> 8]) << 8 | (c & 255)] : 0; }

 private:
  std::array<uint16_t, (kEnd >> 8)> blocks_{};
  std::vector<uint16_t> values_;
};

const Table& table() {
  static const Table made;
  return made;
}

std::vector<Range> ranges_where(const std::function<bool(char32_t)>& inside) {
  std::vector<Range> out;
  for (char32_t c = 0; c < kEnd; ++c) {
    if ((c >= 0xD800 && c < 0xE000) || !inside(c)) continue;
    if (!out.empty() && out.back().last + 1 == c) out.back().last = c;
    else out.push_back({c, c});
  }
  return out;
}

constexpr std::array<std::string_view, 29> kNames{"Cn", "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc", "Pd", "Ps",
                                                  "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Zs", "Zl", "Zp", "Cc", "Cf", "Co"};

bool names(std::string_view property, char32_t c) {
  const std::string_view name = kNames[static_cast<size_t>(category(c))];
  return property.size() == 1 ? name[0] == property[0] : name == property;
}

}  // namespace

Category category(char32_t c) { return static_cast<Category>(table().at(c) & 31); }

bool is_in(Set set, char32_t c) { return (table().at(c) >> (5 + static_cast<int>(set)) & 1) != 0; }

void append_lower(std::string& out, char32_t c) {
  if (c < 0x80) { out += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); return; }
  const auto* found = std::lower_bound(std::begin(kLower), std::end(kLower), c, [](const Pair& pair, char32_t value) { return pair.from < value; });
  append_utf8(out, found != std::end(kLower) && found->from == c ? found->to : c);
  if (c == 0x130) out += "\xCC\x87";                       // the only one that becomes two characters
}

std::vector<Range> ranges_of(std::string_view property) {
  if (property == "Han") return {std::begin(kHan), std::end(kHan)};
  if (property == "space") return ranges_where(is_white_space);
  if (property == "digit") property = "Nd";
  if (property == "word") return {std::begin(kPatternWord), std::end(kPatternWord)};
  if (property.empty() || property.size() > 2 || std::string_view("LMNPSZ").find(property[0]) == std::string_view::npos) return {};
  return ranges_where([property](char32_t c) { return names(property, c); });
}

std::vector<Range> complement(const std::vector<Range>& ranges) {
  std::vector<Range> out;
  char32_t from = 0;
  const auto add = [&out](char32_t first, char32_t end) {
    if (first < end) out.push_back({first, end - 1});
  };
  const auto add_without_surrogates = [&](char32_t first, char32_t end) {
    add(first, std::min<char32_t>(end, 0xD800));
    add(std::max<char32_t>(first, 0xE000), end);
  };
  for (const Range& range : ranges) {
    add_without_surrogates(from, range.first);
    from = range.last + 1;
  }
  add_without_surrogates(from, kEnd);
  return out;
}

}  // namespace lathe::text::unicode
