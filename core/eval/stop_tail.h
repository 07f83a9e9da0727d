// Whether an answer's last token completes a stop string, as a beam search asks of every candidate. A stop string counts
// in the answer alone, as it is shown: one that began in the prompt does not (the reference counts it).
#pragma once
#include <span>
#include <string>
#include <vector>

#include "core/eval/request.h"
#include "core/text/tokenizer.h"

namespace lathe::eval {

class StopTail {
 public:
  StopTail(const text::Tokenizer& tokenizer, const Request& request);
  bool can_stop() const { return longest_ > 0; }
  bool completed_by_last(std::span<const int32_t> answer) const;

 private:
  const text::Tokenizer& tokenizer_;
  std::vector<std::string> stops_;
  size_t longest_ = 0;                               // bytes
  bool drops_first_blank_ = false;
};

}  // namespace lathe::eval
