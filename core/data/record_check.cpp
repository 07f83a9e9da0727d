#include "core/data/record_check.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

#include "core/base/stop.h"

namespace lathe::data {
namespace {

constexpr int64_t kShard = 32;

// Special tokens by their text: what a record's own text must not contain unnoticed.
std::vector<std::string> control_tokens(const text::Tokenizer& tokenizer) {
  std::vector<std::string> out;
  for (int32_t id = 0; id < tokenizer.size(); ++id)
    if (tokenizer.is_special(id)) out.push_back(tokenizer.piece(id));
  std::erase(out, std::string());
  return out;
}

void gather_texts(const Json& value, std::vector<const std::string*>& out) {
  if (const auto* text = value.get_ptr<const std::string*>()) out.push_back(text);
  else if (value.is_structured())
    for (const Json& inner : value) gather_texts(inner, out);
}

// Tools and calls that the chat template passes over.
template <class Note>
void note_what_is_not_rendered(const text::Conversation& conversation, const std::string& text, const Note& note) {
  const auto is_missing = [&](const Json& named) {
    const Json& name = member(member(named, "function").is_object() ? named["function"] : named, "name");
    return name.is_string() && text.find(name.get_ref<const std::string&>()) == std::string::npos;
  };
  const auto any_missing = [&](const Json& list) { return list.is_array() && std::any_of(list.begin(), list.end(), is_missing); };
  if (any_missing(conversation.tools)) note(phrase(LATHE_TR("its tools are not written by this chat template; the record is used without them")), "data.tools");
  if (std::any_of(conversation.messages.begin(), conversation.messages.end(), [&](const text::Message& message) { return any_missing(member(message.members, "tool_calls")); }))
    note(phrase(LATHE_TR("its tool calls are not written by this chat template; choose one that writes them")), "data.tool_calls");
}

}  // namespace

Fate Outcome::fate() const {
  const auto is_used = [](const BuiltSample& one) { return one.fate == Fate::whole || one.fate == Fate::cut; };
  const auto dropped = std::find_if_not(built.begin(), built.end(), is_used);
  if (dropped != built.end()) return dropped->fate;
  return std::any_of(built.begin(), built.end(), [](const BuiltSample& one) { return one.fate == Fate::cut; }) ? Fate::cut : Fate::whole;
}

RecordCheck::RecordCheck(const FormatSpec& format, const text::Tokenizer& tokenizer, const text::ChatTemplate& chat_template, const config::DataConfig& options)
    : format_(format), builder_(tokenizer, chat_template, options), options_(options), control_tokens_(control_tokens(tokenizer)) {}

Outcome RecordCheck::check(const Record& record, int64_t index) const {
  Outcome out;
  Example example;
  out.converted = format_.read(record, example, out.issues);
  if (!out.converted) return out;
  const auto note = [&](Phrase reason, const char* code) { out.issues.push_back({record.file, record.line, "", std::move(reason), code}); };
  if (const std::string found = control_tokens_in(example); !found.empty())
    note(phrase(LATHE_TR("its text contains control tokens, which the model reads as marks, not as text: {0}"), found), "data.control_token");
  out.label = std::move(example.label);
  try {
    out.built = builder_.build(index, format_.kind, example);
  } catch (const Error& error) {
    out.converted = false;
    note(error.message, "data.not_encoded");
    return out;
  }
  for (const BuiltSample& built : out.built) describe(record, built, out.issues);
  if (out.used()) note_what_is_not_rendered(example.conversation, out.built.front().text, note);
  return out;
}

std::string RecordCheck::control_tokens_in(const Example& example) const {
  std::vector<const std::string*> texts;
  for (const text::Conversation* conversation : {&example.conversation, &example.rejected}) {
    gather_texts(conversation->tools, texts);
    for (const text::Message& message : conversation->messages) {
      texts.push_back(&message.content);
      gather_texts(message.members, texts);
    }
  }
  std::string out;
  for (const std::string& token : control_tokens_)
    if (std::any_of(texts.begin(), texts.end(), [&](const std::string* text) { return text->find(token) != std::string::npos; }))
      out += (out.empty() ? "" : " ") + token;
  return out;
}

void RecordCheck::describe(const Record& record, const BuiltSample& built, std::vector<Issue>& issues) const {
  const auto note = [&](Phrase reason, const char* code) { issues.push_back({record.file, record.line, "", std::move(reason), code}); };
  if (built.fate == Fate::cut && format_.kind == RecordKind::classification)
    note(phrase(LATHE_TR("has {0} tokens, {1} are allowed: its end is cut"), built.tokens_before_cut, options_.max_tokens), "data.cut");
  else if (built.fate == Fate::cut)
    note(phrase(LATHE_TR("has {0} tokens, {1} are allowed: its {2} oldest turns are cut"), built.tokens_before_cut, options_.max_tokens, built.turns_cut), "data.cut");
  if (built.fate == Fate::dropped_too_long)
    note(phrase(LATHE_TR("has {0} tokens, {1} are allowed: it is left out"), built.tokens_before_cut, options_.max_tokens), "data.too_long");
  if (built.fate == Fate::dropped_nothing_learned) note(phrase(LATHE_TR("has no token that is learned: it is left out")), "data.nothing_learned");
  const bool used = built.fate == Fate::whole || built.fate == Fate::cut;
  const bool answers = format_.kind != RecordKind::text && format_.kind != RecordKind::classification;
  if (used && answers && options_.learn_end_mark && !built.ends_with_end_mark) note(phrase(LATHE_TR("its answer does not end with a learned end mark")), "data.no_end_mark");
  if (used && built.begin_marks > 1) note(phrase(LATHE_TR("has {0} begin marks"), built.begin_marks), "data.begin_marks");
}

std::vector<Outcome> check_all(const std::vector<Record>& records, int64_t first, const RecordCheck& check, std::stop_token stop, const ProgressFn& progress) {
  const auto count = static_cast<int64_t>(records.size());
  std::vector<Outcome> outcomes(records.size());
  std::atomic<int64_t> next = 0, done = 0;
  std::exception_ptr failure;
  std::mutex failure_mutex;
  const auto work = [&](bool reports) {
    try {
      for (int64_t begin = next.fetch_add(kShard); begin < count; begin = next.fetch_add(kShard)) {
        throw_if_stopped(stop);
        const int64_t end = std::min(begin + kShard, count);
        for (int64_t i = begin; i < end; ++i) outcomes[i] = check.check(records[i], first + i);
        done += end - begin;
        if (reports && progress) progress(done, count);
      }
    } catch (...) {
      next = count;
      const std::lock_guard lock(failure_mutex);
      failure = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> workers;
    const int64_t wanted = std::min<int64_t>(std::thread::hardware_concurrency(), count / (4 * kShard) + 1);
    for (int64_t i = 1; i < wanted; ++i) workers.emplace_back([&work] { work(false); });
    work(true);
  }
  if (failure) std::rethrow_exception(failure);
  if (progress) progress(count, count);
  return outcomes;
}

}  // namespace lathe::data
