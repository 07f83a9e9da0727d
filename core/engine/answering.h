// Answers, streamed: shared by generate jobs and by prompts that are asked during a run.
#pragma once
#include <stop_token>

#include "core/engine/job_events.h"
#include "core/eval/answer.h"

namespace lathe::engine {

struct Asked {
  int64_t number = 0;                    // of the prompt
  Side side = Side::after;
  const text::Conversation& prompt;
  const text::ChatTemplate* chat_template = nullptr;   // null: the prompt is plain text to go on from
  GenerateOptions options;
  std::string speaker, weights_hash;
};

// Several at once, each with its own template and options; an answer is sent when it has ended.
void answer_all(const eval::Speaker& speaker, const std::vector<Asked>& asked, JobEvents& events, const std::stop_token& stop);

}  // namespace lathe::engine
