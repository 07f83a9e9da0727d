#include "core/text/learned_spans.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "core/text/turn_index.h"

namespace lathe::text {
namespace {

using jinja::Run;

size_t begin_of(const std::vector<Run>& runs, size_t i) { return i == 0 ? 0 : runs[i - 1].end; }

// The text after the last byte that a turn or a message printed.
size_t end_of_turns(const jinja::Text& text) {
  const auto& runs = text.runs();
  for (size_t i = runs.size(); i > 0; --i)
    if (runs[i - 1].tag.turn >= 0 || runs[i - 1].tag.message >= 0) return runs[i - 1].end;
  return 0;
}

size_t common_start(std::string_view a, std::string_view b) {
  const auto [left, right] = std::mismatch(a.begin(), a.begin() + static_cast<ptrdiff_t>(std::min(a.size(), b.size())), b.begin());
  auto same = static_cast<size_t>(left - a.begin());
  while (same > 0 && same < a.size() && (static_cast<unsigned char>(a[same]) & 0xC0) == 0x80) --same;
  return same;
}

// Where the model's own words begin: behind the opening. A turn that begins as the opening does, but goes on otherwise,
// is learned from there on.
size_t behind_opening(std::string_view head, const std::string& opening) {
  const size_t word = opening.find_first_not_of(" \t\r\n");   // a first turn begins without the line break before others
  const std::string_view mark = std::string_view(opening).substr(word == std::string::npos ? 0 : word);
  if (mark.empty()) return 0;
  if (const size_t found = head.rfind(mark); found != std::string_view::npos) return found + mark.size();
  return std::max(common_start(head, opening), common_start(head, mark));
}

size_t without_white_space(std::string_view text, size_t begin, size_t end) {
  const size_t last = text.substr(begin, end - begin).find_last_not_of(" \t\r\n");
  return last == std::string_view::npos ? begin : begin + last + 1;
}

// Templates that walk over places instead of messages name no turns: a turn then lies between the neighbours' words, and
// before others it ends with the end mark that is known.
Stretch turn_by_place(const TurnIndex& index, size_t message, const TurnFrame& frame, std::string_view bytes) {
  const Stretch content = *index.content(message), gap = index.gap(message, content);
  if (gap.end == bytes.size()) return gap;
  const size_t word = std::min(bytes.find_first_not_of(" \t\r\n", content.end), gap.end);
  const bool marked = !frame.end_mark.empty() && bytes.substr(word, gap.end - word).starts_with(frame.end_mark);
  return {gap.begin, marked ? word + frame.end_mark.size() : content.end};
}

struct Wanted {
  const jinja::Text& text;
  const TurnIndex& index;
  const TurnFrame& frame;
  bool learn_end_mark;
  std::vector<ByteRange> spans = {};

  void add(size_t message, Stretch turn, const Message& said) {
    const std::string_view bytes = text.bytes();
    const auto content = index.content(message, turn);
    const size_t first = content ? content->begin : turn.end;
    size_t begin = first;
    if (said.role == "assistant") begin = turn.begin + behind_opening(bytes.substr(turn.begin, first - turn.begin), frame.opening);
    else if (!content) return;
    size_t end = content ? content->end : begin;
    if (learn_end_mark) end = without_white_space(bytes, end, turn.end);
    if (begin < end) spans.push_back({static_cast<int64_t>(begin), static_cast<int64_t>(end)});
  }
};

// In order; a template that prints messages in pieces may mix their words, which are then learned once.
std::vector<ByteRange> disjoint(std::vector<ByteRange> spans) {
  std::sort(spans.begin(), spans.end(), [](const ByteRange& a, const ByteRange& b) { return a.begin < b.begin; });
  std::vector<ByteRange> out;
  for (ByteRange span : spans) {
    if (!out.empty()) span.begin = std::max(span.begin, out.back().end);
    if (span.begin < span.end) out.push_back(span);
  }
  return out;
}

}  // namespace

// Templates that print the opening inside the last turn (`loop.last and add_generation_prompt`) only add it; others put it
// in the place of an ending.
std::string opening_of(const jinja::Text& asked, const jinja::Text& plain) {
  if (asked.bytes().starts_with(plain.bytes())) return asked.bytes().substr(plain.size());
  const std::string tail = asked.bytes().substr(end_of_turns(asked)), ending = plain.bytes().substr(end_of_turns(plain));
  return tail.starts_with(ending) ? tail.substr(ending.size()) : tail;
}

std::vector<ByteRange> learned_spans(const jinja::Text& text, const Conversation& conversation, const TurnFrame& frame, bool learn_end_mark) {
  const TurnIndex index(text, conversation.messages.size());
  Wanted wanted{text, index, frame, learn_end_mark};
  for (size_t i = 0; i < conversation.messages.size(); ++i) {
    const Message& message = conversation.messages[i];
    if (!message.learned) continue;
    std::vector<Stretch> turns = index.turns(i);
    if (turns.empty() && index.content(i)) turns.push_back(turn_by_place(index, i, frame, text.bytes()));
    const bool told = std::any_of(turns.begin(), turns.end(), [&](Stretch turn) { return index.content(i, turn).has_value(); });
    for (const Stretch turn : turns)
      if (!told || index.content(i, turn)) wanted.add(i, turn, message);
  }
  return disjoint(std::move(wanted.spans));
}

std::vector<ByteRange> marked_spans(const jinja::Text& text, const Conversation& conversation, bool learn_end_mark) {
  std::vector<ByteRange> out;
  const TurnIndex index(text, conversation.messages.size());
  int32_t before = -1;                   // whose the last span is
  const auto& runs = text.runs();
  for (size_t i = 0; i < runs.size();) {
    size_t last = i;
    int32_t message = -1;
    while (last < runs.size() && runs[last].tag.block == runs[i].tag.block) {
      message = std::max({message, runs[last].tag.message, runs[last].tag.turn});
      ++last;
    }
    Stretch span{begin_of(runs, i), runs[last - 1].end};
    const bool marked = runs[i].tag.block != 0;
    i = last;
    if (!marked || (message >= 0 && !conversation.messages[static_cast<size_t>(message)].learned)) continue;
    if (!learn_end_mark) {
      const auto content = message >= 0 ? index.content(static_cast<size_t>(message), span) : std::nullopt;
      span.end = content ? content->end : span.begin;
    }
    if (span.begin >= span.end) continue;
    const auto begin = static_cast<int64_t>(span.begin), end = static_cast<int64_t>(span.end);
    if (!out.empty() && out.back().end == begin && before == message) out.back().end = end;   // a token may lie across two blocks
    else out.push_back({begin, end});
    before = message;
  }
  return out;
}

}  // namespace lathe::text
