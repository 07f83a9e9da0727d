#include "core/text/jinja/tagged_text.h"

#include <algorithm>

namespace lathe::text::jinja {

Text::Text(std::string bytes, Tag tag) : bytes_(std::move(bytes)) { close_run(tag); }

void Text::close_run(Tag tag) {
  const size_t begin = runs_.empty() ? 0 : runs_.back().end;
  if (bytes_.size() == begin) return;
  if (!runs_.empty() && runs_.back().tag == tag) runs_.back().end = bytes_.size();
  else runs_.push_back({bytes_.size(), tag});
}

void Text::append(std::string_view bytes, Tag tag) {
  bytes_ += bytes;
  close_run(tag);
}

void Text::append(const Text& other, size_t begin, size_t end) {
  auto run = std::upper_bound(other.runs_.begin(), other.runs_.end(), begin, [](size_t byte, const Run& r) { return byte < r.end; });
  while (begin < end && run != other.runs_.end()) {
    const size_t to = std::min(end, run->end);
    append(std::string_view(other.bytes_).substr(begin, to - begin), run->tag);
    begin = to;
    ++run;
  }
}

Text Text::slice(size_t begin, size_t end) const {
  Text out;
  out.safe = safe;
  if (begin < end) out.append(*this, begin, end);
  return out;
}

Tag Text::tag_at(size_t byte) const {
  const auto run = std::upper_bound(runs_.begin(), runs_.end(), byte, [](size_t at, const Run& r) { return at < r.end; });
  return run == runs_.end() ? Tag{} : run->tag;
}

void Text::mark(int32_t turn, int32_t block) {
  std::vector<Run> marked;
  for (Run run : runs_) {
    if (run.tag.turn < 0) run.tag.turn = turn;
    if (run.tag.block == 0) run.tag.block = block;
    if (!marked.empty() && marked.back().tag == run.tag) marked.back().end = run.end;
    else marked.push_back(run);
  }
  runs_ = std::move(marked);
}

size_t code_point_size(unsigned char lead) { return lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1; }

size_t length(const Text& text) {
  return static_cast<size_t>(std::count_if(text.bytes().begin(), text.bytes().end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

size_t byte_of(const std::string& bytes, size_t code_point) {
  size_t at = 0;
  while (code_point > 0 && at < bytes.size()) {
    at += code_point_size(static_cast<unsigned char>(bytes[at]));
    --code_point;
  }
  return std::min(at, bytes.size());
}

}  // namespace lathe::text::jinja
