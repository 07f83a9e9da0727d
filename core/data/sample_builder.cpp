#include <algorithm>

#include "core/data/sample.h"

namespace lathe::data {
namespace {

struct Encoded {
  text::Rendered rendered;
  std::vector<int32_t> ids;
  std::vector<text::ByteRange> offsets;
};

// Exactly one begin mark in front where the model wants one, whatever the template or the text wrote there.
void put_begin_mark(const text::Tokenizer& tokenizer, std::vector<int32_t>& ids, std::vector<text::ByteRange>& offsets) {
  const std::optional<int32_t> mark = tokenizer.special().begin;
  if (!mark || !tokenizer.wants_begin_mark()) return;
  size_t there = 0;
  while (there < ids.size() && ids[there] == *mark) ++there;
  if (there == 0) {
    ids.insert(ids.begin(), *mark);
    offsets.insert(offsets.begin(), text::ByteRange{0, 0});
  } else {
    ids.erase(ids.begin() + 1, ids.begin() + static_cast<ptrdiff_t>(there));
    offsets.erase(offsets.begin() + 1, offsets.begin() + static_cast<ptrdiff_t>(there));
  }
}

// Where the begin mark ends answers too (GPT-2), only the first place tells.
int count_begin_marks(const text::Tokenizer& tokenizer, const std::vector<int32_t>& ids) {
  const text::SpecialIds& special = tokenizer.special();
  if (!special.begin || ids.empty()) return 0;
  if (std::find(special.end.begin(), special.end.end(), *special.begin) != special.end.end()) return ids.front() == *special.begin;
  return static_cast<int>(std::count(ids.begin(), ids.end(), *special.begin));
}

Encoded encode(const text::Tokenizer& tokenizer, text::Rendered rendered) {
  text::Encoding encoding = tokenizer.encode(rendered.text);
  put_begin_mark(tokenizer, encoding.ids, encoding.offsets);
  return {std::move(rendered), std::move(encoding.ids), std::move(encoding.offsets)};
}

// A token without bytes of its own (SentencePiece's added blank) is learned only strictly inside a span.
bool inside(const text::ByteRange& token, const text::ByteRange& span) {
  if (token.begin == token.end) return token.begin > span.begin && token.end < span.end;
  return token.begin >= span.begin && token.end <= span.end;
}

std::vector<int32_t> labels_of(const Encoded& encoded) {
  std::vector<int32_t> labels(encoded.ids.size(), kNotLearned);
  auto span = encoded.rendered.learned.begin();
  for (size_t i = 0; i < labels.size(); ++i) {
    while (span != encoded.rendered.learned.end() && span->end <= encoded.offsets[i].begin) ++span;
    if (span != encoded.rendered.learned.end() && inside(encoded.offsets[i], *span)) labels[i] = encoded.ids[i];
  }
  return labels;
}

// Where turns begin: each question that follows an answer, and the first message after the system text.
std::vector<size_t> turn_starts(const text::Conversation& conversation) {
  std::vector<size_t> starts;
  const auto& messages = conversation.messages;
  size_t first = 0;
  while (first < messages.size() && messages[first].role == "system") ++first;
  for (size_t i = first; i < messages.size(); ++i)
    if (i == first || messages[i].role == "user") starts.push_back(i);
  return starts;
}

text::Conversation without_oldest(const text::Conversation& conversation, const std::vector<size_t>& starts, size_t count) {
  text::Conversation out{{}, conversation.tools};
  const auto& messages = conversation.messages;
  out.messages.assign(messages.begin(), messages.begin() + static_cast<ptrdiff_t>(starts.empty() ? messages.size() : starts.front()));
  if (count < starts.size()) out.messages.insert(out.messages.end(), messages.begin() + static_cast<ptrdiff_t>(starts[count]), messages.end());
  return out;
}

bool last_end_mark_learned(const Encoded& encoded, const std::vector<int32_t>& labels, const std::string& end_mark) {
  if (end_mark.empty() || encoded.rendered.learned.empty()) return false;
  const auto& span = encoded.rendered.learned.back();
  const auto mark = static_cast<int64_t>(end_mark.size());
  if (span.end - span.begin < mark || encoded.rendered.text.compare(static_cast<size_t>(span.end - mark), end_mark.size(), end_mark) != 0) return false;
  bool covered = false;
  for (size_t i = 0; i < labels.size(); ++i) {
    const auto& token = encoded.offsets[i];
    if (token.begin == token.end || token.end <= span.end - mark || token.begin >= span.end) continue;
    if (labels[i] == kNotLearned) return false;
    covered = true;
  }
  return covered;
}

}  // namespace

int64_t Sample::num_learned() const {
  return std::count_if(labels.begin(), labels.end(), [](int32_t label) { return label != kNotLearned; });
}

SampleBuilder::SampleBuilder(const text::Tokenizer& tokenizer, const text::ChatTemplate& chat_template, const config::DataConfig& options)
    : tokenizer_(tokenizer), chat_template_(chat_template), max_tokens_(options.max_tokens), drop_too_long_(options.too_long == "drop"),
      learn_end_mark_(options.learn_end_mark) {}

BuiltSample SampleBuilder::build(int64_t record, const text::Conversation& conversation, size_t least_cut) const {
  const auto encoded_without = [&](const std::vector<size_t>& starts, size_t count) {
    return encode(tokenizer_, chat_template_.render(count == 0 ? conversation : without_oldest(conversation, starts, count), {.learn_end_mark = learn_end_mark_}));
  };
  const auto fits = [&](const Encoded& encoded) { return encoded.ids.size() <= static_cast<size_t>(max_tokens_); };
  const std::vector<size_t> starts = turn_starts(conversation);
  BuiltSample out;
  Encoded encoded = encoded_without(starts, 0);
  out.tokens_before_cut = static_cast<int64_t>(encoded.ids.size());
  size_t cut = 0;
  if ((!fits(encoded) || least_cut > 0) && !drop_too_long_ && starts.size() > 1) {
    size_t high = starts.size() - 1, low = std::clamp<size_t>(least_cut, 1, high);   // the fewest turns whose cut makes the rest fit, or all but the last
    while (low < high) {
      const size_t middle = (low + high) / 2;
      if (fits(encoded_without(starts, middle))) high = middle;
      else low = middle + 1;
    }
    cut = low;
    encoded = encoded_without(starts, cut);
  }
  if (!fits(encoded)) {
    out.fate = Fate::dropped_too_long;
    return out;
  }
  std::vector<int32_t> labels = labels_of(encoded);
  out.ends_with_end_mark = last_end_mark_learned(encoded, labels, chat_template_.end_mark());
  out.text = std::move(encoded.rendered.text);
  out.offsets = std::move(encoded.offsets);
  out.turns_cut = static_cast<int>(cut);
  out.fate = cut > 0 ? Fate::cut : Fate::whole;
  out.sample = {.record = record, .ids = std::move(encoded.ids), .labels = std::move(labels)};
  out.begin_marks = count_begin_marks(tokenizer_, out.sample.ids);
  if (out.sample.num_learned() == 0) out.fate = Fate::dropped_nothing_learned;
  return out;
}

std::vector<BuiltSample> SampleBuilder::build(int64_t record, RecordKind kind, const Example& example) const {
  std::vector<BuiltSample> out;
  switch (kind) {
    case RecordKind::text: return build_text(record, example.text);
    case RecordKind::classification: out.push_back(build_labelled(record, example)); break;
    case RecordKind::preference:
      out.push_back(build(record, example.conversation));
      out.push_back(build(record, example.rejected, static_cast<size_t>(out.front().turns_cut)));
      if (out.back().turns_cut > out.front().turns_cut) out.front() = build(record, example.conversation, static_cast<size_t>(out.back().turns_cut));
      break;
    case RecordKind::conversation:
    case RecordKind::kto: out.push_back(build(record, example.conversation)); break;
  }
  return out;
}

std::vector<int32_t> SampleBuilder::prompt_ids(const text::Conversation& conversation) const {
  return prompt(conversation).sample.ids;
}

BuiltSample SampleBuilder::prompt(const text::Conversation& conversation) const {
  text::Rendered rendered = chat_template_.render(conversation, {.add_generation_prompt = true});
  rendered.text += chat_template_.missing_opening(conversation);
  Encoded encoded = encode(tokenizer_, std::move(rendered));
  BuiltSample out{.sample = {.ids = std::move(encoded.ids), .labels = {}}, .text = std::move(encoded.rendered.text), .offsets = std::move(encoded.offsets)};
  out.sample.labels.assign(out.sample.ids.size(), kNotLearned);
  out.begin_marks = count_begin_marks(tokenizer_, out.sample.ids);
  return out;
}

}  // namespace lathe::data
