// What the engine tells: past facts as plain structs, in the order in which they happened, none lost.
#pragma once
#include <optional>
#include <variant>

#include "core/data/audit.h"
#include "core/engine/hardware.h"
#include "core/engine/inspected.h"
#include "core/engine/job.h"
#include "core/runs/metrics.h"
#include "core/text/editable_template.h"

namespace lathe::engine {

using runs::CheckpointSaved;
using runs::EvalMetrics;
using runs::SampleText;
using runs::StepMetrics;

struct JobStarted {};
struct RunOpened {                       // a train job has its folder and knows its length
  std::string folder;
  int64_t total_steps = 0, first_step = 0;
  int64_t trainable_parameters = 0, all_parameters = 0;
  std::string device;
};
struct Progress {                        // at most ten a second
  Phrase stage;                          // "Reading weights"
  int64_t done = 0, total = 0;           // total 0: unknown
  std::optional<double> seconds_left;
};
struct LogLine { Phrase text; };
struct Paused { int64_t step = 0; };
struct AnswerPiece {                     // streamed, whole characters
  int64_t prompt = 0;
  Side side = Side::before;
  std::string text;
};
struct Answer {
  int64_t prompt = 0;
  Side side = Side::before;
  std::string question, text;
  std::vector<int32_t> prompt_ids, ids;  // what was asked and answered, as tokens
  int64_t tokens = 0;
  double seconds = 0, mean_log_prob = 0;
  std::string speaker;                   // "harbour" or "harbour + identity-lora"
  std::string weights_hash;              // of the weights that spoke: base, or base and adapter
  bool reached_end = false;              // ended by its end mark or a stop text, not by length
  std::string stop_string = {};          // the stop text that ended it
  Json settings = {};                    // the GenerateOptions it was made with
  struct Other {
    std::string text;
    std::vector<int32_t> ids;
    double score = 0;
  };
  std::vector<Other> others = {};        // of a beam search the further answers, the best one first
};
struct AnswerFailed {                     // a prompt during a run that could not be answered; the run goes on
  int64_t prompt = 0;
  std::string code;
  Phrase message, hint;
};
struct DataChecked { data::AuditReport report; };
struct ShownToken {
  int32_t id = 0;
  std::string text;                      // as it stands in the rendered text; control tokens by name
  bool learned = false, special = false;
};
struct ShownRecord {
  int64_t index = 0;                     // in ShowTokensJob::records
  std::vector<ShownToken> tokens;
  int64_t learned = 0;
  data::Fate fate = data::Fate::whole;
  int turns_cut = 0;
  std::vector<Issue> issues;
};
struct TokensShown {
  std::string chat_template;
  Phrase notice;
  std::vector<ShownRecord> records;
};
struct TemplateRead { text::EditableTemplate found; };
struct TemplateFault {
  std::string code;
  Phrase message, hint;
  int line = 0;                          // of the source, from 1; 0: all of it
};
struct TemplateView {
  std::vector<ShownToken> tokens;        // without a model words, their ids -1
  int64_t learned = 0;
  std::optional<TemplateFault> fault;    // then nothing else is filled
};
struct TemplatePreviewed {
  TemplateView trained;                  // the record as it is learned; never cut
  TemplateView asked;                    // up to where the model's last answer begins
  std::string end_mark;
  std::vector<Phrase> notices;           // what would go wrong in training without being an error
};
struct ModelInspected {
  std::string path, kind;                // kind: "model" or "adapter"
  std::string architecture, tokenizer, chat_template, dtype;
  Phrase template_notice;
  int64_t parameters = 0, weight_bytes = 0;
  int64_t layers = 0, hidden = 0, heads = 0, kv_heads = 0, vocabulary = 0, context = 0;
  std::map<std::string, int64_t> trainable;          // parameters that each method trains with its defaults
  std::vector<std::pair<std::string, int64_t>> kinds;            // parameters: "embeddings", "attention", "mlp", "norms", "head"
  std::vector<std::pair<std::string, std::string>> special_tokens;   // "begin", "end", "pad", "unknown", and how each is written
  std::vector<std::string> labels;       // of a classifier
  std::vector<Issue> problems;           // what keeps the folder from loading or its parts from fitting
  std::vector<Phrase> notes;
  std::string base_model;                // of an adapter
  std::string fingerprint;
  std::vector<std::string> generation_keys = {}, generation_keys_ignored = {};   // of generation_config.json
  Json generation = {};                  // the GenerateOptions that follow from it
  bool writes = true;                    // texts; false: an encoder or a classifier
};
struct HardwareInspected { Hardware hardware; };
struct TextClassified {
  int64_t index = 0;                     // those of the job first, then those of the file in order
  std::string text;
  std::string label;                     // the most probable one
  std::vector<double> probabilities;     // of TextsClassified::labels
  std::optional<std::string> expected = {};   // as the file says
  int64_t tokens = 0, line = 0;          // line: where it stands in the file, from 1
  bool cut = false;                      // longer than max_tokens: its end was not read
};
struct TextsClassified {                 // after the last text
  std::vector<std::string> labels;
  int64_t texts = 0, cut = 0;
  int64_t judged = 0;                    // texts with a label that the model knows; what follows is of these
  std::optional<double> accuracy = {}, macro_f1 = {};
  std::string speaker, weights_hash;     // as of Answer
  std::string format;                    // of the file, id
  Phrase format_reason = {};
  std::vector<Issue> issues = {};        // records that hold no text, and labels that the model does not know
  int64_t further_issues = 0;
};

enum class Result { succeeded, cancelled, paused, failed };
struct JobFinished {
  Result result = Result::succeeded;
  std::string code;                      // of the Error when failed
  Phrase message, hint;
  std::vector<Issue> issues;
  std::string path;                      // what the job made: the run folder
  bool engine_dead = false;              // a device fault: nothing more can run in this process
};

using EventBody = std::variant<JobStarted, RunOpened, StepMetrics, EvalMetrics, Progress, SampleText, CheckpointSaved, LogLine,
                               Paused, AnswerPiece, Answer, AnswerFailed, DataChecked, TokensShown, TemplateRead, TemplatePreviewed,
                               ModelInspected, RunInspected, DataInspected, TextClassified, TextsClassified, HardwareInspected, JobFinished>;
struct Event {
  JobId job = 0;
  EventBody body;
};

// {"job": 3, "event": "step", ...}: one line of --events jsonl.
Json to_json(const Event& event);
// The members of one event, for results of their own.
Json to_json(const Answer& answer);
Json to_json(const ShownRecord& record);
Json to_json(const ModelInspected& model);
Json to_json(const RunInspected& run);
Json to_json(const DataInspected& data);
Json to_json(const TextClassified& text);
Json to_json(const TextsClassified& texts);
Json to_json(const Hardware& hardware);

}  // namespace lathe::engine
