#include "core/text/learned_spans.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace lathe::text {
namespace {

using jinja::Run;

struct Stretch {
  size_t begin, end;
};

size_t begin_of(const std::vector<Run>& runs, size_t i) { return i == 0 ? 0 : runs[i - 1].end; }

// The text after the last byte that a turn or a message printed.
size_t end_of_turns(const jinja::Text& text) {
  const auto& runs = text.runs();
  for (size_t i = runs.size(); i > 0; --i)
    if (runs[i - 1].tag.turn >= 0 || runs[i - 1].tag.message >= 0) return runs[i - 1].end;
  return 0;
}

// Neighbouring runs of one turn.
std::vector<Stretch> turns_of(const std::vector<Run>& runs, int32_t message) {
  std::vector<Stretch> out;
  for (size_t i = 0; i < runs.size(); ++i) {
    if (runs[i].tag.turn != message) continue;
    if (!out.empty() && out.back().end == begin_of(runs, i)) out.back().end = runs[i].end;
    else out.push_back({begin_of(runs, i), runs[i].end});
  }
  return out;
}

// From the first to the last byte inside `where` that came from the message; absent where none did.
std::optional<Stretch> content_in(const std::vector<Run>& runs, int32_t message, Stretch where) {
  std::optional<Stretch> out;
  for (size_t i = 0; i < runs.size(); ++i) {
    const size_t begin = std::max(begin_of(runs, i), where.begin), end = std::min(runs[i].end, where.end);
    if (runs[i].tag.message != message || begin >= end) continue;
    if (out) out->end = end;
    else out = Stretch{begin, end};
  }
  return out;
}

// Templates that walk over places instead of messages name no turns: a turn then lies between the neighbours' contents.
Stretch gap_around(const std::vector<Run>& runs, int32_t message, Stretch content) {
  Stretch out{0, content.end};
  for (size_t i = 0; i < runs.size(); ++i)
    if (runs[i].tag.message >= 0 && runs[i].tag.message != message && runs[i].end <= content.begin) out.begin = runs[i].end;
  return out;
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

struct Wanted {
  const jinja::Text& text;
  const std::string& opening;
  bool learn_end_mark;
  std::vector<ByteRange> spans;

  void add(int32_t message, Stretch turn, const Message& said) {
    const std::string_view bytes = text.bytes();
    const auto content = content_in(text.runs(), message, turn);
    const size_t first = content ? content->begin : turn.end;
    size_t begin = first;
    if (said.role == "assistant") begin = turn.begin + behind_opening(bytes.substr(turn.begin, first - turn.begin), opening);
    else if (!content) return;
    size_t end = content ? content->end : begin;
    if (learn_end_mark) end = without_white_space(bytes, end, turn.end);
    if (begin < end) spans.push_back({static_cast<int64_t>(begin), static_cast<int64_t>(end)});
  }
};

}  // namespace

std::string opening_of(const jinja::Text& asked, const jinja::Text& plain) {
  const std::string tail = asked.bytes().substr(end_of_turns(asked)), ending = plain.bytes().substr(end_of_turns(plain));
  return tail.starts_with(ending) ? tail.substr(ending.size()) : tail;
}

std::vector<ByteRange> learned_spans(const jinja::Text& text, const Conversation& conversation, const std::string& opening, bool learn_end_mark) {
  Wanted wanted{text, opening, learn_end_mark, {}};
  for (size_t i = 0; i < conversation.messages.size(); ++i) {
    const Message& message = conversation.messages[i];
    if (!message.learned) continue;
    const auto number = static_cast<int32_t>(i);
    std::vector<Stretch> turns = turns_of(text.runs(), number);
    const auto anywhere = content_in(text.runs(), number, {0, text.size()});
    if (turns.empty() && anywhere) turns.push_back(gap_around(text.runs(), number, *anywhere));
    const bool told = std::any_of(turns.begin(), turns.end(), [&](Stretch turn) { return content_in(text.runs(), number, turn).has_value(); });
    for (const Stretch turn : turns)
      if (!told || content_in(text.runs(), number, turn)) wanted.add(number, turn, message);
  }
  std::sort(wanted.spans.begin(), wanted.spans.end(), [](const ByteRange& a, const ByteRange& b) { return a.begin < b.begin; });
  return std::move(wanted.spans);
}

std::vector<ByteRange> marked_spans(const jinja::Text& text, const Conversation& conversation, bool learn_end_mark) {
  std::vector<ByteRange> out;
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
      const auto content = message >= 0 ? content_in(runs, message, span) : std::nullopt;
      span.end = content ? content->end : span.begin;
    }
    if (span.begin < span.end) out.push_back({static_cast<int64_t>(span.begin), static_cast<int64_t>(span.end)});
  }
  return out;
}

}  // namespace lathe::text
