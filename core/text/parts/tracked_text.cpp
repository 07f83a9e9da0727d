#include "core/text/parts/tracked_text.h"

namespace lathe::text {

TrackedText TrackedText::part(size_t begin, size_t end) const {
  if (!changed_) return TrackedText(given_.substr(begin, end - begin), at_ + begin);
  TrackedText out(given_, at_);
  out.changed_ = true;
  out.text_ = text_.substr(begin, end - begin);
  out.origins_.assign(origins_.begin() + static_cast<ptrdiff_t>(begin), origins_.begin() + static_cast<ptrdiff_t>(end));
  return out;
}

size_t TrackedText::begin_in_given(size_t at) const {
  if (!changed_) return at_ + at;
  if (at < origins_.size()) return at_ + origins_[at].begin;
  return at_ + (origins_.empty() ? 0 : origins_.back().end);
}

size_t TrackedText::end_in_given(size_t at) const {
  if (!changed_) return at_ + at;
  return at_ + (at == 0 ? (origins_.empty() ? 0 : origins_.front().begin) : origins_[at - 1].end);
}

void Rewrite::start() {
  started_ = true;
  const size_t until = reached_;
  reached_ = 0;
  keep_to(until);
}

void Rewrite::keep_to(size_t end) {
  if (started_) {
    out_.append(text_.text().substr(reached_, end - reached_));
    for (size_t i = reached_; i < end; ++i)
      origins_.push_back(text_.changed_ ? text_.origins_[i] : TrackedText::Origin{static_cast<uint32_t>(i), static_cast<uint32_t>(i + 1)});
  }
  reached_ = end;
}

void Rewrite::put(std::string_view replacement, size_t end) {
  if (text_.text().substr(reached_, end - reached_) == replacement) { keep_to(end); return; }
  if (!started_) start();
  const auto begin_origin = static_cast<uint32_t>(text_.begin_in_given(reached_) - text_.at_);
  const auto end_origin = end == reached_ ? begin_origin : static_cast<uint32_t>(text_.end_in_given(end) - text_.at_);
  out_ += replacement;
  origins_.insert(origins_.end(), replacement.size(), {begin_origin, end_origin});
  reached_ = end;
}

void Rewrite::finish() {
  keep_to(text_.text().size());
  if (!started_) return;
  text_.text_ = std::move(out_);
  text_.origins_ = std::move(origins_);
  text_.changed_ = true;
}

}  // namespace lathe::text
