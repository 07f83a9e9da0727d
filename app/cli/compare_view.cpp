#include "app/cli/compare_view.h"

#include <cstdio>
#include <map>

namespace lathe::cli {
namespace {

// Later lines stand under the first.
std::string indented(std::string text, size_t columns) {
  const std::string margin(columns, ' ');
  for (size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 1 + columns) text.insert(at + 1, margin);
  return text;
}

}  // namespace

void print_answers(Printer& printer, const std::vector<engine::Answer>& answers) {
  std::map<int64_t, std::vector<const engine::Answer*>> by_prompt;
  for (const engine::Answer& answer : answers) by_prompt[answer.prompt].push_back(&answer);
  for (const auto& [prompt, sides] : by_prompt) {
    printer.line("");
    printer.line(indented(sides.front()->question, 0));
    for (const engine::Answer* answer : sides) {
      const char* side = answer->side == engine::Side::before ? "before" : "after ";
      printer.line(std::string("  ") + side + "  " + indented(answer->text, 10));
      char figures[160];
      std::snprintf(figures, sizeof figures, "          %s, weights %.8s, %lld tokens, %.1f s, mean log-prob %.2f%s", answer->speaker.c_str(),
                    answer->weights_hash.c_str(), static_cast<long long>(answer->tokens), answer->seconds, answer->mean_log_prob,
                    answer->reached_end ? "" : ", cut at the longest answer");
      printer.line(figures);
    }
  }
}

}  // namespace lathe::cli
