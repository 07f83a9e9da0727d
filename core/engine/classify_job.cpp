#include <ATen/ATen.h>

#include <algorithm>

#include "core/base/files.h"
#include "core/base/stop.h"
#include "core/data/sample.h"
#include "core/engine/jobs.h"
#include "core/engine/label_folder.h"
#include "core/engine/record_stream.h"
#include "core/eval/classifier.h"
#include "core/io/model_folder.h"
#include "core/model/vocabulary.h"
#include "core/peft/method.h"
#include "core/train/confusion.h"

namespace lathe::engine {
namespace {

constexpr size_t kMostIssues = 1000;

struct Reader {                          // model and adapter, ready to tell labels
  model::LoadedModel& model;
  std::optional<peft::LoadedAdapter> adapter;
  std::unique_ptr<text::Tokenizer> tokenizer;
  std::string speaker;
  eval::LabelKind kind = eval::LabelKind::one_of_all;
};

// A part of the head that neither the base nor the adapter holds would tell labels at random.
void require_whole_head(const model::LoadedModel& model, const peft::LoadedAdapter& adapter, const std::filesystem::path& folder) {
  for (const model::Parameter& parameter : model.decoder->parameters())
    if (std::find(model.fresh.begin(), model.fresh.end(), parameter.name) != model.fresh.end() && !adapter.attachments.head.contains(parameter.slot))
      throw Error("classify.no_head", phrase(LATHE_TR("[classify] {0}: neither the adapter nor its model holds {1}, which the labels are told by"), folder, parameter.name),
                  phrase(LATHE_TR("Use the model that the adapter was trained on.")));
}

Reader open(const ClassifyJob& job, JobContext& context, ModelCache& cache) {
  const bool adapted = !job.tuned.empty() && peft::is_adapter_folder(job.tuned);
  const std::filesystem::path folder = job.tuned.empty() || adapted ? job.model : job.tuned;
  const Json hf = io::read_model_config(folder);
  std::vector<std::string> labels;
  if (adapted) labels = labels_of_adapter(job.tuned, hf);
  const DeviceChoice choice = take_device(job.device, context);
  std::unique_ptr<text::Tokenizer> tokenizer = text::load_tokenizer(folder);   // before the weights: its faults show at once
  const Phrase stage = phrase(LATHE_TR("Reading weights"));
  model::LoadedModel& model = cache.get(folder, {.device = choice.device,
                                                 .compute_dtype = compute_dtype(job.model_options, choice.device),
                                                 .from_scratch = folder == job.model && job.model_options.from_scratch,
                                                 .seed = static_cast<uint64_t>(job.model_seed),
                                                 .labels = labels,
                                                 .stop = context.stop(),
                                                 .progress = [&](int64_t done, int64_t total) { context.events.progress({stage, done, total, {}}); }});
  const Json own = adapted ? label_config(job.tuned) : Json();
  Reader out{model, {}, std::move(tokenizer), last_name(folder), eval::label_kind(own.is_object() ? own : model.hf_config, last_name(folder))};
  if (!adapted) return out;
  out.adapter = peft::load_adapter(job.tuned, model);
  require_whole_head(model, *out.adapter, job.tuned);
  out.speaker += " + " + out.adapter->name;
  return out;
}

class Classification {
 public:
  Classification(const ClassifyJob& job, JobContext& context, Reader reader)
      : job_(job), context_(context), reader_(std::move(reader)),
        classifier_(*reader_.model.decoder, reader_.adapter ? &reader_.adapter->attachments : nullptr, reader_.kind),
        chat_(text::choose_template(reader_.model.folder, "none", *reader_.tokenizer)), builder_(*reader_.tokenizer, *chat_.chat_template, data_options()),
        confusion_(static_cast<int64_t>(labels().size())) {
    out_.labels = labels();
    out_.speaker = reader_.speaker;
    out_.weights_hash = reader_.adapter ? peft::spoken_hash(reader_.model.fingerprint, reader_.adapter->fingerprint) : reader_.model.fingerprint;
  }

  void run() {
    for (const std::string& text : job_.texts) {
      data::Example example;
      example.text = text;
      add(example, {}, 0);
    }
    flush();
    if (!job_.data.path.empty()) read_file();
    if (out_.judged > 0) {
      out_.accuracy = confusion_.accuracy();
      out_.macro_f1 = confusion_.macro_f1();
    }
    context_.events.send(std::move(out_));
  }

 private:
  const std::vector<std::string>& labels() const { return reader_.model.decoder->config().labels; }

  // Texts are cut, never left out; learned positions are all that there are.
  config::DataConfig data_options() const {
    config::DataConfig options = job_.data;
    const model::DecoderConfig& config = reader_.model.decoder->config();
    if (!config.rotary && config.context > 0) options.max_tokens = static_cast<int>(std::min<int64_t>(options.max_tokens, config.context));
    options.too_long = "cut_oldest_turns";
    return options;
  }

