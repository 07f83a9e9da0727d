#include "core/text/conversation.h"

namespace lathe::text {
namespace {

[[noreturn]] void refuse(const std::string& name, const std::string& place, Phrase reason) {
  throw Error("conversation.bad", phrase(LATHE_TR("[read_conversation] {0}: {1} {2}"), name, place, reason),
              phrase(LATHE_TR("Give a list of messages, each an object with \"role\" and \"content\".")));
}

// Text, nothing, or a list of parts whose texts are joined.
std::string content_of(const Json& message, const std::string& name, const std::string& place) {
  const Json& content = member(message, "content");
  if (content.is_string()) return content.get<std::string>();
  if (content.is_null()) return {};
  if (!content.is_array()) refuse(name, place, phrase(LATHE_TR("must be text, but is {0}"), shown(content)));
  std::string out;
  for (const Json& part : content) {
    if (member(part, "type") != "text" || !member(part, "text").is_string()) refuse(name, place, phrase(LATHE_TR("has a part that is not text: {0}"), shown(part)));
    out += part["text"].get<std::string>();
  }
  return out;
}

}  // namespace

Conversation read_conversation(const Json& value, const std::string& name) {
  const Json& messages = value.is_array() ? value : member(value, "messages");
  if (!messages.is_array()) refuse(name, "messages", phrase(LATHE_TR("must be a list")));
  Conversation out;
  if (value.is_object()) out.tools = member(value, "tools");
  if (!out.tools.is_null() && !out.tools.is_array()) refuse(name, "tools", phrase(LATHE_TR("must be a list")));
  for (size_t i = 0; i < messages.size(); ++i) {
    const std::string place = "messages[" + std::to_string(i) + "]";
    const Json& message = messages[i];
    if (!member(message, "role").is_string()) refuse(name, place + ".role", phrase(LATHE_TR("must be text")));
    Message said{.role = message["role"].get<std::string>(), .content = content_of(message, name, place + ".content"), .learned = false, .input = {}, .members = Json::object()};
    said.learned = said.role == "assistant";
    for (const auto& [key, member] : message.items())
      if (key != "role" && key != "content") said.members[key] = member;
    out.messages.push_back(std::move(said));
  }
  return out;
}

}  // namespace lathe::text
