// The books of a beam search: which beams go on, which answers have ended, and when it is over. Knows no model.
// B beams, V vocabulary
#pragma once
#include <functional>
#include <span>
#include <vector>

#include "core/eval/request.h"

namespace lathe::eval {

struct Beam {
  std::vector<int32_t> ids;                          // of the answer
  float score = 0;                                   // of a running beam the sum of log p, of an ended one with the length penalty
  double log_probs = 0;                              // sum before the processors
  int64_t parent = 0;                                // index among the beams that ran before
  bool ended = false;
};

// Whether an answer ends with its last token.
using EndsHere = std::function<bool(std::span<const int32_t> answer)>;

class Beams {
 public:
  // At most `longest` tokens an answer. `ends_here` is asked beside the end ids; it may be empty.
  Beams(const Request& request, int64_t longest, EndsHere ends_here = {});
  const std::vector<Beam>& running() const { return running_; }
  // `scores`: processed log-probabilities of the running beams [B * V]; `plain`: before the processors.
  void step(std::span<const float> scores, std::span<const float> plain);
  int64_t length() const { return length_; }         // tokens of each running beam
  bool over() const { return over_; }
  const std::vector<Beam>& ended() const { return ended_; }      // the best first; placeholders where `ended` is false

 private:
  std::vector<Beam> candidates(std::span<const float> scores, std::span<const float> plain) const;
  void keep_running(const std::vector<Beam>& candidates);
  void keep_ended(const std::vector<Beam>& candidates);
  bool all_ended() const;
  bool may_improve() const;
  bool ends(const std::vector<int32_t>& answer) const;
  bool full() const;
  float over_length(float score, int64_t length) const;
  const Request& request_;
  EndsHere ends_here_;
  int64_t longest_, length_ = 0;
  std::vector<Beam> running_, ended_;
  bool over_ = false;
};

}  // namespace lathe::eval
