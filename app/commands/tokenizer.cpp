// lathe tokenizer train: a byte-level BPE tokenizer from text of your own.
#include <memory>

#include "app/cli/command.h"
#include "core/data/record.h"
#include "core/text/bpe_trainer.h"

namespace lathe::cli {
namespace {

struct TokenizerArguments {
  std::vector<std::string> files;
  std::string out;
  int vocabulary = 4096;
  bool single_ideographs = false;
};

// The words of record files, message by message; any other file is taken as text, line by line.
void read_texts(const std::string& file, std::vector<std::string>& texts) {
  const data::RecordFile records = data::read_records(file);
  if (records.records.empty())
    throw Error("data.no_records", phrase(LATHE_TR("[tokenizer] {0}: there is no readable record"), file),
                phrase(LATHE_TR("Give a JSON or JSON Lines file with records.")), records.issues);
  const data::FormatSpec& format = *data::detect_format(records.records, file).format;
  std::vector<Issue> issues;
  for (const data::Record& record : records.records) {
    text::Conversation conversation;
    if (!format.to_conversation(record, conversation, issues)) continue;
    for (text::Message& message : conversation.messages) texts.push_back(std::move(message.content));
  }
}

}  // namespace

void add_tokenizer(CLI::App& app, int& exit_code) {
  auto arguments = std::make_shared<TokenizerArguments>();
  CLI::App* command = app.add_subcommand("tokenizer", "Make a tokenizer");
  command->require_subcommand(1);
  CLI::App* train = command->add_subcommand("train", "Train a byte-level BPE tokenizer on record files");
  train->add_option("files", arguments->files, "Record files")->required()->check(CLI::ExistingFile);
  train->add_option("--out", arguments->out, "Folder for tokenizer.json and tokenizer_config.json")->required();
  train->add_option("--vocabulary", arguments->vocabulary, "Entries, control tokens included")->check(CLI::Range(300, 1000000))->capture_default_str();
  train->add_flag("--single-ideographs", arguments->single_ideographs, "No token of two Chinese characters (for small models)");
  train->callback([arguments, &exit_code] {
    std::vector<std::string> texts;
    for (const std::string& file : arguments->files) read_texts(file, texts);
    text::train_byte_level_bpe(texts, {.vocabulary = arguments->vocabulary, .single_ideographs = arguments->single_ideographs}, arguments->out);
    exit_code = 0;
  });
}

}  // namespace lathe::cli
