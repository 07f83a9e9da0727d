// How answers are made: one table for the command line, the window's form and the model's own defaults. Names follow
// transformers' generation_config.json.
#pragma once
#include <string>
#include <vector>

#include "core/base/fields.h"

namespace lathe::config {

inline constexpr FieldChoice kEarlyStopping[] = {{"no", LATHE_TR("When a better one is unlikely")}, {"yes", LATHE_TR("When as many have ended as are searched")}, {"never", LATHE_TR("When none can be better")}};

struct GenerateOptions {
  int max_new_tokens = 128;
  int min_new_tokens = 0;
  double temperature = 0;                // 0: greedy
  double top_p = 1;
  int top_k = 0;                         // 0: off
  double min_p = 0;
  double repetition_penalty = 1;
  int no_repeat_ngram_size = 0;          // 0: off
  std::vector<std::string> stop_strings;
  int num_beams = 1;
  int num_return_sequences = 1;          // answers of a beam search
  double length_penalty = 1;
  std::string early_stopping = "no";
  int64_t seed = 42;
  static constexpr auto fields() {
    using G = GenerateOptions;
    return std::tuple{
        field<&G::max_new_tokens>("max_new_tokens", {.label = LATHE_TR("Longest answer"), .help = LATHE_TR("The answer ends after so many tokens."), .unit = "tokens", .min = 1, .max = 32768}),
        field<&G::temperature>("temperature", {.label = LATHE_TR("Temperature"), .help = LATHE_TR("0 always takes the likeliest token; higher is more varied."), .min = 0, .max = 5}),
        field<&G::top_p>("top_p", {.label = LATHE_TR("Likely share (top-p)"), .help = LATHE_TR("Draws only from the likeliest tokens that together have this probability."), .min = 0.01, .max = 1}),
        field<&G::top_k>("top_k", {.label = LATHE_TR("Likeliest tokens (top-k)"), .help = LATHE_TR("Draws only from so many tokens; 0 is off."), .min = 0, .max = 1000000}),
        field<&G::seed>("seed", {.label = LATHE_TR("Seed"), .help = LATHE_TR("The same seed draws the same answer."), .min = 0, .max = 9007199254740991}),
        field<&G::min_p>("min_p", {.label = LATHE_TR("Least share of the likeliest (min-p)"), .help = LATHE_TR("Draws only from tokens with at least this share of the likeliest one's probability; 0 is off."), .min = 0, .max = 1, .advanced = true}),
        field<&G::repetition_penalty>("repetition_penalty", {.label = LATHE_TR("Repetition penalty"), .help = LATHE_TR("Above 1, tokens that the prompt or the answer has already are less likely; 1 is off."), .min = 0.01, .max = 10, .advanced = true}),
        field<&G::no_repeat_ngram_size>("no_repeat_ngram_size", {.label = LATHE_TR("No repeated n-grams"), .help = LATHE_TR("No sequence of so many tokens comes twice; 0 is off."), .unit = "tokens", .min = 0, .max = 1000, .advanced = true}),
        field<&G::min_new_tokens>("min_new_tokens", {.label = LATHE_TR("Shortest answer"), .help = LATHE_TR("No end mark before so many tokens."), .unit = "tokens", .min = 0, .max = 32768, .advanced = true}),
        field<&G::stop_strings>("stop_strings", {.label = LATHE_TR("Stop texts"), .help = LATHE_TR("The answer ends before the first of these."), .advanced = true}),
        field<&G::num_beams>("num_beams", {.label = LATHE_TR("Beams"), .help = LATHE_TR("Follows so many answers at once and takes the likeliest as a whole; 1 is off. Needs temperature 0."), .min = 1, .max = 64, .advanced = true}),
        field<&G::num_return_sequences>("num_return_sequences", {.label = LATHE_TR("Answers of a beam search"), .help = LATHE_TR("How many of the best answers are given, at most as many as there are beams."), .min = 1, .max = 64, .advanced = true}),
        field<&G::length_penalty>("length_penalty", {.label = LATHE_TR("Length penalty of beams"), .help = LATHE_TR("Above 0 favours long answers, below 0 short ones."), .min = -10, .max = 10, .advanced = true}),
        field<&G::early_stopping>("early_stopping", {.label = LATHE_TR("A beam search ends"), .help = LATHE_TR("When the search for better answers is given up."), .advanced = true, .choices = kEarlyStopping})};
  }
};

// What a model folder says about its answers in generation_config.json.
struct GenerationFile {
  bool present = false;
  GenerateOptions options;               // the given ones with the file's values on top
  std::vector<std::string> honoured, ignored;        // keys of the file; those that set nothing are in neither
};
// An absent file changes nothing. Throws Error json.*, generate.bad_file.
GenerationFile read_generation_file(const std::filesystem::path& folder, const GenerateOptions& otherwise = {});

}  // namespace lathe::config
