// Trains a byte-level BPE tokenizer and writes it as Hugging Face reads it, in Qwen3's layout with a ChatML template.
#pragma once
#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace lathe::text {

struct BpeTrainOptions {
  int64_t vocabulary = 4096;             // entries in all: 256 bytes, merges, special tokens
  int64_t min_count = 2;                 // a pair seen less often is not merged
  // No token holds two Chinese characters: a sentence falls into the same tokens however it is turned, which a small
  // model learns from far less text.
  bool single_ideographs = false;
  std::vector<std::string> special_tokens{"<|endoftext|>", "<|im_start|>", "<|im_end|>"};
};

struct TrainedBpe {
  std::vector<std::string> pieces;                              // in byte letters, by id: bytes first, then merges in order
  std::vector<std::pair<std::string, std::string>> merges;
};

// The most frequent pair first, the one of the lowest ids among equals: the same texts give the same file. Throws Error
// tokenizer.vocabulary, text.not_utf8, Cancelled.
TrainedBpe train_bpe(const std::vector<std::string>& texts, const BpeTrainOptions& options, std::stop_token stop = {});

// Writes tokenizer.json, tokenizer_config.json and chat_template.jinja into `folder`. Throws Error disk.* too.
void train_byte_level_bpe(const std::vector<std::string>& texts, const BpeTrainOptions& options, const std::filesystem::path& folder);

}  // namespace lathe::text
