// Samples without a chat template: running text in blocks, and texts that have a label.
#include <algorithm>

#include "core/data/sample.h"

namespace lathe::data {
namespace {

// Two texts of a pair one behind the other, as they are shown; offsets of the second count in the whole.
void join_pair(const Example& example, const text::Encoding& encoding, BuiltSample& out) {
  out.text = example.text + "\n" + example.text_pair;
  const auto second = static_cast<int64_t>(example.text.size()) + 1;
  for (size_t i = 0; i < encoding.offsets.size(); ++i) {
    const int64_t shift = i < encoding.second_begin ? 0 : second;
    out.offsets.push_back({encoding.offsets[i].begin + shift, encoding.offsets[i].end + shift});
  }
  out.sample.token_types = encoding.type_ids;
}

}  // namespace

// All of it is learned. A document ends with the end mark; every block but the last is full.
std::vector<BuiltSample> SampleBuilder::build_text(int64_t record, const std::string& text) const {
  text::Encoding encoding = tokenizer_.encode(text, {.parse_special = false});
  const text::SpecialIds& special = tokenizer_.special();
  const auto size = static_cast<int64_t>(text.size());
  if (learn_end_mark_ && !special.end.empty()) {
    encoding.ids.push_back(special.end.front());
    encoding.offsets.push_back({size, size});
  }
  const bool marked = special.begin && tokenizer_.wants_begin_mark();
  const size_t room = std::max<size_t>(1, static_cast<size_t>(max_tokens_) - (marked ? 1 : 0));
  std::vector<BuiltSample> out;
  for (size_t begin = 0; begin < encoding.ids.size(); begin += room) {
    const size_t end = std::min(begin + room, encoding.ids.size());
    BuiltSample& block = out.emplace_back();
    block.tokens_before_cut = static_cast<int64_t>(encoding.ids.size());
    if (marked) {
      block.sample.ids.push_back(*special.begin);
      block.sample.labels.push_back(kNotLearned);
      block.offsets.push_back({0, 0});
    }
    const auto from = static_cast<ptrdiff_t>(begin), to = static_cast<ptrdiff_t>(end);
    block.sample.record = record;
    block.sample.ids.insert(block.sample.ids.end(), encoding.ids.begin() + from, encoding.ids.begin() + to);
    block.sample.labels.insert(block.sample.labels.end(), encoding.ids.begin() + from, encoding.ids.begin() + to);
    block.offsets.insert(block.offsets.end(), encoding.offsets.begin() + from, encoding.offsets.begin() + to);
    block.text = text;
    block.begin_marks = marked ? 1 : 0;
    block.ends_with_end_mark = end == encoding.ids.size() && learn_end_mark_ && !special.end.empty();
  }
  return out;
}

// Too long: the end of the text is cut, of a pair that of the longer one, or the record is left out. A second text that
// the tokenizer has no mark for stands on the next line.
BuiltSample SampleBuilder::build_labelled(int64_t record, const Example& example) const {
  const bool pair = !example.text_pair.empty() && tokenizer_.parts_pairs();
  const std::string whole = example.text_pair.empty() ? example.text : example.text + "\n" + example.text_pair;
  const auto encoded = [&](int64_t most) {
    const text::EncodeOptions options{.add_special_tokens = true, .parse_special = false, .most_tokens = most};
    return pair ? tokenizer_.encode_pair(example.text, example.text_pair, options) : tokenizer_.encode(whole, options);
  };
  BuiltSample out;
  text::Encoding encoding = encoded(0);
  out.tokens_before_cut = static_cast<int64_t>(encoding.ids.size());
  if (out.tokens_before_cut > max_tokens_) {
    out.fate = drop_too_long_ ? Fate::dropped_too_long : Fate::cut;
    encoding = encoded(max_tokens_);
  }
  if (pair) {
    join_pair(example, encoding, out);
  } else {
    out.text = whole;
    out.offsets = std::move(encoding.offsets);
  }
  out.sample.record = record;
  out.sample.labels.assign(encoding.ids.size(), kNotLearned);
  out.sample.ids = std::move(encoding.ids);
  return out;
}

}  // namespace lathe::data
