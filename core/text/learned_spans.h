// Which bytes of a rendered conversation are learned, told from where each byte came from.
#pragma once
#include <string>
#include <vector>

#include "core/text/conversation.h"
#include "core/text/jinja/tagged_text.h"
#include "core/text/tokenizer.h"

namespace lathe::text {

// What a template prints after the conversation when the model is to answer. `asked` and `plain` are the same messages
// rendered with and without it. Empty where the template has no such text.
std::string opening_of(const jinja::Text& asked, const jinja::Text& plain);

// What stands around an answer.
struct TurnFrame {
  std::string opening;                   // what prompts end with
  std::string end_mark;                  // as far as it is known; where turns are named it is what the turn ends with
};

// Of each learned message: what stands between the opening and the content, the content, and the end mark (what follows
// in the same turn, without the white space at its end). Spans are ascending and disjoint.
std::vector<ByteRange> learned_spans(const jinja::Text& text, const Conversation& conversation, const TurnFrame& frame, bool learn_end_mark);

// The template's own marks: every {% generation %} block that belongs to a learned message, or to none.
std::vector<ByteRange> marked_spans(const jinja::Text& text, const Conversation& conversation, bool learn_end_mark);

}  // namespace lathe::text
