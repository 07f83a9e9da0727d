// What every record becomes before it is text: who says what, and what of it is learned.
#pragma once
#include <string>
#include <vector>

#include "core/base/json.h"

namespace lathe::text {

struct Message {
  std::string role;          // system, user, assistant, tool
  std::string content;
  bool learned = false;      // readers set it on answers
  std::string input;         // Alpaca's "input": the last lines of content again, for templates that name it
  Json members = Json::object();   // the turn's other members as they were given: tool_calls, name, reasoning_content
  bool operator==(const Message&) const = default;
};

struct Conversation {
  std::vector<Message> messages;
  Json tools;                // what the model may call, a list of JSON schemas; null: none
  bool operator==(const Conversation&) const = default;
};

// A list of messages, or an object with "messages" and "tools", as OpenAI writes them; each answer is learned. Unlike
// training records it may end with a question. `name` opens every message. Throws Error conversation.bad.
Conversation read_conversation(const Json& value, const std::string& name);

}  // namespace lathe::text
