// The tokens of a row of logits that are not ruled out, the likeliest first (the lower id where they tie). Only as many
// are put in order as are looked at.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace lathe::eval {

struct Candidate {
  float logit;
  int32_t id;
};

class LikeliestFirst {
 public:
  explicit LikeliestFirst(std::span<const float> logits);
  size_t size() const { return among_.size(); }
  // Ranks are asked for one after the other, from 0 on.
  const Candidate& at(size_t rank);
  double weight(const Candidate& one) const;         // e ^ logit, the likeliest has 1
  double total() const;                              // of all weights
  std::span<const Candidate> from(size_t rank) const { return std::span(among_).subspan(rank); }   // behind those looked at, in any order

 private:
  std::vector<Candidate> among_;
  float top_ = 0;
  size_t ordered_ = 0;
};

}  // namespace lathe::eval
