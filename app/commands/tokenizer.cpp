// lathe tokenizer train: a byte-level BPE tokenizer from text of your own.
#include <memory>

#include "app/cli/command.h"
#include "app/cli/engine_session.h"
#include "core/data/record.h"
#include "core/text/bpe_trainer.h"
#include "core/text/tokenizer.h"

namespace lathe::cli {
namespace {

struct TokenizerArguments {
  std::vector<std::string> files;
  std::string out;
  int vocabulary = 4096;
  bool single_ideographs = false;
};

// The words of record files, message by message; what cannot be read is left out and goes to `issues`.
void read_texts(const std::string& file, std::vector<std::string>& texts, std::vector<Issue>& issues) {
  const data::RecordFile records = data::read_records(file);
  if (records.records.empty())
    throw Error("data.no_records", phrase(LATHE_TR("[tokenizer] {0}: there is no readable record"), file),
                phrase(LATHE_TR("Give a JSON or JSON Lines file with records.")), records.issues);
  issues.insert(issues.end(), records.issues.begin(), records.issues.end());
  const data::FormatSpec& format = *data::detect_format(records.records, file).format;
  for (const data::Record& record : records.records) {
    data::Example example;
    if (!format.read(record, example, issues)) continue;
    for (text::Message& message : example.conversation.messages) texts.push_back(std::move(message.content));
    for (std::string* text : {&example.text, &example.text_pair})
      if (!text->empty()) texts.push_back(std::move(*text));
  }
}

int train(const TokenizerArguments& arguments) {
  Printer printer(Output::text);
  std::vector<std::string> texts;
  std::vector<Issue> issues;
  for (const std::string& file : arguments.files) read_texts(file, texts, issues);
  text::train_byte_level_bpe(texts, {.vocabulary = arguments.vocabulary, .single_ideographs = arguments.single_ideographs}, arguments.out);
  printer.issues(issues, 20);
  printer.line(phrase("Written: {0} with {1} entries, trained on {2} messages", std::filesystem::path(arguments.out) / "tokenizer.json",
                      text::load_tokenizer(arguments.out)->size(), texts.size()).str());
  return kDone;
}

}  // namespace

void add_tokenizer(CLI::App& app, int& exit_code) {
  auto arguments = std::make_shared<TokenizerArguments>();
  CLI::App* command = app.add_subcommand("tokenizer", "Make a tokenizer");
  command->require_subcommand(1);
  CLI::App* make = command->add_subcommand("train", "Train a byte-level BPE tokenizer on record files");
  make->add_option("files", arguments->files, "Record files")->required()->check(CLI::ExistingFile);
  make->add_option("--out", arguments->out, "Folder for tokenizer.json and tokenizer_config.json")->required();
  make->add_option("--vocabulary", arguments->vocabulary, "Entries, control tokens included")->check(CLI::Range(300, 1000000))->capture_default_str();
  make->add_flag("--single-ideographs", arguments->single_ideographs, "No token of two Chinese characters (for small models)");
  make->callback([arguments, &exit_code] { exit_code = train(*arguments); });
}

}  // namespace lathe::cli
