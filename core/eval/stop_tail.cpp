#include "core/eval/stop_tail.h"

#include <algorithm>

namespace lathe::eval {

StopTail::StopTail(const text::Tokenizer& tokenizer, const Request& request) : tokenizer_(tokenizer), stops_(request.options.stop_strings) {
  std::erase(stops_, std::string());
  for (const std::string& stop : stops_) longest_ = std::max(longest_, stop.size());
  const bool after_text = request.goes_on && std::any_of(request.prompt.begin(), request.prompt.end(), [&](int32_t id) { return !tokenizer.token_bytes(id, true).empty(); });
  drops_first_blank_ = tokenizer.strips_leading_space() && !after_text;
}

bool StopTail::completed_by_last(std::span<const int32_t> answer) const {
  if (answer.empty() || !can_stop()) return false;
  std::string text = tokenizer_.token_bytes(answer.back(), true);
  size_t before = 0, first = answer.size() - 1;      // bytes of the text in front of the last token
  for (; first > 0 && before < longest_; --first) {
    const std::string bytes = tokenizer_.token_bytes(answer[first - 1], true);
    text.insert(0, bytes);
    before += bytes.size();
  }
  if (first == 0 && drops_first_blank_ && text.starts_with(' ')) {
    text.erase(0, 1);
    before -= before > 0;
  }
  return std::any_of(stops_.begin(), stops_.end(), [&](const std::string& stop) {
    const size_t from = before + 1 > stop.size() ? before + 1 - stop.size() : 0;
    return text.find(stop, from) != std::string::npos;
  });
}

}  // namespace lathe::eval
