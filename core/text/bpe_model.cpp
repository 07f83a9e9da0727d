#include "core/text/bpe_model.h"

#include <algorithm>
#include <bit>

#include "core/base/error.h"
#include "core/text/byte_letters.h"

namespace lathe::text {
namespace {

constexpr int32_t kMaxIds = 1 << 24;
constexpr size_t kLongestKnown = 96, kMostKnownIds = 1 << 20;

[[noreturn]] void bad(const std::string& name, Phrase what) {
  throw Error("tokenizer.bad_vocabulary", phrase(LATHE_TR("[load_tokenizer] {0}: {1}"), name, what),
              phrase(LATHE_TR("Fetch the file again from where the model came from.")));
}

bool later(const BpeModel::Scratch::Candidate& a, const BpeModel::Scratch::Candidate& b) {
  return a.rank != b.rank ? a.rank > b.rank : a.at > b.at;
}

}  // namespace

void BpeModel::MergeTable::reserve(size_t count) {
  const size_t size = std::bit_ceil(std::max<size_t>(count * 2, 16));
  slots_.assign(size, {});
  shift_ = 64 - std::countr_zero(size);
}

bool BpeModel::MergeTable::insert(int32_t left, int32_t right, Merge merge) {
  const uint64_t key = uint64_t{static_cast<uint32_t>(left)} << 32 | static_cast<uint32_t>(right);
  size_t i = slot_of(key);
  while (slots_[i].key != ~uint64_t{0}) {
    if (slots_[i].key == key) return false;
    i = (i + 1) & (slots_.size() - 1);
  }
  slots_[i] = {key, merge};
  return true;
}

const BpeModel::Merge* BpeModel::MergeTable::find(int32_t left, int32_t right) const {
  const uint64_t key = uint64_t{static_cast<uint32_t>(left)} << 32 | static_cast<uint32_t>(right);
  for (size_t i = slot_of(key);; i = (i + 1) & (slots_.size() - 1)) {
    if (slots_[i].key == key) return &slots_[i].merge;
    if (slots_[i].key == ~uint64_t{0}) return nullptr;
  }
}

BpeModel::BpeModel(BpeFile file, const std::string& name) {
  read_vocabulary(file, name);
  read_merges(file, name);
  if (!file.ignore_merges) return;
  for (const auto& [piece, id] : ids_) whole_.emplace(bytes_[id], id);
}

void BpeModel::read_vocabulary(const BpeFile& file, const std::string& name) {
  int32_t highest = -1;
  for (const auto& [piece, id] : file.vocabulary) {
    if (id < 0 || id >= kMaxIds) bad(name, phrase(LATHE_TR("the token \"{0}\" has the id {1}, which cannot be"), piece, id));
    highest = std::max(highest, id);
  }
  if (static_cast<size_t>(highest) + 1 > 2 * file.vocabulary.size() + 1024)
    bad(name, phrase(LATHE_TR("{0} tokens have ids up to {1}"), file.vocabulary.size(), highest));
  pieces_.resize(static_cast<size_t>(highest) + 1);
  bytes_.resize(pieces_.size());
  std::vector<bool> taken(pieces_.size());
  ids_.reserve(file.vocabulary.size());
  for (const auto& [piece, id] : file.vocabulary) {
    if (taken[id]) bad(name, phrase(LATHE_TR("\"{0}\" and \"{1}\" share the id {2}"), pieces_[id], piece, id));
    taken[id] = true;
    pieces_[id] = piece;
    bytes_[id] = letters_to_bytes(piece).value_or(piece);
    ids_.emplace(piece, id);
  }
  for (int b = 0; b < 256; ++b) {
    const auto found = ids_.find(bytes_to_letters(std::string(1, static_cast<char>(b))));
    if (found == ids_.end()) bad(name, phrase(LATHE_TR("the vocabulary has no token for the byte {0}, so that some text would vanish"), b));
    byte_ids_[b] = found->second;
  }
}

void BpeModel::read_merges(const BpeFile& file, const std::string& name) {
  merges_.reserve(file.merges.size());
  std::string whole;
  for (size_t rank = 0; rank < file.merges.size(); ++rank) {
    const auto& [left, right] = file.merges[rank];
    whole.assign(left).append(right);
    const auto a = ids_.find(left), b = ids_.find(right), c = ids_.find(whole);
    if (a == ids_.end() || b == ids_.end() || c == ids_.end())
      bad(name, phrase(LATHE_TR("merge {0} joins \"{1}\" and \"{2}\", but the vocabulary lacks \"{3}\""), rank, left, right,
                       a == ids_.end() ? left : b == ids_.end() ? right : whole));
    if (!merges_.insert(a->second, b->second, {static_cast<uint32_t>(rank), c->second}))
      bad(name, phrase(LATHE_TR("the merge of \"{0}\" and \"{1}\" stands twice"), left, right));
  }
}

void BpeModel::encode(std::string_view bytes, Scratch& scratch, std::vector<int32_t>& out) const {
  if (bytes.size() == 1) { out.push_back(byte_ids_[static_cast<unsigned char>(bytes[0])]); return; }
  if (!whole_.empty())
    if (const auto found = whole_.find(bytes); found != whole_.end()) { out.push_back(found->second); return; }
  if (bytes.size() > kLongestKnown) { merge(bytes, scratch, out); return; }
  if (const auto found = scratch.known.find(bytes); found != scratch.known.end()) {
    const auto first = scratch.known_ids.begin() + found->second.first;
    out.insert(out.end(), first, first + found->second.second);
    return;
  }
  const size_t before = out.size();
  merge(bytes, scratch, out);
  if (scratch.known_ids.size() > kMostKnownIds) {
    scratch.known.clear();
    scratch.known_ids.clear();
  }
  scratch.known.emplace(bytes, std::pair{static_cast<uint32_t>(scratch.known_ids.size()), static_cast<uint32_t>(out.size() - before)});
  scratch.known_ids.insert(scratch.known_ids.end(), out.begin() + static_cast<ptrdiff_t>(before), out.end());
}

void BpeModel::offer(int32_t at, Scratch& scratch) const {
  const Scratch::Symbol& symbol = scratch.symbols[at];
  if (symbol.next < 0) return;
  const int32_t right = scratch.symbols[symbol.next].id;
  const Merge* found = merges_.find(symbol.id, right);
  if (!found) return;
  scratch.heap.push_back({found->rank, at, symbol.id, right, found->result});
  std::push_heap(scratch.heap.begin(), scratch.heap.end(), later);
}

// The lowest rank first, the leftmost of equal ones; a candidate whose symbols have changed since is skipped.
void BpeModel::merge(std::string_view bytes, Scratch& scratch, std::vector<int32_t>& out) const {
  auto& symbols = scratch.symbols;
  const auto count = static_cast<int32_t>(bytes.size());
  symbols.resize(bytes.size());
  for (int32_t i = 0; i < count; ++i) symbols[i] = {byte_ids_[static_cast<unsigned char>(bytes[i])], i - 1, i + 1 < count ? i + 1 : -1};
  scratch.heap.clear();
  for (int32_t i = 0; i + 1 < count; ++i) offer(i, scratch);
  while (!scratch.heap.empty()) {
    std::pop_heap(scratch.heap.begin(), scratch.heap.end(), later);
    const Scratch::Candidate best = scratch.heap.back();
    scratch.heap.pop_back();
    Scratch::Symbol& left = symbols[best.at];
    if (left.id != best.left || left.next < 0 || symbols[left.next].id != best.right) continue;
    Scratch::Symbol& right = symbols[left.next];
    left.id = best.result;
    right.id = -1;
    left.next = right.next;
    if (left.next >= 0) symbols[left.next].previous = best.at;
    if (left.previous >= 0) offer(left.previous, scratch);
    offer(best.at, scratch);
  }
  for (int32_t i = 0; i >= 0; i = symbols[i].next) out.push_back(symbols[i].id);
}

}  // namespace lathe::text
