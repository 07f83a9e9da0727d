#include "core/base/utf8.h"
#include "core/data/formats/answers.h"

namespace lathe::data {
namespace {

double fit(const Json& record) {
  const bool pair = record.contains("chosen") && record.contains("rejected");
  return pair || (has_list(record, "chosen_messages") && has_list(record, "rejected_messages")) ? 1 : 0;
}

bool has_prompt(const Json& record) {
  return has_list(record, "messages") || has_list(record, "conversations") || has_list(record, "prompt") || first_text(record, {"instruction", "prompt", "question", "query", "input"}) != nullptr;
}

void set_learned(text::Conversation& conversation, size_t from) {
  for (size_t i = 0; i < conversation.messages.size(); ++i) conversation.messages[i].learned = i >= from && conversation.messages[i].role == "assistant";
}

// Two whole conversations: what they share is the question.
void read_whole(const Json& record, const std::pair<const char*, const char*>& keys, Example& out, Faults& faults) {
  out.conversation.messages = read_turns(member(record, keys.first), keys.first, faults);
  out.rejected.messages = read_turns(member(record, keys.second), keys.second, faults);
  if (!faults.any()) check_turns(out.conversation.messages, keys.first, faults);
  if (!faults.any()) check_turns(out.rejected.messages, keys.second, faults);
  if (faults.any()) return;
  const auto &a = out.conversation.messages, &b = out.rejected.messages;
  size_t shared = 0;
  while (shared < a.size() && shared < b.size() && a[shared].role == b[shared].role && a[shared].content == b[shared].content) ++shared;
  if (shared == 0 || a[shared - 1].role == "assistant") return faults.add(keys.second, phrase(LATHE_TR("must begin with the same question as {0} and end with another answer"), keys.first), "data.bad_pair");
  set_learned(out.conversation, shared);
  set_learned(out.rejected, shared);
}

// Two texts without a question: their common beginning is it; a blank before the difference stays with the answers.
void split_texts(const Json& record, Example& out, Faults& faults) {
  const std::string chosen = text_member(record, "chosen", faults), rejected = text_member(record, "rejected", faults);
  if (faults.any()) return;
  size_t shared = 0;
  while (shared < chosen.size() && shared < rejected.size() && chosen[shared] == rejected[shared]) ++shared;
  shared -= incomplete_tail(std::string_view(chosen).substr(0, shared));
  if (shared > 0 && chosen[shared - 1] == ' ') --shared;
  const std::string prompt = chosen.substr(0, shared);
  if (is_blank_text(prompt)) return faults.add("prompt", phrase(LATHE_TR("is missing, and chosen and rejected have no common beginning")), "data.missing_field");
  out.conversation.messages = {{"user", prompt}, {"assistant", chosen.substr(shared), true}};
  out.rejected.messages = {{"user", prompt}, {"assistant", rejected.substr(shared), true}};
}

void read_answers(const Json& record, Example& out, Faults& faults) {
  std::vector<text::Message> prompt = read_any_turns(record, faults);
  if (!faults.any()) check_prompt(prompt, has_list(record, "conversations") ? "conversations" : "prompt", faults);
  for (text::Message& message : prompt) message.learned = false;
  out.conversation.messages = prompt;
  out.rejected.messages = std::move(prompt);
  for (text::Message& answer : read_answer(record, "chosen", faults)) out.conversation.messages.push_back(std::move(answer));
  for (text::Message& answer : read_answer(record, "rejected", faults)) out.rejected.messages.push_back(std::move(answer));
}

bool read(const Record& record, Example& out, std::vector<Issue>& issues) {
  Faults faults(record, issues);
  out = {};
  const Json& value = record.value;
  if (has_list(value, "chosen_messages")) read_whole(value, {"chosen_messages", "rejected_messages"}, out, faults);
  else if (has_prompt(value)) read_answers(value, out, faults);
  else if (has_list(value, "chosen")) read_whole(value, {"chosen", "rejected"}, out, faults);
  else split_texts(value, out, faults);
  if (!faults.any() && out.conversation.messages.back() == out.rejected.messages.back()) faults.add("rejected", phrase(LATHE_TR("is the same answer as chosen")), "data.bad_pair");
  out.conversation.tools = out.rejected.tools = read_tools(value, faults);
  return !faults.any();
}

}  // namespace

FormatSpec preference_format() {
  return {.id = "preference", .title = LATHE_TR("Preference pairs"), .kind = RecordKind::preference,
          .help = LATHE_TR("A question with a better answer in chosen and a worse one in rejected, as texts, as turns or as lists of messages."),
          .columns = {"prompt", "chosen", "rejected"}, .fit = fit, .read = read,
          .empty_record = [] { return Json{{"prompt", ""}, {"chosen", ""}, {"rejected", ""}}; }};
}

}  // namespace lathe::data
