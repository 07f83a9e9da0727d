#include "core/text/jinja_chat.h"

#include <algorithm>

#include "core/text/learned_spans.h"
#include "core/text/special_ids.h"
#include "core/text/turn_index.h"

namespace lathe::text {
namespace {

using jinja::Value;

std::unique_ptr<jinja::Template> parsed(const std::optional<TemplateSource>& source, const jinja::Limits& limits) {
  return source ? std::make_unique<jinja::Template>(source->text, source->name, limits) : nullptr;
}

bool is_said_by_name(const std::string& key) { return key == "role" || key == "content" || key == "input"; }

// The role is the frame's, everything else was said. Null members are left out and thinking goes by one name, as in
// transformers 5.
Value value_of(const Message& message, int32_t number, bool with_input) {
  const jinja::Tag tag{.message = number};
  auto dict = std::make_shared<jinja::Dict>();
  dict->message = number;
  const auto put = [&](const std::string& key, Value value) {
    dict->depth = std::max(dict->depth, 1 + jinja::depth_of(value));
    dict->put(jinja::text_value(key), std::move(value));
  };
  put("role", jinja::text_value(message.role));
  put("content", jinja::text_value(message.content, tag));
  if (with_input && !message.input.empty()) put("input", jinja::text_value(message.input, tag));
  for (const auto& [key, value] : message.members.items())
    if (!value.is_null() && !is_said_by_name(key)) put(key, jinja::from_json(value, tag));
  for (const char* key : {"thinking", "reasoning"})
    if (const Json& value = member(message.members, key); !value.is_null() && !dict->find("reasoning_content"))
      put("reasoning_content", jinja::from_json(value, tag));
  return jinja::DictPtr(std::move(dict));
}

// What a template is tried out on.
Conversation tried() { return {{{.role = "user", .content = "a"}, {.role = "assistant", .content = "b", .learned = true}}, {}}; }

// It may take no such conversation; every other fault is one of the template itself.
bool refuses_words(const Error& error) { return error.code == "template.failed" || error.code == "template.refused"; }

}  // namespace

TemplateWords words_for_templates(const std::filesystem::path& folder, const Tokenizer& tokenizer) {
  const TokenizerConfig config = read_tokenizer_config(folder);
  const SpecialIds& special = tokenizer.special();
  TemplateWords out;
  const auto put = [&](const char* name, const std::optional<std::string>& written, const std::optional<int32_t>& id) {
    if (written) out[name] = *written;
    else if (!config.present && id) out[name] = tokenizer.piece(*id);
  };
  put("bos_token", config.begin, special.begin);
  put("eos_token", config.end, special.end.empty() ? std::nullopt : std::optional(special.end.front()));
  put("pad_token", config.pad, special.pad);
  put("unk_token", config.unknown, special.unknown);
  for (const auto& [name, word] : config.other_words) out[name] = word;
  return out;
}

JinjaChat::JinjaChat(const FolderTemplates& sources, Options options)
    : options_(std::move(options)), usual_(parsed(sources.usual, options_.limits)), with_tools_(parsed(sources.with_tools, options_.limits)) {
  missing_opening_ = find_missing_opening(nullptr);
  missing_opening_with_tools_ = with_tools_ && usual_ ? find_missing_opening(Json::array()) : missing_opening_;
  end_mark_ = find_end_mark();
}

const jinja::Template& JinjaChat::template_for(const Conversation& conversation) const {
  if (with_tools_ && (!conversation.tools.is_null() || !usual_)) return *with_tools_;
  return *usual_;
}

jinja::Text JinjaChat::text_of(const Conversation& conversation, bool ask) const {
  std::vector<Value> messages;
  for (size_t i = 0; i < conversation.messages.size(); ++i)
    messages.push_back(value_of(conversation.messages[i], static_cast<int32_t>(i), options_.with_input));
  jinja::Variables variables{{"messages", jinja::list_value(std::move(messages))},
                             {"add_generation_prompt", ask}};
  if (options_.names_absent || !conversation.tools.is_null()) variables.emplace_back("tools", jinja::from_json(conversation.tools));
  if (options_.names_absent) variables.emplace_back("documents", Value());
  for (const auto& [name, word] : options_.words) variables.emplace_back(name, jinja::from_json(word));
  return template_for(conversation).render(variables, options_.clock);
}

// What stands before the last answer when the model is asked for it. Templates that refuse the shorter conversation
// are asked with the whole one; those that refuse that too have no opening.
std::string JinjaChat::opening_for(const Conversation& conversation) const {
  const auto& messages = conversation.messages;
  size_t answer = messages.size();
  while (answer > 0 && !(messages[answer - 1].learned && messages[answer - 1].role == "assistant")) --answer;
  if (answer == 0) return {};
  Conversation asked{{messages.begin(), messages.begin() + static_cast<ptrdiff_t>(answer - 1)}, conversation.tools};
  for (const Conversation* one : {&std::as_const(asked), &conversation}) {
    try {
      if (std::string opening = opening_of(text_of(*one, true), text_of(*one, false)); !opening.empty()) return opening;
    } catch (const Error&) {
      continue;                          // the conversation itself was rendered: only this beginning of it is refused
    }
  }
  return missing_opening(conversation);
}

std::string JinjaChat::missing_opening(const Conversation& conversation) const {
  return &template_for(conversation) == with_tools_.get() ? missing_opening_with_tools_ : missing_opening_;
}

Rendered JinjaChat::render(const Conversation& conversation, const RenderOptions& options) const {
  const jinja::Text text = text_of(conversation, options.add_generation_prompt);
  Rendered out{text.bytes(), {}};
  if (std::none_of(conversation.messages.begin(), conversation.messages.end(), [](const Message& m) { return m.learned; })) return out;
  out.learned = template_for(conversation).has_generation() ? marked_spans(text, conversation, options.learn_end_mark)
                                                            : learned_spans(text, conversation, {opening_for(conversation), end_mark_}, options.learn_end_mark);
  return out;
}

// What a template that ignores add_generation_prompt puts between a question and its answer; white space alone belongs to
// the answer.
std::string JinjaChat::find_missing_opening(const Json& tools) const {
  Conversation answered = tried();
  answered.tools = tools;
  const Conversation asked{{answered.messages.front()}, tools};
  try {
    const jinja::Text plain = text_of(asked, false), whole = text_of(answered, false);
    if (!opening_of(text_of(asked, true), plain).empty()) return {};
    const auto content = TurnIndex(whole, answered.messages.size()).content(1);
    if (!content || content->begin < plain.size() || !whole.bytes().starts_with(plain.bytes())) return {};
    const std::string opening = whole.bytes().substr(plain.size(), content->begin - plain.size());
    return opening.find_first_not_of(" \t\r\n") == std::string::npos ? std::string() : opening.substr(0, opening.find_last_not_of(" \t") + 1);
  } catch (const Error& error) {
    if (!refuses_words(error)) throw;
    return {};
  }
}

// A template that refuses the two words names no mark.
std::string JinjaChat::find_end_mark() const {
  try {
    const Rendered with = render(tried(), {.learn_end_mark = true}), without = render(tried(), {.learn_end_mark = false});
    if (with.learned.size() != 1 || without.learned.size() != 1) return {};
    const auto begin = static_cast<size_t>(without.learned[0].end), end = static_cast<size_t>(with.learned[0].end);
    const size_t word = with.text.find_first_not_of(" \t\r\n", begin);
    return word < end ? with.text.substr(word, end - word) : std::string();
  } catch (const Error& error) {
    if (!refuses_words(error)) throw;
    return {};
  }
}

}  // namespace lathe::text
