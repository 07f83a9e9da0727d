// ChatML: "<|im_start|>role\ncontent<|im_end|>\n", and how a folder's own template is told to be exactly that.
#pragma once
#include <string_view>

#include "core/text/chat_template.h"

namespace lathe::text {

// The source that renders what ours renders, as Hugging Face reads it; written beside tokenizers that Lathe makes.
extern const std::string_view kChatMlSource;

TemplateSpec chatml_spec();
// True only when the Jinja source can be seen to print ChatML and nothing else; additions (default system prompts,
// thinking, tools, begin marks) make it false.
bool is_plain_chatml(std::string_view jinja_source);

}  // namespace lathe::text
