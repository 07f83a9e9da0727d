// Everything the command line says: progress bars on a terminal, plain lines otherwise, JSON for machines.
#pragma once
#include <string>

#include "core/base/error.h"
#include "core/engine/event.h"

namespace lathe::cli {

enum class Output { text, json, events };       // events: one JSON line for each event

class Printer {
 public:
  explicit Printer(Output output);
  Output output() const { return output_; }

  void line(const std::string& text);           // a result, on standard output; nothing in json and events mode
  void note(const std::string& text);           // beside the result, on standard error
  void result(const Json& value);               // json mode: the one answer
  void event(const engine::Event& event);       // progress, steps, samples; as JSON in events mode; json mode: log lines
  void failure(const Error& error);
  void issues(const std::vector<Issue>& issues, size_t most);

 private:
  void tell(const engine::Event& event);
  void bar(const std::string& label, double share, const std::string& right);
  void end_bar();
  void step(const engine::StepMetrics& metrics);

  Output output_;
  bool terminal_;
  bool bar_open_ = false, stepping_ = false;
  int64_t total_steps_ = 0;
  double seconds_per_step_ = 0;
  std::string last_stage_;
};

// "3 min 20 s"
std::string duration_text(double seconds);

}  // namespace lathe::cli
