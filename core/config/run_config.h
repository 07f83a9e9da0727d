// Everything that decides a run, and nothing else: the same file drives the window and the command line and is copied
// verbatim into the run folder. Method and objective options stay JSON here; their registries own their tables.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/fields.h"

namespace lathe::config {

inline constexpr int kSchemaVersion = 1;

inline constexpr FieldChoice kZeroIsAutomatic[] = {{"0", LATHE_TR("automatic")}};
inline constexpr FieldChoice kZeroIsNoLimit[] = {{"0", LATHE_TR("no limit")}};
inline constexpr FieldChoice kZeroIsOff[] = {{"0", LATHE_TR("off")}};
inline constexpr FieldChoice kZeroIsByShare[] = {{"0", LATHE_TR("by the share")}};

inline constexpr FieldChoice kDtypes[] = {{"auto", LATHE_TR("automatic: bf16 on a card, fp32 on the processor")},
                                          {"fp32", LATHE_TR("32 bits (fp32)")},
                                          {"bf16", LATHE_TR("16 bits (bf16)")}};
struct ModelConfig {
  std::string path;                    // Hugging Face folder
  std::string dtype = "auto";
  bool from_scratch = false;
  static constexpr auto fields() {
    return std::tuple{
        field<&ModelConfig::path>("path", {.label = LATHE_TR("Model folder"), .help = LATHE_TR("A Hugging Face model folder: config.json, weights as safetensors, tokenizer.")}),
        field<&ModelConfig::dtype>("dtype", {.label = LATHE_TR("Number format (dtype)"), .help = LATHE_TR("How weights are held and products computed."), .advanced = true, .choices = kDtypes}),
        field<&ModelConfig::from_scratch>("from_scratch", {.label = LATHE_TR("Start from random weights"), .help = LATHE_TR("Ignore stored weights and start from random ones drawn by seed; the folder then needs no weights."), .advanced = true})};
  }
};

inline constexpr FieldChoice kFormats[] = {{"auto", LATHE_TR("detect")},
                                           {"alpaca", LATHE_TR("Alpaca (instruction, input, output)")},
                                           {"messages", LATHE_TR("messages (ChatML, OpenAI)")},
                                           {"sharegpt", LATHE_TR("ShareGPT (conversations)")},
                                           {"query_response", LATHE_TR("question and answer (query, response)")},
                                           {"prompt_completion", LATHE_TR("prompt and completion")},
                                           {"preference", LATHE_TR("preference pairs (chosen, rejected)")},
                                           {"kto", LATHE_TR("judged answers (KTO)")},
                                           {"classification", LATHE_TR("texts with a label (classification)")},
                                           {"text", LATHE_TR("plain text")}};
inline constexpr FieldChoice kDocuments[] = {{"auto", LATHE_TR("blocks between blank lines; lines where no line is blank")},
                                             {"blocks", LATHE_TR("blocks between blank lines")},
                                             {"lines", LATHE_TR("each line")},
                                             {"file", LATHE_TR("the whole file")}};
inline constexpr FieldChoice kTemplates[] = {{"auto", LATHE_TR("the model's own")},
                                             {"chatml", LATHE_TR("ChatML")},
                                             {"llama2", LATHE_TR("Llama 2")},
                                             {"llama3", LATHE_TR("Llama 3")},
                                             {"alpaca", LATHE_TR("Alpaca")},
                                             {"plain", LATHE_TR("plain Instruction / Input / Answer")},
                                             {"vicuna", LATHE_TR("Vicuna")},
                                             {"none", LATHE_TR("none: the texts as they are")},
                                             {"*.jinja", LATHE_TR("a template file")}};
inline constexpr FieldChoice kTooLong[] = {{"cut_oldest_turns", LATHE_TR("cut the oldest turns")}, {"drop", LATHE_TR("leave the record out")}};
struct DataConfig {
  std::string path;
  std::string format = "auto";
  std::string columns, entry;
  std::string documents = "auto";
  std::string chat_template = "auto";
  int max_tokens = 1024;
  std::string too_long = "cut_oldest_turns";
  bool learn_end_mark = true;
  double eval_share = 0.05;
  std::string eval_path;
  static constexpr auto fields() {
    return std::tuple{
        field<&DataConfig::path>("path", {.label = LATHE_TR("Records (training data)"), .help = LATHE_TR("A file of records (.json, .jsonl, .csv, .tsv, .parquet) or of texts (.txt, .md), also packed as .gz, or LLaMA-Factory's dataset_info.json; the format of the records is detected.")}),
        field<&DataConfig::format>("format", {.label = LATHE_TR("Record format"), .help = LATHE_TR("How each record is read; detection says what it found and why."), .choices = kFormats}),
        field<&DataConfig::columns>("columns", {.label = LATHE_TR("Other names of members (columns)"), .help = LATHE_TR("Which member or column of the file stands for which of the format's: text=review, label=stars."), .advanced = true}),
        field<&DataConfig::entry>("entry", {.label = LATHE_TR("Set of dataset_info.json (entry)"), .help = LATHE_TR("Which set is read when the file is LLaMA-Factory's dataset_info.json."), .advanced = true}),
        field<&DataConfig::documents>("documents", {.label = LATHE_TR("Documents of a text file"), .help = LATHE_TR("What counts as one record of a .txt or .md file."), .advanced = true, .choices = kDocuments}),
        field<&DataConfig::chat_template>("chat_template", {.label = LATHE_TR("Chat template"), .help = LATHE_TR("The frame that marks who speaks. Use the one the model was trained with; a model without one takes ChatML."), .choices = kTemplates}),
        field<&DataConfig::max_tokens>("max_tokens", {.label = LATHE_TR("Longest record"), .help = LATHE_TR("Records longer than this are cut by whole turns; an answer that still does not fit is left out and listed."), .unit = "tokens", .min = 8, .max = 1048576}),
        field<&DataConfig::too_long>("too_long", {.label = LATHE_TR("When a record is too long"), .help = LATHE_TR("Cutting keeps the last turns; leaving out keeps records whole."), .advanced = true, .choices = kTooLong}),
        field<&DataConfig::learn_end_mark>("learn_end_mark", {.label = LATHE_TR("Learn when to stop (end mark)"), .help = LATHE_TR("The end-of-turn mark after each answer is learned; without it the model does not stop."), .advanced = true}),
        field<&DataConfig::eval_share>("eval_share", {.label = LATHE_TR("Held out for evaluation"), .help = LATHE_TR("Share of the records that is never learned and measures progress; at least one record. 0 holds out none."), .min = 0, .max = 0.9}),
        field<&DataConfig::eval_path>("eval_path", {.label = LATHE_TR("Own evaluation file"), .help = LATHE_TR("Records for evaluation from a file of their own; then none is held out."), .advanced = true})};
  }
};

inline constexpr FieldChoice kNonFinite[] = {{"skip", LATHE_TR("skip the step and go on")}, {"stop", LATHE_TR("stop the run")}};
struct TrainConfig {
  double epochs = 3;
  int max_steps = 0;
  int batch_records = 8;
  int micro_tokens = 4096;
  int64_t seed = 42;
  double clip_norm = 1.0;
  std::string on_non_finite = "skip";
  static constexpr auto fields() {
    return std::tuple{
        field<&TrainConfig::epochs>("epochs", {.label = LATHE_TR("Passes over the records (epochs)"), .help = LATHE_TR("How often each record is seen."), .min = 0.01, .max = 10000}),
        field<&TrainConfig::max_steps>("max_steps", {.label = LATHE_TR("Most steps"), .help = LATHE_TR("Ends the run after so many optimizer steps; 0 follows the epochs."), .unit = "steps", .min = 0, .max = 1e9, .advanced = true, .choices = kZeroIsNoLimit}),
        field<&TrainConfig::batch_records>("batch_records", {.label = LATHE_TR("Records a step (batch size)"), .help = LATHE_TR("How many records make one update of the weights."), .unit = "records", .min = 1, .max = 65536}),
        field<&TrainConfig::micro_tokens>("micro_tokens", {.label = LATHE_TR("Tokens at a time (micro-batch)"), .help = LATHE_TR("A step's records are packed into pieces of at most this size. Less needs less memory; it changes neither the loss nor which records are in a step."), .unit = "tokens", .min = 8, .max = 4194304, .advanced = true}),
        field<&TrainConfig::seed>("seed", {.label = LATHE_TR("Seed"), .help = LATHE_TR("Decides order, split, dropout and initial weights; the same seed gives the same run."), .min = 0, .max = 9007199254740991}),
        field<&TrainConfig::clip_norm>("clip_norm", {.label = LATHE_TR("Largest gradient (clipping norm)"), .help = LATHE_TR("Gradients longer than this are shortened to it; 0 switches clipping off."), .min = 0, .max = 1e6, .advanced = true, .choices = kZeroIsOff}),
        field<&TrainConfig::on_non_finite>("on_non_finite", {.label = LATHE_TR("When a number overflows"), .help = LATHE_TR("A step whose loss or gradient is not finite never changes a weight; this says what happens then."), .advanced = true, .choices = kNonFinite})};
  }
};

struct OptimizerConfig {
  double learning_rate = 0;
  double beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weight_decay = 0.01;
  static constexpr auto fields() {
    return std::tuple{
        field<&OptimizerConfig::learning_rate>("learning_rate", {.label = LATHE_TR("Learning rate"), .help = LATHE_TR("How far each step moves the weights; 0 takes the method's usual rate."), .min = 0, .max = 10, .choices = kZeroIsAutomatic}),
        field<&OptimizerConfig::weight_decay>("weight_decay", {.label = LATHE_TR("Weight decay"), .help = LATHE_TR("Pulls weights towards zero; norms and biases are left alone."), .min = 0, .max = 1, .advanced = true}),
        field<&OptimizerConfig::beta1>("beta1", {.label = LATHE_TR("Beta 1 (AdamW)"), .help = LATHE_TR("Memory of the mean gradient."), .min = 0, .max = 0.9999, .advanced = true}),
        field<&OptimizerConfig::beta2>("beta2", {.label = LATHE_TR("Beta 2 (AdamW)"), .help = LATHE_TR("Memory of the squared gradient."), .min = 0, .max = 0.99999, .advanced = true}),
        field<&OptimizerConfig::epsilon>("epsilon", {.label = LATHE_TR("Epsilon (AdamW)"), .help = LATHE_TR("Keeps the division from blowing up."), .min = 1e-16, .max = 1e-2, .advanced = true})};
  }
};

inline constexpr FieldChoice kSchedules[] = {{"cosine", LATHE_TR("cosine")}, {"linear", LATHE_TR("linear")}, {"constant", LATHE_TR("constant")}};
struct ScheduleConfig {
  std::string kind = "cosine";
  double warmup_share = 0.05;
  int warmup_steps = 0;
  static constexpr auto fields() {
    return std::tuple{
        field<&ScheduleConfig::kind>("kind", {.label = LATHE_TR("Decay of the learning rate (schedule)"), .help = LATHE_TR("How the rate falls to zero after the warm-up."), .choices = kSchedules}),
        field<&ScheduleConfig::warmup_share>("warmup_share", {.label = LATHE_TR("Warm-up share"), .help = LATHE_TR("Part of the steps over which the rate rises from zero."), .min = 0, .max = 1, .advanced = true}),
        field<&ScheduleConfig::warmup_steps>("warmup_steps", {.label = LATHE_TR("Warm-up steps"), .help = LATHE_TR("The same as a count; when above 0 it takes the place of the share."), .unit = "steps", .min = 0, .max = 1e9, .advanced = true, .choices = kZeroIsByShare})};
  }
};

struct EvaluationConfig {
  int every_steps = 0;
  static constexpr auto fields() {
    return std::tuple{field<&EvaluationConfig::every_steps>("every_steps", {.label = LATHE_TR("Evaluate every"), .help = LATHE_TR("Steps between evaluations on the held-out records; 0 evaluates about ten times a run."), .unit = "steps", .min = 0, .max = 1e9, .choices = kZeroIsAutomatic})};
  }
};

struct CheckpointConfig {
  int every_steps = 0;
  int keep = 2;
  static constexpr auto fields() {
    return std::tuple{
        field<&CheckpointConfig::every_steps>("every_steps", {.label = LATHE_TR("Save every"), .help = LATHE_TR("Steps between checkpoints; a crash loses at most these. 0 saves about five times a run."), .unit = "steps", .min = 0, .max = 1e9, .choices = kZeroIsAutomatic}),
        field<&CheckpointConfig::keep>("keep", {.label = LATHE_TR("Checkpoints kept"), .help = LATHE_TR("Older ones are removed once a newer one is safe; the best stays."), .min = 1, .max = 1000, .advanced = true})};
  }
};

struct SamplesConfig {
  std::vector<std::string> prompts;
  int every_steps = 0;
  int max_new_tokens = 48;
  static constexpr auto fields() {
    return std::tuple{
        field<&SamplesConfig::prompts>("prompts", {.label = LATHE_TR("Sample prompts"), .help = LATHE_TR("Asked again and again during training, so that you can read how the answers change.")}),
        field<&SamplesConfig::every_steps>("every_steps", {.label = LATHE_TR("Sample every"), .help = LATHE_TR("Steps between samples; 0 samples with each evaluation."), .unit = "steps", .min = 0, .max = 1e9, .advanced = true, .choices = kZeroIsAutomatic}),
        field<&SamplesConfig::max_new_tokens>("max_new_tokens", {.label = LATHE_TR("Longest sample"), .help = LATHE_TR("A sample ends after so many tokens."), .unit = "tokens", .min = 1, .max = 4096, .advanced = true})};
  }
};

inline constexpr FieldChoice kDevices[] = {{"auto", LATHE_TR("automatic: the card if it can, else the processor")},
                                           {"cpu", LATHE_TR("processor (CPU)")},
                                           {"cuda", LATHE_TR("NVIDIA card (CUDA)")}};
struct DeviceConfig {
  std::string kind = "auto";
  int threads = 0;
  bool deterministic = false;
  static constexpr auto fields() {
    return std::tuple{
        field<&DeviceConfig::kind>("kind", {.label = LATHE_TR("Device"), .help = LATHE_TR("Where the work is done."), .choices = kDevices}),
        field<&DeviceConfig::threads>("threads", {.label = LATHE_TR("Processor threads"), .help = LATHE_TR("0 takes one for each physical core."), .min = 0, .max = 1024, .advanced = true, .choices = kZeroIsAutomatic}),
        field<&DeviceConfig::deterministic>("deterministic", {.label = LATHE_TR("Repeatable on the card (deterministic)"), .help = LATHE_TR("Bit-equal repeats on a card, somewhat slower; the processor always repeats."), .advanced = true})};
  }
};

struct RunConfig {
  std::string name = "run";            // letters, digits, '-', '_' and '.'; part of the run folder's name
  ModelConfig model;
  DataConfig data;
  Json peft = {{"method", "lora"}};    // "method" and that method's options; checked by peft/registry
  Json objective = {{"kind", "instruction"}};   // "kind" and that objective's options; checked by train/objectives
  TrainConfig train;
  OptimizerConfig optimizer;
  ScheduleConfig schedule;
  EvaluationConfig evaluation;
  CheckpointConfig checkpoints;
  SamplesConfig samples;
  DeviceConfig device;
  static constexpr auto fields() {
    return std::tuple{field<&RunConfig::name>("name", {.label = LATHE_TR("Name of the run"), .help = LATHE_TR("Part of the run folder's name.")}),
                      field<&RunConfig::model>("model"), field<&RunConfig::data>("data"), field<&RunConfig::train>("train"),
                      field<&RunConfig::optimizer>("optimizer"), field<&RunConfig::schedule>("schedule"),
                      field<&RunConfig::evaluation>("evaluation"), field<&RunConfig::checkpoints>("checkpoints"),
                      field<&RunConfig::samples>("samples"), field<&RunConfig::device>("device")};
  }
};

Json to_json(const RunConfig& config);
// Rules of the registries, which this room does not see: train::check_choices.
using MoreChecks = std::vector<Issue> (*)(const RunConfig& config, const std::string& file);
// Throws Error config.invalid that carries every issue. `file` names the source in messages. Relative paths inside
// stay as they are; resolve_paths makes them absolute against the file's folder.
RunConfig run_config_from_json(const Json& json, const std::string& file, MoreChecks more = nullptr);
// The file with "key=value" settings over it, paths absolute; without a file only the settings. The record in a run
// folder is such a file too.
RunConfig read_run_config(const std::filesystem::path& path, const std::vector<std::string>& settings = {}, MoreChecks more = nullptr);
void resolve_paths(RunConfig& config, const std::filesystem::path& folder);

// Rules that need more than one field, and those a range cannot say (a name that can be a folder).
std::vector<Issue> validate(const RunConfig& config, const std::string& file);

// The dotted keys whose values differ, as "key: a -> b" pairs for the comparison of two runs.
struct Difference { std::string key, left, right; };
std::vector<Difference> differences(const RunConfig& left, const RunConfig& right);

}  // namespace lathe::config
