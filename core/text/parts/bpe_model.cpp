#include "core/text/parts/bpe_model.h"

#include <algorithm>
#include <bit>

#include "core/base/utf8.h"
#include "core/text/byte_letters.h"

namespace lathe::text {
namespace {

constexpr size_t kLongestKnown = 96, kMostKnownTokens = 1 << 20;

bool later(const ModelScratch::Candidate& a, const ModelScratch::Candidate& b) {
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

BpeModel::BpeModel(BpeFile file, const std::string& file_name) : file_(std::move(file)) {
  read_vocabulary(file_.vocabulary, file_name);
  read_bytes();
  if (!file_.unknown.empty()) {
    const auto id = id_of(file_.unknown);
    if (!id) bad_vocabulary(file_name, phrase(LATHE_TR("the token for unknown text, \"{0}\", is not in it"), file_.unknown));
    unknown_id_ = *id;
  }
  read_merges(file_name);
  if (file_.ignore_merges)
    for (const auto& [piece, id] : ids()) whole_.emplace(file_.byte_level ? letters_to_bytes(piece).value_or(piece) : piece, id);
  file_.vocabulary = {};
  file_.merges = {};
}

void BpeModel::read_bytes() {
  for (int b = 0; b < 256; ++b) {
    byte_ids_[b] = id_of(bytes_to_letters(std::string(1, static_cast<char>(b)))).value_or(-1);
    fallback_ids_[b] = file_.byte_fallback ? id_of(byte_fallback_piece(b)).value_or(-1) : -1;
  }
}

void BpeModel::read_merges(const std::string& file_name) {
  merges_.reserve(file_.merges.size());
  std::string whole;
  for (size_t rank = 0; rank < file_.merges.size(); ++rank) {
    const auto& [left, right] = file_.merges[rank];
    const bool prefixed = !file_.prefix.empty() && right.starts_with(file_.prefix);
    whole.assign(left).append(right, prefixed ? file_.prefix.size() : 0);
    const auto a = id_of(left), b = id_of(right), c = id_of(whole);
    if (!a || !b || !c)
      bad_vocabulary(file_name, phrase(LATHE_TR("merge {0} joins \"{1}\" and \"{2}\", but the vocabulary lacks \"{3}\""), rank, left, right,
                                       !a ? left : !b ? right : whole));
    if (!merges_.insert(*a, *b, {static_cast<uint32_t>(rank), *c}))
      bad_vocabulary(file_name, phrase(LATHE_TR("the merge of \"{0}\" and \"{1}\" stands twice"), left, right));
  }
}

void BpeModel::encode(std::string_view word, ModelScratch& scratch, std::vector<ModelToken>& out) const {
  if (!whole_.empty())
    if (const auto found = whole_.find(word); found != whole_.end()) {
      out.push_back({found->second, 0, static_cast<uint32_t>(word.size())});
      return;
    }
  if (word.size() > kLongestKnown) { merge(word, scratch, out); return; }
  if (const auto found = scratch.known.find(word); found != scratch.known.end()) {
    const auto first = scratch.known_tokens.begin() + found->second.first;
    out.insert(out.end(), first, first + found->second.second);
    return;
  }
  const size_t before = out.size();
  merge(word, scratch, out);
  // A word of characters that vanish has no token, and takes its place all the same.
  if (std::max(scratch.known_tokens.size(), scratch.known.size()) > kMostKnownTokens) {
    scratch.known.clear();
    scratch.known_tokens.clear();
  }
  scratch.known.emplace(word, std::pair{static_cast<uint32_t>(scratch.known_tokens.size()), static_cast<uint32_t>(out.size() - before)});
  scratch.known_tokens.insert(scratch.known_tokens.end(), out.begin() + static_cast<ptrdiff_t>(before), out.end());
}

int32_t BpeModel::id_of_unit(std::string_view unit, bool first, bool last) const {
  if (file_.byte_level && file_.prefix.empty() && file_.suffix.empty()) return byte_ids_[static_cast<unsigned char>(unit[0])];
  std::string name = file_.byte_level ? bytes_to_letters(unit) : std::string(unit);
  if (!first) name.insert(0, file_.prefix);
  if (last) name += file_.suffix;
  return id_of(name).value_or(-1);
}

void BpeModel::add_symbol(int32_t id, ModelScratch::Symbol place, ModelScratch& scratch) const {
  const auto index = static_cast<int32_t>(scratch.symbols.size());
  if (index > 0) scratch.symbols.back().next = index;
  scratch.symbols.push_back({id, index - 1, -1, place.begin, place.end});
}

// Bytes or characters that the vocabulary has, byte pieces for those that it lacks, else the unknown token; without one
// they vanish, as in the reference.
void BpeModel::cut(std::string_view word, ModelScratch& scratch) const {
  scratch.symbols.clear();
  ModelScratch::Symbol unknown{-1, 0, 0, 0, 0};
  const auto flush = [&] {
    if (unknown.id >= 0) add_symbol(unknown.id, unknown, scratch);
    unknown.id = -1;
  };
  for (size_t at = 0; at < word.size();) {
    const size_t begin = at;
    if (file_.byte_level) ++at;
    else next_code_point(word, at);
    const std::string_view unit = word.substr(begin, at - begin);
    const auto place = [](size_t from, size_t to) { return ModelScratch::Symbol{0, 0, 0, static_cast<uint32_t>(from), static_cast<uint32_t>(to)}; };
    if (const int32_t id = id_of_unit(unit, begin == 0, at == word.size()); id >= 0) {
      flush();
      add_symbol(id, place(begin, at), scratch);
      continue;
    }
    if (std::all_of(unit.begin(), unit.end(), [this](char c) { return fallback_ids_[static_cast<unsigned char>(c)] >= 0; })) {
      for (size_t i = begin; i < at; ++i) add_symbol(fallback_ids_[static_cast<unsigned char>(word[i])], place(i, i + 1), scratch);
      continue;
    }
    if (unknown_id_ < 0) continue;
    if (unknown.id >= 0 && file_.fuse_unknown) { unknown.end = static_cast<uint32_t>(at); continue; }
    flush();
    unknown = place(begin, at);
    unknown.id = unknown_id_;
  }
  flush();
}

void BpeModel::offer(int32_t at, ModelScratch& scratch) const {
  const ModelScratch::Symbol& symbol = scratch.symbols[at];
  if (symbol.next < 0) return;
  const int32_t right = scratch.symbols[symbol.next].id;
  const Merge* found = merges_.find(symbol.id, right);
  if (!found) return;
  scratch.heap.push_back({found->rank, at, symbol.id, right, found->result});
  std::push_heap(scratch.heap.begin(), scratch.heap.end(), later);
}

// The lowest rank first, the leftmost of equal ones; a candidate whose symbols have changed since is skipped.
void BpeModel::merge(std::string_view word, ModelScratch& scratch, std::vector<ModelToken>& out) const {
  cut(word, scratch);
  auto& symbols = scratch.symbols;
  if (symbols.empty()) return;
  scratch.heap.clear();
  for (int32_t i = 0; i + 1 < static_cast<int32_t>(symbols.size()); ++i) offer(i, scratch);
  while (!scratch.heap.empty()) {
    std::pop_heap(scratch.heap.begin(), scratch.heap.end(), later);
    const ModelScratch::Candidate best = scratch.heap.back();
    scratch.heap.pop_back();
    ModelScratch::Symbol& left = symbols[best.at];
    if (left.id != best.left || left.next < 0 || symbols[left.next].id != best.right) continue;
    ModelScratch::Symbol& right = symbols[left.next];
    left.id = best.result;
    left.end = right.end;
    right.id = -1;
    left.next = right.next;
    if (left.next >= 0) symbols[left.next].previous = best.at;
    if (left.previous >= 0) offer(left.previous, scratch);
    offer(best.at, scratch);
  }
  for (int32_t i = 0; i >= 0; i = symbols[i].next) out.push_back({symbols[i].id, symbols[i].begin, symbols[i].end});
}

}  // namespace lathe::text
