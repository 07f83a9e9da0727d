#include "core/text/turn_index.h"

#include <algorithm>

namespace lathe::text {
namespace {

bool names(int32_t number, size_t num_messages) { return number >= 0 && static_cast<size_t>(number) < num_messages; }

}  // namespace

TurnIndex::TurnIndex(const jinja::Text& text, size_t num_messages) : size_(text.size()), turns_(num_messages), contents_(num_messages) {
  size_t begin = 0;
  for (const jinja::Run& run : text.runs()) {
    const Stretch bytes{begin, run.end};
    begin = run.end;
    if (names(run.tag.turn, num_messages)) {
      std::vector<Stretch>& turns = turns_[static_cast<size_t>(run.tag.turn)];
      if (!turns.empty() && turns.back().end == bytes.begin) turns.back().end = bytes.end;
      else turns.push_back(bytes);
    }
    if (!names(run.tag.message, num_messages)) continue;
    contents_[static_cast<size_t>(run.tag.message)].push_back(bytes);
    pieces_.push_back({bytes, static_cast<size_t>(run.tag.message)});
  }
}

std::optional<Stretch> TurnIndex::content(size_t message) const { return content(message, {0, size_}); }

std::optional<Stretch> TurnIndex::content(size_t message, Stretch inside) const {
  std::optional<Stretch> out;
  for (const Stretch& piece : contents_[message]) {
    const size_t begin = std::max(piece.begin, inside.begin), end = std::min(piece.end, inside.end);
    if (begin >= end) continue;
    if (out) out->end = end;
    else out = Stretch{begin, end};
  }
  return out;
}

Stretch TurnIndex::gap(size_t message, Stretch content) const {
  const auto other = [message](const Piece& piece) { return piece.message != message; };
  const auto at = [this](size_t byte) { return std::lower_bound(pieces_.begin(), pieces_.end(), byte, [](const Piece& piece, size_t value) { return piece.bytes.begin < value; }); };
  const auto before = std::find_if(std::make_reverse_iterator(at(content.begin)), pieces_.rend(), other);
  const auto behind = std::find_if(at(content.end), pieces_.end(), other);
  return {before == pieces_.rend() ? 0 : before->bytes.end, behind == pieces_.end() ? size_ : behind->bytes.begin};
}

}  // namespace lathe::text
