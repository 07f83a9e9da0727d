#include "core/eval/stop_text.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace lathe::eval {

StopText::StopText(std::vector<std::string> stops) : stops_(std::move(stops)) { std::erase(stops_, std::string()); }

// The longest end of the text that begins a stop string.
size_t StopText::held_back() const {
  size_t most = 0;
  for (const std::string& stop : stops_)
    for (size_t size = std::min(stop.size() - 1, text_.size()); size > most; --size)
      if (std::string_view(text_).ends_with(std::string_view(stop).substr(0, size))) most = size;
  return most;
}

std::string StopText::push(const std::string& piece) {
  if (stopped()) return {};
  text_ += piece;
  size_t cut = std::string::npos;
  for (const std::string& stop : stops_)
    if (const size_t at = text_.find(stop); at < cut) {
      cut = at;
      found_ = stop;
    }
  const size_t shown = stopped() ? cut : text_.size() - held_back();
  std::string out = text_.substr(0, shown);
  text_.erase(0, shown);
  return out;
}

std::string StopText::finish() { return stopped() ? std::string() : std::exchange(text_, {}); }

}  // namespace lathe::eval
