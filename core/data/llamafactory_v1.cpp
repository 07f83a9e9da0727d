#include "core/data/llamafactory_v1.h"

namespace lathe::data {
namespace {

Json call_part(const Json& call) {
  const Json& inner = member(call, "function").is_object() ? call["function"] : call;
  return {{"type", "tool_call"}, {"value", inner.dump()}};
}

Json v1_message(const text::Message& message) {
  Json parts = Json::array();
  if (const Json& reasoning = member(message.members, "reasoning_content"); reasoning.is_string()) parts.push_back({{"type", "reasoning"}, {"value", reasoning}});
  if (!message.content.empty()) parts.push_back({{"type", "text"}, {"value", message.content}});
  if (const Json& calls = member(message.members, "tool_calls"); calls.is_array())
    for (const Json& call : calls) parts.push_back(call_part(call));
  return {{"role", message.role}, {"content", std::move(parts)}, {"loss_weight", message.learned ? 1.0 : 0.0}};
}

Json v1_messages(const text::Conversation& conversation) {
  Json out = Json::array();
  for (const text::Message& message : conversation.messages) out.push_back(v1_message(message));
  return out;
}

}  // namespace

Json v1_record(RecordKind kind, const Example& example) {
  Json out = Json::object();
  if (kind == RecordKind::conversation) {
    out["messages"] = v1_messages(example.conversation);
  } else if (kind == RecordKind::preference) {
    out["chosen_messages"] = v1_messages(example.conversation);
    out["rejected_messages"] = v1_messages(example.rejected);
  } else {
    throw Error("data.not_written", phrase(LATHE_TR("[convert] {0} have no v1 form"), title_of(kind)), phrase(LATHE_TR("Conversations and preference pairs have one.")));
  }
  if (!example.conversation.tools.is_null()) out["tools"] = example.conversation.tools.dump();
  return out;
}

}  // namespace lathe::data
