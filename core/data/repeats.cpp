#include "core/data/repeats.h"

#include <algorithm>
#include <numeric>
#include <span>

#include "core/base/fingerprint.h"

namespace lathe::data {
namespace {

// Where the last answer begins.
size_t last_answer(const std::vector<int32_t>& labels) {
  size_t at = labels.size();
  while (at > 0 && labels[at - 1] == kNotLearned) --at;
  while (at > 0 && labels[at - 1] != kNotLearned) --at;
  return at;
}

uint64_t first_half(const Fingerprint& fingerprint) { return std::stoull(fingerprint.hex().substr(0, 16), nullptr, 16); }

// Visits each entry behind the first of those with the same key, in file order within a key.
template <class Key, class Visit>
void visit_repeats(std::vector<uint32_t>& order, const Key& key, const Visit& visit) {
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return key(a) != key(b) ? key(a) < key(b) : a < b; });
  for (size_t i = 1, first = 0; i < order.size(); ++i) {
    if (key(order[i]) != key(order[first])) first = i;
    else visit(order[i], order[first]);
  }
}

}  // namespace

void Repeats::add(const Sample& sample, const Known& known) {
  Fingerprint whole, question;
  whole.add(std::as_bytes(std::span(sample.ids)));
  whole.add(std::as_bytes(std::span(sample.labels)));
  whole.add(known.label);
  const size_t asked = kind_ == RecordKind::classification ? sample.ids.size() : last_answer(sample.labels);
  question.add(std::as_bytes(std::span(sample.ids).first(asked)));
  entries_.push_back({first_half(whole), first_half(question), static_cast<uint32_t>(sample.line), static_cast<uint32_t>(known.number)});
}

int64_t Repeats::report(const std::string& file, AuditReport& out, size_t most_issues) {
  int64_t left_out = 0;
  const auto number = [&](uint32_t at) { return entries_[at].number > 0 ? "#" + std::to_string(entries_[at].number) : std::string(); };
  const auto place = [&](uint32_t at) { return entries_[at].number > 0 ? plain_text(number(at)) : phrase(LATHE_TR("line {0}"), std::to_string(entries_[at].line)); };
  const auto note = [&](uint32_t at, Phrase reason, const char* code) {
    if (out.issues.size() < most_issues) out.issues.push_back({file, entries_[at].line, number(at), std::move(reason), code});
    else ++left_out;
  };
  std::vector<uint32_t> order(entries_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::vector<bool> repeated(entries_.size());
  visit_repeats(order, [&](uint32_t i) { return entries_[i].whole; }, [&](uint32_t at, uint32_t first) {
    repeated[at] = true;
    ++out.counts.duplicates;
    note(at, phrase(LATHE_TR("is the same as {0}"), place(first)), "data.duplicate");
  });
  if (kind_ != RecordKind::conversation && kind_ != RecordKind::classification) return left_out;   // others hold several answers by intent
  std::erase_if(order, [&](uint32_t i) { return repeated[i]; });
  visit_repeats(order, [&](uint32_t i) { return entries_[i].question; }, [&](uint32_t at, uint32_t first) {
    note(at, kind_ == RecordKind::classification ? phrase(LATHE_TR("is the same text as {0}, but the label differs"), place(first))
                                                 : phrase(LATHE_TR("asks the same as {0}, but the answer differs"), place(first)), "data.contradiction");
  });
  return left_out;
}

}  // namespace lathe::data
