// What every record becomes before it is text: who says what, and what of it is learned.
#pragma once
#include <string>
#include <vector>

namespace lathe::text {

struct Message {
  std::string role;          // system, user, assistant, tool
  std::string content;
  bool learned = false;      // readers set it on answers
  std::string input;         // Alpaca's "input": the last lines of content again, for templates that name it
  bool operator==(const Message&) const = default;
};

struct Conversation {
  std::vector<Message> messages;
  bool operator==(const Conversation&) const = default;
};

}  // namespace lathe::text
