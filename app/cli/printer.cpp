#include "app/cli/printer.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cmath>
#include <cstdio>
#include <variant>

namespace lathe::cli {
namespace {

std::string number(double value, int digits) {
  char text[48];
  std::snprintf(text, sizeof text, "%.*f", digits, value);
  return text;
}

std::string short_rate(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2g", value);
  return text;
}

int terminal_width() {
  winsize size{};
  return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 20 ? size.ws_col : 80;
}

// File names and what other programs wrote need not be UTF-8.
std::string json_text(const Json& value, int indent) { return value.dump(indent, ' ', false, Json::error_handler_t::replace); }

// "[load_model] a sentence": the operation is there for bug reports, a person needs the sentence.
std::string without_operation(const std::string& message) {
  const size_t end = message.starts_with('[') ? message.find("] ") : std::string::npos;
  return end == std::string::npos ? message : message.substr(end + 2);
}

}  // namespace

std::string duration_text(double seconds) {
  const int64_t whole = std::llround(seconds);
  if (whole < 60) return std::to_string(whole) + " s";
  if (whole < 3600) return std::to_string(whole / 60) + " min " + std::to_string(whole % 60) + " s";
  return std::to_string(whole / 3600) + " h " + std::to_string(whole % 3600 / 60) + " min";
}

Printer::Printer(Output output) : output_(output), terminal_(isatty(STDERR_FILENO) == 1) {}

void Printer::line(const std::string& text) {
  end_bar();
  if (output_ == Output::text) std::printf("%s\n", text.c_str());
}

void Printer::note(const std::string& text) {
  end_bar();
  std::fprintf(stderr, "%s\n", text.c_str());
}

void Printer::result(const Json& value) {
  if (output_ == Output::json) std::printf("%s\n", json_text(value, 2).c_str());
}

void Printer::failure(const Error& error) {
  end_bar();
  const std::string message = without_operation(error.message.str());
  if (output_ == Output::json)
    std::printf("%s\n", json_text({{"error", {{"code", error.code}, {"message", message}, {"hint", error.hint.str()}}}}, 2).c_str());
  std::fprintf(stderr, "lathe: %s\n", message.c_str());
  if (!error.hint.empty()) std::fprintf(stderr, "       %s\n", error.hint.str().c_str());
  const bool said = error.issues.size() == 1 && message.find(error.issues.front().reason.str()) != std::string::npos;
  if (!said) issues(error.issues, 20);
}

void Printer::issues(const std::vector<Issue>& issues, size_t most) {
  for (size_t i = 0; i < issues.size() && i < most; ++i) note("  " + issues[i].str());
  if (issues.size() > most) note("  and " + std::to_string(issues.size() - most) + " more");
}

void Printer::event(const engine::Event& event) {
  if (output_ == Output::events) {
    std::printf("%s\n", json_text(engine::to_json(event), -1).c_str());
    std::fflush(stdout);
  } else if (const auto* log = std::get_if<engine::LogLine>(&event.body)) {
    note(log->text.str());
  } else if (output_ == Output::text) {
    tell(event);
  }
}

void Printer::tell(const engine::Event& event) {
  if (const auto* opened = std::get_if<engine::RunOpened>(&event.body)) {
    total_steps_ = opened->total_steps;
    note("Run folder: " + opened->folder);
    note("Device: " + opened->device + "; " + phrase("{0} of {1} parameters learn", opened->trainable_parameters, opened->all_parameters).str());
  } else if (const auto* progress = std::get_if<engine::Progress>(&event.body)) {
    const std::string stage = progress->stage.str();
    if (stepping_ && progress->done > 0 && progress->total == total_steps_) return;   // the line of the step says it
    if (progress->total > 0)
      bar(stage, static_cast<double>(progress->done) / static_cast<double>(progress->total),
          progress->seconds_left ? duration_text(*progress->seconds_left) + " left" : "");
    else if (stage != last_stage_) note(stage);
    last_stage_ = stage;
  } else if (const auto* metrics = std::get_if<engine::StepMetrics>(&event.body)) {
    step(*metrics);
  } else if (const auto* evaluation = std::get_if<engine::EvalMetrics>(&event.body)) {
    const std::string quality = evaluation->accuracy ? "  accuracy " + number(*evaluation->accuracy, 4) + "  macro F1 " + number(evaluation->macro_f1.value_or(0), 4)
                                                     : "  perplexity " + number(evaluation->perplexity, 2);
    note("step " + std::to_string(evaluation->step) + "  evaluation loss " + number(evaluation->loss, 4) + quality + (evaluation->best ? "  (best so far)" : ""));
  } else if (const auto* sample = std::get_if<engine::SampleText>(&event.body)) {
    note("step " + std::to_string(sample->step) + "  " + sample->prompt + "  ->  " + sample->answer);
  } else if (const auto* saved = std::get_if<engine::CheckpointSaved>(&event.body)) {
    note("step " + std::to_string(saved->step) + "  saved " + saved->path);
  }
}

void Printer::step(const engine::StepMetrics& metrics) {
  stepping_ = true;
  seconds_per_step_ = seconds_per_step_ == 0 ? metrics.seconds : 0.9 * seconds_per_step_ + 0.1 * metrics.seconds;
  const double rate = metrics.seconds > 0 ? static_cast<double>(metrics.tokens) / metrics.seconds : 0;
  const std::string figures = "loss " + number(metrics.loss, 4) + "  rate " + short_rate(metrics.learning_rate) + "  " +
                              number(rate, 0) + " tokens/s";
  const bool last = metrics.step == total_steps_;
  if (terminal_ && total_steps_ > 0) {
    bar("step " + std::to_string(metrics.step) + "/" + std::to_string(total_steps_), static_cast<double>(metrics.step) / static_cast<double>(total_steps_),
        figures + "  " + duration_text(static_cast<double>(total_steps_ - metrics.step) * seconds_per_step_) + " left");
  } else if (last || metrics.step == 1 || metrics.step % std::max<int64_t>(1, total_steps_ / 20) == 0) {
    note("step " + std::to_string(metrics.step) + "/" + std::to_string(total_steps_) + "  " + figures);
  }
  if (metrics.skipped) note(phrase("step {0} was skipped: its loss or gradient is not finite; no weight changed", metrics.step).str());
}

void Printer::bar(const std::string& label, double share, const std::string& right) {
  if (!terminal_) {
    if (label != last_stage_) note(label);
    return;
  }
  const int room = terminal_width() - static_cast<int>(label.size() + right.size()) - 6;
  const int width = std::max(0, std::min(room, 30));
  const int full = static_cast<int>(std::min(1.0, std::max(0.0, share)) * width);
  std::string drawn;
  for (int i = 0; i < width; ++i) drawn += i < full ? "█" : "░";
  std::fprintf(stderr, "\r\033[K%s %s %s", label.c_str(), drawn.c_str(), right.c_str());
  std::fflush(stderr);
  bar_open_ = true;
}

void Printer::end_bar() {
  if (bar_open_) std::fprintf(stderr, "\n");
  bar_open_ = false;
}

}  // namespace lathe::cli
