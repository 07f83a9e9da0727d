// lathe data check, lathe data tokens: what a set holds and exactly what the model sees of it.
#include <unistd.h>

#include <cstdio>
#include <map>
#include <memory>
#include <utility>

#include "app/cli/command.h"
#include "app/cli/data_settings.h"
#include "app/cli/engine_session.h"
#include "app/cli/output_options.h"
#include "core/base/atomic_file.h"
#include "core/base/file_system.h"
#include "core/data/audit.h"
#include "core/data/dataset_info.h"
#include "core/data/llamafactory_v1.h"
#include "core/engine/record_stream.h"

namespace lathe::cli {
namespace {

struct DataArguments {
  std::string file, model;
  std::vector<std::string> settings;
  int64_t record = 1, count = 3;
  OutputOptions output;
};

void print_report(Printer& printer, const data::AuditReport& report) {
  const data::AuditCounts& c = report.counts;
  const auto row = [&](const char* label, const std::string& value) {
    char text[200];
    std::snprintf(text, sizeof text, "  %-28s %s", label, value.c_str());
    printer.line(text);
  };
  const auto count = [](int64_t n) { return phrase("{0}", n).str(); };
  row("format", report.format + " (" + report.format_reason.str() + ")");
  for (const Phrase& note : report.notes) row("read as", note.str());
  row("kind", data::title_of(report.kind).str());
  std::string labels;
  for (const data::ClassCount& one : report.classes) labels += (labels.empty() ? "" : ", ") + one.name + " " + count(one.records);
  if (!labels.empty()) row("labels", labels);
  row("template", report.chat_template);
  if (!report.template_notice.empty()) row("", report.template_notice.str());
  row("records", count(c.records) + ", usable " + count(c.usable));
  row("tokens", count(c.tokens) + ", learned " + count(c.learned_tokens) +
                    (c.tokens ? " (" + std::to_string(c.learned_tokens * 100 / c.tokens) + " %)" : ""));
  row("length in tokens", "shortest " + count(c.shortest) + ", median " + count(c.median) + ", longest " + count(c.longest));
  row("cut", count(c.truncated) + ", left out as too long " + count(c.dropped_too_long));
  row("empty, duplicate", count(c.empty) + ", " + count(c.duplicates));
  row("unreadable", count(c.unreadable));
  row("without a learned end mark", count(c.without_end_mark));
  row("begin marks", count(c.with_begin_mark) + " with one, " + count(c.with_several_begin_marks) + " with several");
  row("nothing learned", count(c.nothing_learned));
  std::map<std::string, int64_t> kinds;
  for (const Issue& issue : report.issues) ++kinds[issue.code];
  std::string found;
  for (const auto& [code, times] : kinds) found += (found.empty() ? "" : ", ") + code.substr(code.rfind('.') + 1) + " " + count(times);
  if (!found.empty()) row("findings by kind", found);
  printer.issues(report.issues, 50);
}

int check(const DataArguments& arguments) {
  Printer printer(arguments.output.output());
  data::AuditReport found;
  EngineSession session;
  const engine::JobFinished finished =
      session.run(engine::CheckDataJob{arguments.model, data_config(arguments.file, arguments.settings), {}, false}, [&](const engine::Event& event) {
        if (const auto* checked = std::get_if<engine::DataChecked>(&event.body)) found = checked->report;
        printer.event(event);
      });
  const int code = report(printer, finished);
  if (code != kDone) return code;
  print_report(printer, found);
  printer.result(data::to_json(found));
  return kDone;
}

std::string painted(const engine::ShownToken& token, bool terminal) {
  std::string text = token.text;
  for (size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 4) text.replace(at, 1, "↵\n");
  if (!terminal) return token.learned ? "[" + text + "]" : text;
  if (token.learned) return "\033[32;4m" + text + "\033[0m";
  return token.special ? "\033[2m" + text + "\033[0m" : text;
}

// The job that shows `count` records from `record` on. What stands behind them is not read.
engine::ShowTokensJob tokens_job(const DataArguments& arguments, Printer& printer) {
  engine::ShowTokensJob job{arguments.model, data_config(arguments.file, arguments.settings), {}, {}};
  engine::RecordStream stream(job.data, {});
  const data::FormatSpec* format = stream.records().empty() ? nullptr : stream.detect().format;
  const int64_t end = arguments.record + arguments.count;
  std::vector<Issue> issues;
  int64_t number = 0;
  do {
    issues.insert(issues.end(), stream.issues().begin(), stream.issues().end());
    for (data::Record& record : stream.records())
      if (++number >= arguments.record && number < end) job.records.push_back(std::move(record));
  } while (number + 1 < end && stream.next());
  if (job.records.empty())
    throw Error("data.no_such_record", phrase(LATHE_TR("[data tokens] {0} has {1} records; there is no record {2}"), arguments.file, number, arguments.record), {}, issues);
  printer.issues(issues, 20);
  job.format = format->id;
  return job;
}

int tokens(const DataArguments& arguments) {
  Printer printer(arguments.output.output());
  engine::ShowTokensJob job = tokens_job(arguments, printer);
  engine::TokensShown shown;
  EngineSession session;
  const engine::JobFinished finished = session.run(std::move(job), [&](const engine::Event& event) {
    if (const auto* found = std::get_if<engine::TokensShown>(&event.body)) shown = *found;
    printer.event(event);
  });
  const int code = report(printer, finished);
  if (code != kDone) return code;
  Json all = Json::array();
  const bool terminal = isatty(STDOUT_FILENO) == 1;
  if (!shown.notice.empty()) printer.note(shown.notice.str());
  for (const engine::ShownRecord& record : shown.records) {
    printer.line(phrase("Record {0}: {1} tokens, {2} learned", arguments.record + record.index, record.tokens.size(), record.learned).str());
    std::string text;
    for (const engine::ShownToken& token : record.tokens) text += painted(token, terminal);
    printer.line(text + "\n");
    printer.issues(record.issues, 20);
    all.push_back(engine::to_json(record));
  }
  printer.result({{"template", shown.chat_template}, {"records", all}});
  return kDone;
}

struct ConvertArguments {
  std::string file, out, name;
  std::vector<std::string> settings;
};

std::filesystem::path info_beside(const ConvertArguments& arguments) { return std::filesystem::path(arguments.out).parent_path() / "dataset_info.json"; }

// Nothing that is there is written over.
void check_target(const ConvertArguments& arguments, const data::FormatSpec& format) {
  if (std::filesystem::exists(arguments.out))
    throw Error("data.exists", phrase(LATHE_TR("[data convert] {0} is there already"), arguments.out), phrase(LATHE_TR("Choose another name for --out.")));
  if (!arguments.name.empty() && format.kind != data::RecordKind::conversation)
    throw Error("data.no_entry_for", phrase(LATHE_TR("[data convert] --name is for conversations; {0} holds {1}"), arguments.file, data::title_of(format.kind)), phrase(LATHE_TR("Leave --name out and open the new file itself.")));
  if (!arguments.name.empty()) data::require_new_entry(info_beside(arguments), arguments.name);
}

// Records to LLaMA-Factory's v1 messages, JSON Lines; what cannot be read is listed and left out.
int convert(const ConvertArguments& arguments) {
  Printer printer(Output::text);
  const config::DataConfig config = data_config(arguments.file, arguments.settings);
  engine::RecordStream stream(config, {});
  const data::FormatSpec& format = *stream.detect().format;
  check_target(arguments, format);
  const std::filesystem::path out(arguments.out);
  AtomicFile file(real_file_system(), out);
  std::vector<Issue> issues;
  int64_t read = 0, written = 0;
  do {
    issues.insert(issues.end(), stream.issues().begin(), stream.issues().end());
    std::string lines;
    for (const data::Record& record : stream.records()) {
      data::Example example;
      ++read;
      if (!format.read(record, example, issues)) continue;
      lines += data::v1_record(format.kind, example).dump() + "\n";
      ++written;
    }
    file.write(lines);
  } while (stream.next());
  printer.issues(issues, 50);
  if (written == 0) throw Error("data.nothing_to_write", phrase(LATHE_TR("[data convert] none of the {0} records of {1} can be read"), read, arguments.file), phrase(LATHE_TR("See what is wrong with: {0}"), "lathe data check"));
  file.commit();
  if (!arguments.name.empty()) data::add_to_dataset_info(info_beside(arguments), arguments.name, out.filename().string());
  printer.line(phrase("Written: {0} with {1} of {2} records", arguments.out, written, read).str());
  return kDone;
}

void add_convert(CLI::App& data, int& exit_code) {
  auto arguments = std::make_shared<ConvertArguments>();
  CLI::App* command = data.add_subcommand("convert", "Write conversations or preference pairs as LLaMA-Factory's v1 messages");
  command->add_option("file", arguments->file, "Record file")->required()->check(CLI::ExistingFile);
  command->add_option("--out", arguments->out, "JSON Lines file to write")->required();
  command->add_option("--name", arguments->name, "Add it under this name to the dataset_info.json beside it");
  command->add_option("--set", arguments->settings, "A data setting, such as format=alpaca")->allow_extra_args(false);
  command->callback([arguments, &exit_code] { exit_code = convert(*arguments); });
}

CLI::App* add_common(CLI::App* command, const std::shared_ptr<DataArguments>& arguments) {
  command->add_option("file", arguments->file, "Record file")->required()->check(CLI::ExistingFile);
  command->add_option("--model", arguments->model, "Model folder whose tokenizer and template are used")->required()->check(CLI::ExistingDirectory);
  command->add_option("--set", arguments->settings, "A setting of the data, such as data.max_tokens=512")->allow_extra_args(false);
  add_output_options(*command, arguments->output, "Print the result as JSON");
  return command;
}

}  // namespace

void add_data(CLI::App& app, int& exit_code) {
  auto arguments = std::make_shared<DataArguments>();
  CLI::App* command = app.add_subcommand("data", "Look into a set of records");
  command->require_subcommand(1);
  add_common(command->add_subcommand("check", "Counts, lengths, what is learned, and every fault with its line"), arguments)
      ->callback([arguments, &exit_code] { exit_code = check(*arguments); });
  CLI::App* show = add_common(command->add_subcommand("tokens", "The tokens of some records, the learned ones marked"), arguments);
  show->add_option("--record", arguments->record, "The first record shown, from 1")->check(kAtLeastOne)->capture_default_str();
  show->add_option("--count", arguments->count, "How many")->check(kAtLeastOne)->capture_default_str();
  show->callback([arguments, &exit_code] { exit_code = tokens(*arguments); });
  add_convert(*command, exit_code);
}

}  // namespace lathe::cli