  void read_file() {
    const Phrase stage = phrase(LATHE_TR("Telling labels"));
    RecordStream stream(job_.data, context_.stop());
    const data::Detected detected = stream.detect();
    const data::FormatSpec& format = *detected.format;
    if (format.kind != data::RecordKind::classification && format.kind != data::RecordKind::text)
      throw Error("classify.no_texts", phrase(LATHE_TR("[classify] {0} holds {1}; labels are told of texts"), stream.source().file_name(), data::title_of(format.kind)),
                  phrase(LATHE_TR("Name the member that is the text: --set columns=text=NAME.")));
    out_.format = format.id;
    out_.format_reason = detected.reason;
    do {
      for (Issue& issue : stream.issues()) list(std::move(issue));
      for (const data::Record& record : stream.records()) {
        std::vector<Issue> issues;
        data::Example example;
        const bool readable = format.read(record, example, issues);
        for (Issue& issue : issues) list(std::move(issue));
        if (readable) add(example, format.kind == data::RecordKind::classification ? std::optional(example.label) : std::nullopt, record.line);
      }
      flush();
      context_.events.progress({stage, stream.source().bytes_done(), stream.source().bytes_total(), {}});
    } while (stream.next());
  }

  void add(const data::Example& example, std::optional<std::string> expected, int64_t line) {
    data::BuiltSample built = builder_.build(index_, data::RecordKind::classification, example).front();
    TextClassified one{.index = index_, .text = std::move(built.text), .expected = std::move(expected), .tokens = static_cast<int64_t>(built.sample.ids.size()), .line = line,
                       .cut = built.fate == data::Fate::cut};
    if (built.sample.ids.empty()) return list({last_name(job_.data.path), line, "", phrase(LATHE_TR("holds no token: there is nothing to tell a label by")), "classify.empty"});
    model::require_rows(*reader_.model.decoder, *reader_.tokenizer, built.sample.ids);
    model::require_type_rows(*reader_.model.decoder, built.sample.token_types);
    ++index_;
    waiting_.push_back(std::move(one));
    samples_.push_back(std::move(built.sample));
  }

  void flush() {
    const at::Tensor shares_NL = classifier_.probabilities(samples_, context_.stop());
    for (size_t i = 0; i < waiting_.size(); ++i) {
      TextClassified& one = waiting_[i];
      const float* row = shares_NL.const_data_ptr<float>() + static_cast<int64_t>(i) * shares_NL.size(1);
      one.probabilities.assign(row, row + shares_NL.size(1));
      const int64_t taken = std::max_element(one.probabilities.begin(), one.probabilities.end()) - one.probabilities.begin();
      one.label = labels()[static_cast<size_t>(taken)];
      ++out_.texts;
      out_.cut += one.cut;
      judge(one, taken);
      context_.events.send(std::move(one));
    }
    waiting_.clear();
    samples_.clear();
  }

  // A number stands for the label of that place where no label is called so.
  std::optional<int64_t> place_of(const std::string& name) const {
    if (const auto found = std::find(labels().begin(), labels().end(), name); found != labels().end()) return found - labels().begin();
    if (name.empty() || name.size() > 6 || name.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
    const int64_t place = std::stoll(name);
    return place < static_cast<int64_t>(labels().size()) ? std::optional(place) : std::nullopt;
  }

  void judge(const TextClassified& one, int64_t taken) {
    if (!one.expected) return;
    const std::optional<int64_t> truth = place_of(*one.expected);
    if (!truth) return list({last_name(job_.data.path), one.line, "label", phrase(LATHE_TR("the model does not know the label \"{0}\"; the text is not counted"), *one.expected), "classify.unknown_label"});
    confusion_.add(at::tensor({taken}, at::kLong), at::tensor({*truth}, at::kLong));
    ++out_.judged;
  }

  void list(Issue issue) {
    if (out_.issues.size() < kMostIssues) out_.issues.push_back(std::move(issue));
    else ++out_.further_issues;
  }

  const ClassifyJob& job_;
  JobContext& context_;
  Reader reader_;
  eval::Classifier classifier_;
  text::TemplateChoice chat_;
  data::SampleBuilder builder_;
  train::Confusion confusion_;
  TextsClassified out_;
  std::vector<TextClassified> waiting_;
  std::vector<data::Sample> samples_;
  int64_t index_ = 0;
};

}  // namespace

JobFinished run_classify_job(const ClassifyJob& job, JobContext& context, ModelCache& cache) {
  if (job.texts.empty() && job.data.path.empty())
    throw Error("classify.no_text", phrase(LATHE_TR("[classify] there is no text")), phrase(LATHE_TR("Give at least one text, or a file of texts.")));
  Classification(job, context, open(job, context, cache)).run();
  return {};
}

}  // namespace lathe::engine
