// What the engine can be asked to do, as plain structs.
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/config/generate_options.h"
#include "core/config/run_config.h"
#include "core/data/record.h"
#include "core/text/folder_template.h"

namespace lathe::engine {

using JobId = uint64_t;

// A new run in `workspace`, or the one in `run_folder` taken up again from its last checkpoint.
struct TrainJob {
  config::RunConfig config;
  std::filesystem::path workspace;
  std::filesystem::path run_folder;      // empty: a new one is made
  bool resume = false;
  bool choose_prompts = false;           // without sample prompts the first records give some; run.json says which
};

using config::GenerateOptions;

enum class Side { before, after };

// One prompt or many, asked of the base, of the tuned model, or of both with the same seed. `tuned` is an adapter
// folder (one base, adapter off and on) or a whole model folder (loaded after the base, one after the other).
struct GenerateJob {
  std::filesystem::path model;
  std::filesystem::path tuned;           // empty: only the base speaks
  bool before = true, after = true;
  std::vector<text::Conversation> prompts;
  std::string chat_template = "auto";
  bool raw = false;                      // the prompt is plain text to go on from: no template
  GenerateOptions options;
  // The options that are not named here follow the generation_config.json of `model`; without a value all are as given.
  std::optional<std::vector<std::string>> chosen = {};
  config::ModelConfig model_options;     // of the base; what was tuned always has weights of its own
  int64_t model_seed = 42;               // of a base from scratch: its run's train.seed
  config::DeviceConfig device;
};

// Logits of given token ids, written to a safetensors file (input_ids, logits [T, V] fp32): for comparing with other
// programs.
struct LogitsJob {
  std::filesystem::path model;
  std::filesystem::path tuned;           // adapter folder, or empty
  std::vector<int32_t> ids;
  std::filesystem::path out;
  config::ModelConfig model_options;
  config::DeviceConfig device;
};

// The whole-set check, of a file or of the records under the editor's hands.
struct CheckDataJob {
  std::filesystem::path model;           // whose tokenizer and template
  config::DataConfig data;
  data::RecordFile records;              // when not empty, these instead of data.path
  bool use_given_records = false;
};

// Exactly what the model sees of some records: tokens and which of them are learned.
struct ShowTokensJob {
  std::filesystem::path model;
  config::DataConfig data;
  std::string format;                    // id
  std::vector<data::Record> records;
};

// The source of a chat template, to be looked at and changed: see text::editable_template.
struct ReadTemplateJob {
  std::filesystem::path model;           // empty: none is chosen
  std::string wanted = "auto";
};

// What a file with this source would make of a record, whatever state the source is in.
struct PreviewTemplateJob {
  std::filesystem::path model;           // whose tokenizer and words; empty: words in place of tokens
  config::DataConfig data;
  text::TemplateSource source;
  std::string format;                    // of the record; id
  data::Record record;
};

struct InspectModelJob {
  std::filesystem::path model;           // model or adapter folder
  bool fingerprint = false;              // reads all its weights, and names every problem instead of failing by the first
};

// A model, an adapter, a run folder or a file of records, thoroughly: everything is read, every problem named.
struct InspectJob {
  std::filesystem::path path;
};

// Labels of texts with their probabilities: of those given, then of those in a file.
struct ClassifyJob {
  std::filesystem::path model;
  std::filesystem::path tuned;           // adapter folder, or a whole model folder that is taken instead; or empty
  std::vector<std::string> texts;
  config::DataConfig data;               // data.path: texts with or without labels, or empty; longer ones than max_tokens are cut
  config::ModelConfig model_options;
  int64_t model_seed = 42;               // of a base from scratch: its run's train.seed
  config::DeviceConfig device;
};

struct InspectHardwareJob {};

using Job = std::variant<TrainJob, GenerateJob, LogitsJob, CheckDataJob, ShowTokensJob, ReadTemplateJob, PreviewTemplateJob,
                         InspectModelJob, InspectJob, ClassifyJob, InspectHardwareJob>;

}  // namespace lathe::engine
