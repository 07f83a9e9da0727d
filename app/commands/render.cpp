// lathe render: the text that a chat template makes of a conversation, and which part of it is learned.
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <utility>

#include "app/cli/command.h"
#include "app/cli/engine_session.h"
#include "core/data/record.h"
#include "core/text/chat_template.h"
#include "core/text/tokenizer.h"

namespace lathe::cli {
namespace {

struct RenderArguments {
  std::string model, file, chat_template = "auto";
  bool ask = false, json = false;
};

// Messages, or a training record in any known format.
text::Conversation conversation_in(const std::string& file) {
  const std::string name = std::filesystem::path(file).filename().string();
  const Json value = read_json_file(file, {size_t{64} << 20, 64});
  if (!value.is_object() || value.contains("messages")) return text::read_conversation(value, name);
  const std::vector<data::Record> records{{value, name, 1}};
  text::Conversation out;
  std::vector<Issue> issues;
  if (!data::detect_format(records, name).format->to_conversation(records.front(), out, issues))
    throw Error("conversation.bad", phrase(LATHE_TR("[render] {0}: the record cannot be read"), name), phrase(LATHE_TR("Correct what is named below.")), issues);
  return out;
}

// What would steer the terminal is shown as a number.
std::string shown_on_terminal(const std::string& text) {
  std::string out;
  char number[8];
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool steers = (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F;
    if (steers) std::snprintf(number, sizeof number, "<0x%02X>", byte);
    out += steers ? std::string(number) : std::string(1, c);
  }
  return out;
}

std::string marked(const text::Rendered& rendered) {
  std::string out;
  size_t at = 0;
  const auto upto = [&](int64_t end) {
    const size_t begin = std::exchange(at, static_cast<size_t>(end));
    return shown_on_terminal(rendered.text.substr(begin, at - begin));
  };
  for (const text::ByteRange& span : rendered.learned) {
    out += upto(span.begin);
    out += "\033[32m[" + upto(span.end) + "]\033[0m";
  }
  return out + upto(static_cast<int64_t>(rendered.text.size()));
}

Json spans_of(const text::Rendered& rendered) {
  Json out = Json::array();
  for (const text::ByteRange& span : rendered.learned)
    out.push_back({{"begin", span.begin}, {"end", span.end}, {"text", rendered.text.substr(static_cast<size_t>(span.begin), static_cast<size_t>(span.end - span.begin))}});
  return out;
}

int render(const RenderArguments& arguments) {
  Printer printer(arguments.json ? Output::json : Output::text);
  const auto tokenizer = text::load_tokenizer(arguments.model);
  const text::TemplateChoice choice = text::choose_template(arguments.model, arguments.chat_template, *tokenizer);
  const text::Conversation conversation = conversation_in(arguments.file);
  text::Rendered rendered = choice.chat_template->render(conversation, {.add_generation_prompt = arguments.ask});
  if (arguments.ask) rendered.text += choice.chat_template->missing_opening(conversation);
  if (!choice.notice.empty()) printer.note(choice.notice.str());
  printer.result({{"template", choice.chat_template->id()}, {"end_mark", choice.chat_template->end_mark()}, {"text", rendered.text}, {"learned", spans_of(rendered)}});
  if (arguments.json) return kDone;
  const bool terminal = isatty(STDOUT_FILENO) == 1;
  const std::string text = terminal ? marked(rendered) + "\n" : rendered.text;
  std::fwrite(text.data(), 1, text.size(), stdout);        // to a file or another program go the very bytes
  return kDone;
}

}  // namespace

void add_render(CLI::App& app, int& exit_code) {
  auto arguments = std::make_shared<RenderArguments>();
  CLI::App* command = app.add_subcommand("render", "Show what a chat template makes of a conversation, and what of it is learned");
  command->add_option("model", arguments->model, "Model folder: its tokenizer and chat template are used")->required()->check(CLI::ExistingDirectory);
  command->add_option("conversation", arguments->file, "JSON file: a list of messages, an object with messages and tools, or a training record")->required()->check(CLI::ExistingFile);
  command->add_option("--template", arguments->chat_template, "Chat template: auto (the model's own), chatml, llama2, llama3, alpaca, plain, vicuna, none, or a file NAME.jinja")->capture_default_str();
  command->add_flag("--add-generation-prompt", arguments->ask, "End where the model's answer begins");
  command->add_flag("--json", arguments->json, "Text and learned spans (in bytes) as JSON");
  command->callback([arguments, &exit_code] { exit_code = render(*arguments); });
}

}  // namespace lathe::cli
