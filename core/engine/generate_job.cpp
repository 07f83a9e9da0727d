#include "core/base/files.h"
#include "core/base/stop.h"
#include "core/engine/answering.h"
#include "core/engine/jobs.h"
#include "core/engine/label_folder.h"
#include "core/io/model_folder.h"
#include "core/model/labels.h"
#include "core/peft/method.h"

namespace lathe::engine {
namespace {

// A model folder with its own words, ready to answer.
struct Voice {
  model::LoadedModel& model;
  std::unique_ptr<text::Tokenizer> tokenizer;
  text::TemplateChoice chat;
  std::string name;
};

struct Numbers {                         // of prompts
  size_t begin, end;
};

std::string joined(const std::vector<std::string>& keys) {
  std::string out;
  for (const std::string& key : keys) out += (out.empty() ? "" : ", ") + key;
  return out;
}

// Before the weights are read: what tells labels apart has no words.
void refuse_labels(const std::vector<std::string>& labels, const std::filesystem::path& folder, const std::string& command) {
  if (!labels.empty())
    throw Error("generate.tells_labels", phrase(LATHE_TR("[generate] {0} tells the labels of texts ({1}) and writes no answers"), folder, joined(labels)),
                phrase(LATHE_TR("Ask for labels with: {0}"), command + " --text \"...\""));
}

class Interview {
 public:
  Interview(const GenerateJob& job, JobContext& context, ModelCache& cache) : job_(job), context_(context), cache_(cache) {
    device_ = take_device(job.device, context).device;
  }

  void run() {
    options_ = options_of_job();
    eval::require_possible(options_);    // before the weights are read
    if (job_.tuned.empty()) return ask_all(open_base(), Side::before);
    if (peft::is_adapter_folder(job_.tuned)) return with_adapter();
    one_after_the_other();
  }

 private:
  Voice open_base() { return open(job_.model, job_.model_options.from_scratch); }

  Voice open(const std::filesystem::path& folder, bool from_scratch) {
    refuse_labels(model::read_labels(io::read_model_config(folder), "config.json"), folder, "lathe classify " + folder.string());
    const Phrase stage = phrase(LATHE_TR("Reading weights"));
    const model::LoadOptions options{.device = device_,
                                     .compute_dtype = compute_dtype(job_.model_options, device_),
                                     .from_scratch = from_scratch,
                                     .seed = static_cast<uint64_t>(job_.model_seed),
                                     .stop = context_.stop(),
                                     .progress = [this, stage](int64_t done, int64_t total) { context_.events.progress({stage, done, total, {}}); }};
    std::unique_ptr<text::Tokenizer> tokenizer = text::load_tokenizer(folder);   // before the weights: its faults show at once
    text::TemplateChoice chat = text::choose_template(folder, job_.chat_template, *tokenizer);
    if (!job_.raw && !chat.notice.empty()) context_.events.log(chat.notice);
    model::LoadedModel& model = cache_.get(folder, options);
    return {model, std::move(tokenizer), std::move(chat), last_name(folder)};
  }

  // What was not chosen by hand is the model's own; which of it counts is said.
  GenerateOptions options_of_job() {
    if (!job_.chosen) return job_.options;
    config::GenerationFile file = config::read_generation_file(job_.model);
    const auto say = [&](const char* sentence, const std::vector<std::string>& keys) {
      if (!keys.empty()) context_.events.log(phrase(sentence, joined(keys)));
    };
    say(LATHE_TR("generation_config.json of the model sets: {0}"), file.honoured);
    say(LATHE_TR("generation_config.json: not known and ignored: {0}"), file.ignored);
    const Json all = fields_to_json(job_.options);
    Json chosen = Json::object();
    for (const std::string& key : *job_.chosen) chosen[key] = all.at(key);
    fields_from_json(chosen, file.options, "");
    return file.options;
  }

  void ask(const Voice& voice, Numbers numbers, Side side, const peft::LoadedAdapter* adapter) {
    throw_if_stopped(context_.stop());
    std::vector<Asked> asked;
    for (size_t number = numbers.begin; number < numbers.end; ++number)
      asked.push_back({.number = static_cast<int64_t>(number),
                       .side = side,
                       .prompt = job_.prompts[number],
                       .chat_template = job_.raw ? nullptr : voice.chat.chat_template.get(),
                       .options = options_,
                       .speaker = adapter ? voice.name + " + " + adapter->name : voice.name,
                       .weights_hash = adapter ? peft::spoken_hash(voice.model.fingerprint, adapter->fingerprint) : voice.model.fingerprint});
    answer_all({*voice.model.decoder, adapter ? &adapter->attachments : nullptr, *voice.tokenizer}, asked, context_.events, context_.stop());
  }

  void ask_all(const Voice& voice, Side side) { ask(voice, {0, job_.prompts.size()}, side, nullptr); }

  // One base: the adapter switched off, then on, for as many prompts as are answered at once.
  void with_adapter() {
    refuse_labels(labels_of_adapter(job_.tuned, io::read_model_config(job_.model)), job_.tuned, "lathe classify " + job_.model.string() + " --adapter " + job_.tuned.string());
    const Voice voice = open_base();
    const peft::LoadedAdapter adapter = peft::load_adapter(job_.tuned, voice.model);
    for (size_t begin = 0; begin < job_.prompts.size(); begin += eval::kAtOnce) {
      const Numbers numbers{begin, std::min(begin + eval::kAtOnce, job_.prompts.size())};
      if (job_.before) ask(voice, numbers, Side::before, nullptr);
      if (job_.after) ask(voice, numbers, Side::after, &adapter);
    }
  }

  void one_after_the_other() {
    if (job_.before && job_.after)
      context_.events.log(phrase(LATHE_TR("The whole model was trained: {0} answers first, then {1} is loaded in its place"), last_name(job_.model), last_name(job_.tuned)));
    if (job_.before) ask_all(open_base(), Side::before);
    if (job_.after) ask_all(open(job_.tuned, false), Side::after);
  }

  const GenerateJob& job_;
  JobContext& context_;
  ModelCache& cache_;
  at::Device device_ = at::kCPU;
  GenerateOptions options_;
};

}  // namespace

JobFinished run_generate_job(const GenerateJob& job, JobContext& context, ModelCache& cache) {
  if (job.prompts.empty())
    throw Error("generate.no_prompt", phrase(LATHE_TR("[generate] there is nothing to answer")), phrase(LATHE_TR("Give at least one prompt.")));
  Interview(job, context, cache).run();
  return {};
}

}  // namespace lathe::engine
