// Byte-pair encoding, of bytes or of characters: a vocabulary and ranked merges.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/parts/token_model.h"

namespace lathe::text {

// What a tokenizer file says, before it is checked.
struct BpeFile {
  std::vector<std::pair<std::string, int32_t>> vocabulary;       // byte level: pieces in byte letters
  std::vector<std::pair<std::string, std::string>> merges;       // by rank
  bool byte_level = true;
  bool ignore_merges = false;                                    // a word that is a piece is taken whole
  bool byte_fallback = false, fuse_unknown = false;
  std::string unknown, prefix, suffix;                           // empty: none
};

class BpeModel final : public TokenModel {
 public:
  // `file_name` opens messages. Throws Error tokenizer.bad_vocabulary.
  BpeModel(BpeFile file, const std::string& file_name);
  const char* kind() const override { return file_.byte_level ? "byte-level BPE" : "BPE"; }
  void encode(std::string_view word, ModelScratch& scratch, std::vector<ModelToken>& out) const override;

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

  void read_merges(const std::string& file_name);
  void read_bytes();
  int32_t id_of_unit(std::string_view unit, bool first, bool last) const;
  void add_symbol(int32_t id, ModelScratch::Symbol place, ModelScratch& scratch) const;
  void cut(std::string_view word, ModelScratch& scratch) const;
  void merge(std::string_view word, ModelScratch& scratch, std::vector<ModelToken>& out) const;
  void offer(int32_t at, ModelScratch& scratch) const;

  BpeFile file_;
  IdsByText whole_;                                              // by bytes, only with ignore_merges
  std::array<int32_t, 256> byte_ids_{}, fallback_ids_{};         // -1 where there is none
  int32_t unknown_id_ = -1;
  MergeTable merges_;
};

}  // namespace lathe::text
