#include "core/text/normalizer.h"

#include <algorithm>

#include "core/base/utf8.h"

namespace lathe::text {
namespace {

// Characters that normal form C leaves alone whatever stands beside them, among the frequent ones.
bool surely_stable(char32_t c) {
  return c < 0x300 || (c >= 0x2010 && c <= 0x2027) || (c >= 0x3001 && c <= 0x3029) || (c >= 0x3041 && c <= 0x3096) ||
         (c >= 0x30A0 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x400 && c <= 0x47F) || (c >= 0xFF01 && c <= 0xFF9D) ||
         (c >= 0x1F300 && c <= 0x1FAFF);
}

bool surely_nfc(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    if (static_cast<unsigned char>(text[i]) < 0x80) { ++i; continue; }
    if (!surely_stable(next_code_point(text, i))) return false;
  }
  return true;
}

// Where a character that is no mark and no medial or final Hangul letter begins, normalising the two sides apart gives
// the same as normalising the whole.
size_t next_border(std::string_view text, size_t from) {
  size_t at = from;
  next_code_point(text, at);
  while (at < text.size()) {
    size_t behind = at;
    const char32_t c = next_code_point(text, behind);
    if (!is_mark(c) && !(c >= 0x1160 && c <= 0x11FF)) break;
    at = behind;
  }
  return at;
}

}  // namespace

Normalized::Normalized(std::string_view text, bool nfc) : given_(text) {
  if (!nfc || surely_nfc(text)) return;
  changed_ = to_nfc(text);
  if (changed_ != text) align();
}

void Normalized::align() {
  std::string pieces;
  for (size_t at = 0; at < given_.size();) {
    const size_t end = next_border(given_, at);
    const std::string_view stretch = given_.substr(at, end - at);
    const std::string normal = is_ascii(stretch) ? std::string(stretch) : to_nfc(stretch);
    if (normal != stretch) changes_.push_back({pieces.size(), pieces.size() + normal.size(), at, end});
    pieces += normal;
    at = end;
  }
  if (pieces == changed_) return;
  changes_ = {{0, changed_.size(), 0, given_.size()}};   // one stretch: offsets are coarse, ids stay right
}

const Normalized::Change* Normalized::change_before(size_t at) const {
  const auto after = std::upper_bound(changes_.begin(), changes_.end(), at, [](size_t value, const Change& c) { return value < c.begin; });
  return after == changes_.begin() ? nullptr : &*std::prev(after);
}

size_t Normalized::begin_in_given(size_t at) const {
  const Change* change = change_before(at);
  if (!change) return at;
  return at < change->end ? change->given_begin : change->given_end + (at - change->end);
}

size_t Normalized::end_in_given(size_t at) const {
  const Change* change = at == 0 ? nullptr : change_before(at - 1);
  if (!change) return at;
  return at <= change->end ? change->given_end : change->given_end + (at - change->end);
}

}  // namespace lathe::text
