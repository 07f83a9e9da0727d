// The Jinja sources of resources/templates, compiled in. Besides what every chat template knows they may use
// `answer_end`, the text that ends an answer where it is not their own, and the member `input` of messages.
#pragma once
#include <string_view>

namespace lathe::text {

// Empty for an unknown name.
std::string_view builtin_template(std::string_view name);

}  // namespace lathe::text
