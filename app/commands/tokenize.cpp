// lathe tokenize: the token ids of a text, their pieces, and the bytes of the text that each stands for.
#include <iostream>
#include <iterator>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/engine_session.h"
#include "core/base/files.h"
#include "core/base/utf8.h"
#include "core/text/tokenizer.h"

namespace lathe::cli {
namespace {

constexpr size_t kMostBytes = size_t{64} << 20;

struct TokenizeArguments {
  std::string model, file, text;
  bool has_text = false, json = false, marks = false, plain = false;
};

std::string text_of(const TokenizeArguments& arguments) {
  if (arguments.has_text) return arguments.text;
  if (arguments.file != "-") return read_text_file(arguments.file, kMostBytes);
  return {std::istreambuf_iterator<char>(std::cin), {}};
}

// Faulty bytes cannot stand in JSON: a part of a character is shown as U+FFFD, its place is exact.
Json row(const text::Tokenizer& tokenizer, const std::string& text, int32_t id, text::ByteRange range) {
  const std::string part = text.substr(static_cast<size_t>(range.begin), static_cast<size_t>(range.end - range.begin));
  return {{"id", id}, {"piece", repair_utf8(tokenizer.piece(id))}, {"begin", range.begin}, {"end", range.end}, {"text", repair_utf8(part)}};
}

int tokenize(const TokenizeArguments& arguments) {
  Printer printer(arguments.json ? Output::json : Output::text);
  const std::string text = text_of(arguments);
  const auto tokenizer = text::load_tokenizer(arguments.model);
  const text::Encoding encoding = tokenizer->encode(text, {.add_special_tokens = arguments.marks, .parse_special = !arguments.plain});
  Json tokens = Json::array();
  for (size_t i = 0; i < encoding.ids.size(); ++i) tokens.push_back(row(*tokenizer, text, encoding.ids[i], encoding.offsets[i]));
  for (const Json& token : tokens)
    printer.line(std::to_string(token["id"].get<int>()) + "\t" + token["piece"].dump() + "\t" + std::to_string(token["begin"].get<int64_t>()) + "-" +
                 std::to_string(token["end"].get<int64_t>()));
  printer.line(phrase("{0} tokens, {1} bytes", encoding.ids.size(), text.size()).str());
  printer.result({{"ids", encoding.ids}, {"tokens", std::move(tokens)}, {"bytes", text.size()}});
  return kDone;
}

}  // namespace

void add_tokenize(CLI::App& app, int& exit_code) {
  auto arguments = std::make_shared<TokenizeArguments>();
  CLI::App* command = app.add_subcommand("tokenize", "Show the token ids of a text");
  command->add_option("model", arguments->model, "Folder with the tokenizer")->required()->check(CLI::ExistingDirectory);
  CLI::Option* file = command->add_option("file", arguments->file, "A text file, - for standard input")->capture_default_str();
  CLI::Option* text = command->add_option("--text", arguments->text, "The text itself")->excludes(file);
  command->add_flag("--marks", arguments->marks, "With the tokens that the tokenizer puts around a text");
  command->add_flag("--plain", arguments->plain, "Control tokens in the text are text");
  command->add_flag("--json", arguments->json, "One JSON object");
  command->callback([arguments, text, file, &exit_code] {
    arguments->has_text = text->count() > 0;
    if (!arguments->has_text && file->count() == 0) throw CLI::ValidationError("tokenize", "Give a text with --text, a file, or - for standard input");
    exit_code = tokenize(*arguments);
  });
}

}  // namespace lathe::cli
