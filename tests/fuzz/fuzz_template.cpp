// Chat templates: whatever the source is, it is refused with an Error or rendered within its limits, and what is learned
// lies inside the text.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "core/base/error.h"
#include "core/text/jinja_chat.h"

using namespace lathe;
using namespace lathe::text;

namespace {

const std::vector<Conversation>& conversations() {
  static const std::vector<Conversation> all = [] {
    const Json calls = Json::parse(R"([{"type": "function", "function": {"name": "weigh", "arguments": {"what": "ring", "n": [1, 2.5, null, true]}}}])");
    const Json tools = Json::parse(R"([{"type": "function", "function": {"name": "weigh", "parameters": {"type": "object", "properties": {"what": {"type": "string"}}}}}])");
    const auto said = [](const char* role, const char* content, Json members = Json::object()) {
      return Message{.role = role, .content = content, .learned = std::string(role) == "assistant", .input = {}, .members = std::move(members)};
    };
    return std::vector<Conversation>{
        {{}, {}},
        {{said("user", "Hello"), said("assistant", "<think>\nhm\n</think>\n\nHi 😀 ")}, {}},
        {{said("system", "Be brief."), said("user", "  你好\n"), said("assistant", "", {{"tool_calls", calls}}), said("tool", "12 g", {{"tool_call_id", "a"}}), said("assistant", "Twelve.", {{"reasoning_content", "12"}})}, tools}};
  }();
  return all;
}

std::tm noon() {
  std::tm out{};
  out.tm_year = 125;
  out.tm_mday = 10;
  out.tm_hour = 12;
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  try {
    // Smaller limits than in the program, so that reaching one takes little time.
    const JinjaChat chat({TemplateSource{"fuzz", std::string(reinterpret_cast<const char*>(data), size)}, {}},
                         {.id = "fuzz", .words = {{"bos_token", "<s>"}, {"eos_token", "</s>"}}, .with_input = true, .clock = noon,
                          .limits = {.output_bytes = size_t{1} << 18, .made_bytes = size_t{1} << 22, .steps = 20'000}});
    for (const Conversation& conversation : conversations()) {
      try {
        const Rendered rendered = chat.render(conversation, {.add_generation_prompt = conversation.messages.empty()});
        int64_t at = 0;
        for (const ByteRange& span : rendered.learned) {
          if (span.begin < at || span.end <= span.begin || span.end > static_cast<int64_t>(rendered.text.size())) std::abort();
          at = span.end;
        }
      } catch (const Error&) {
        continue;                        // a template may refuse one conversation and take the next
      }
    }
  } catch (const Error&) {
    return 0;
  }
  return 0;
}
