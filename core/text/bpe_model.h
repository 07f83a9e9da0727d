// Byte-level byte-pair encoding: a vocabulary, ranked merges, and the ids of one pre-token.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace lathe::text {

struct StringHash {
  using is_transparent = void;
  size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
using IdsByText = std::unordered_map<std::string, int32_t, StringHash, std::equal_to<>>;

// What a tokenizer file says, before it is checked.
struct BpeFile {
  std::vector<std::pair<std::string, int32_t>> vocabulary;       // pieces in byte letters
  std::vector<std::pair<std::string, std::string>> merges;       // by rank
  bool ignore_merges = false;                                    // a pre-token that is a piece is taken whole
};

class BpeModel {
 public:
  // `name` opens messages. Throws Error tokenizer.bad_vocabulary.
  BpeModel(BpeFile file, const std::string& name);

  class Scratch {
   public:
    struct Symbol { int32_t id, previous, next; };
    struct Candidate { uint32_t rank; int32_t at, left, right, result; };
    std::vector<Symbol> symbols;
    std::vector<Candidate> heap;
    std::unordered_map<std::string, std::pair<uint32_t, uint32_t>, StringHash, std::equal_to<>> known;   // place in known_ids
    std::vector<int32_t> known_ids;
  };
  // Appends the ids of one pre-token, given as bytes.
  void encode(std::string_view bytes, Scratch& scratch, std::vector<int32_t>& out) const;

  int32_t size() const { return static_cast<int32_t>(pieces_.size()); }
  const std::string& piece(int32_t id) const { return pieces_[id]; }
  const std::string& bytes(int32_t id) const { return bytes_[id]; }
  const IdsByText& ids() const { return ids_; }                  // by piece, in letters

 private:
  struct Merge { uint32_t rank; int32_t result; };
  // Open addressing: encoding looks up a pair at every step.
  class MergeTable {
   public:
    void reserve(size_t count);
    bool insert(int32_t left, int32_t right, Merge merge);       // false when the pair is there already
    const Merge* find(int32_t left, int32_t right) const;

   private:
    struct Slot { uint64_t key = ~uint64_t{0}; Merge merge{}; };
    size_t slot_of(uint64_t key) const { return (key * 0x9E3779B97F4A7C15u) >> shift_; }
    std::vector<Slot> slots_;
    int shift_ = 63;
  };

  void read_vocabulary(const BpeFile& file, const std::string& name);
  void read_merges(const BpeFile& file, const std::string& name);
  void merge(std::string_view bytes, Scratch& scratch, std::vector<int32_t>& out) const;
  void offer(int32_t at, Scratch& scratch) const;

  std::vector<std::string> pieces_, bytes_;
  IdsByText ids_, whole_;                                        // whole_: by bytes, only with ignore_merges
  std::array<int32_t, 256> byte_ids_{};
  MergeTable merges_;
};

}  // namespace lathe::text
