// A chat template under somebody's hands: its source, and what it makes of a record while it is being written.
#include <algorithm>

#include "core/base/json.h"
#include "core/base/stop.h"
#include "core/engine/desk_words.h"
#include "core/engine/jobs.h"
#include "core/text/editable_template.h"
#include "core/text/template_error.h"

namespace lathe::engine {
namespace {

constexpr size_t kLeastOutput = size_t{1} << 20;
constexpr size_t kOutputPerByte = 16;    // of the record
constexpr int kNoCut = 1 << 30;

// What no sensible template makes of this record ends early: it is shown at every pause of the keys.
text::jinja::Limits limits_for(const data::Record& record) {
  text::jinja::Limits limits;
  limits.output_bytes = std::min(limits.output_bytes, kLeastOutput + kOutputPerByte * record.value.dump().size());
  return limits;
}

TemplateFault fault_of(const text::TemplateError& error) { return {error.code, error.message, error.hint, error.line}; }

// Up to where the last answer begins; all of it where nothing is answered.
text::Conversation asked_part(const text::Conversation& whole) {
  text::Conversation out = whole;
  const auto answer = std::find_if(out.messages.rbegin(), out.messages.rend(), [](const text::Message& m) { return m.learned && m.role == "assistant"; });
  if (answer != out.messages.rend()) out.messages.erase(answer.base() - 1, out.messages.end());
  return out;
}

class Preview {
 public:
  Preview(const PreviewTemplateJob& job, const text::Tokenizer* tokenizer, const text::ChatTemplate& chat)
      : job_(job), tokenizer_(tokenizer), chat_(chat), options_(job.data) {
    options_.max_tokens = kNoCut;
  }

  TemplatePreviewed of(const data::FormatSpec& format, const data::Example& example) {
    out_.end_mark = chat_.end_mark();
    try {
      show_trained(example.conversation);
      if (format.kind == data::RecordKind::preference) show_trained(example.rejected);
    } catch (const text::TemplateError& error) {
      out_.trained = {.tokens = {}, .learned = 0, .fault = fault_of(error)};
    }
    try {
      show_asked(asked_part(example.conversation));
    } catch (const text::TemplateError& error) {
      out_.asked = {.tokens = {}, .learned = 0, .fault = fault_of(error)};
    }
    if (!out_.trained.fault && !out_.asked.fault && !trained_text_.starts_with(asked_text_))
      note(phrase(LATHE_TR("what the model is asked is not the beginning of what it learns from: its answers would begin elsewhere than those it was trained on")));
    if (tokenizer_ && !out_.end_mark.empty() && !tokenizer_->id_of(out_.end_mark))
      note(phrase(LATHE_TR("the end mark {0} is no token of this model: it is spelled in several, and none of them stops an answer"), out_.end_mark));
    return std::move(out_);
  }

 private:
  void show_trained(const text::Conversation& conversation) {
    const bool first = out_.trained.tokens.empty();
    if (!tokenizer_) {
      const text::Rendered rendered = chat_.render(conversation, {.learn_end_mark = options_.learn_end_mark});
      append_pieces(rendered, out_.trained.tokens);
      out_.trained.learned = std::count_if(out_.trained.tokens.begin(), out_.trained.tokens.end(), [](const ShownToken& token) { return token.learned; });
      if (first) trained_text_ = rendered.text;
      if (rendered.learned.empty()) note_nothing_learned();
      return;
    }
    const data::BuiltSample built = data::SampleBuilder(*tokenizer_, chat_, options_).build(0, conversation);
    append_tokens(built, *tokenizer_, out_.trained.tokens);
    out_.trained.learned += built.sample.num_learned();
    if (first) trained_text_ = built.text;
    judge(built);
  }

  void show_asked(const text::Conversation& conversation) {
    if (tokenizer_) {
      const data::BuiltSample built = data::SampleBuilder(*tokenizer_, chat_, options_).prompt(conversation);
      append_tokens(built, *tokenizer_, out_.asked.tokens);
      asked_text_ = built.text;
    } else {
      asked_text_ = chat_.render(conversation, {.add_generation_prompt = true}).text + chat_.missing_opening(conversation);
      append_pieces({asked_text_, {}}, out_.asked.tokens);
    }
  }

  void judge(const data::BuiltSample& built) {
    if (built.sample.num_learned() == 0) note_nothing_learned();
    else if (options_.learn_end_mark && !built.ends_with_end_mark)
      note(phrase(LATHE_TR("the last answer has no end mark that is learned: the model would not learn when to stop")));
    if (built.begin_marks > 1) note(phrase(LATHE_TR("the text has {0} begin marks; the model wants one"), built.begin_marks));
    if (built.tokens_before_cut > job_.data.max_tokens)
      note(phrase(LATHE_TR("{0} tokens are more than the longest record may have ({1}): in training it is cut or left out"), built.tokens_before_cut, job_.data.max_tokens));
  }

  void note_nothing_learned() { note(phrase(LATHE_TR("no token of this record would be learned"))); }
  void note(Phrase text) {
    if (std::find(out_.notices.begin(), out_.notices.end(), text) == out_.notices.end()) out_.notices.push_back(std::move(text));
  }

  const PreviewTemplateJob& job_;
  const text::Tokenizer* tokenizer_;
  const text::ChatTemplate& chat_;
  config::DataConfig options_;
  std::string trained_text_, asked_text_;
  TemplatePreviewed out_;
};

std::shared_ptr<text::Tokenizer> words_of(const std::filesystem::path& model) { return model.empty() ? nullptr : tokenizer_of(model); }

TemplatePreviewed preview(const PreviewTemplateJob& job, const text::Tokenizer* tokenizer) {
  TemplatePreviewed out;
  std::vector<Issue> issues;
  data::Example example;
  const data::FormatSpec& format = data::format_by_id(job.format);
  const bool readable = format.read(job.record, example, issues);
  const bool framed = format.kind != data::RecordKind::text && format.kind != data::RecordKind::classification;
  try {
    const auto chat = text::template_of_file(job.model, job.source, tokenizer, limits_for(job.record));
    if (readable && framed) out = Preview(job, tokenizer, *chat).of(format, example);
  } catch (const text::TemplateError& error) {
    out.trained.fault = out.asked.fault = fault_of(error);
  }
  for (const Issue& issue : issues) out.notices.push_back(issue.sentence());
  if (!framed) out.notices.push_back(phrase(LATHE_TR("records of this kind are learned without a template")));
  return out;
}

}  // namespace

JobFinished run_read_template_job(const ReadTemplateJob& job, JobContext& context) {
  const auto tokenizer = words_of(job.model);
  context.events.send(TemplateRead{text::editable_template(job.model, job.wanted, tokenizer.get())});
  return {};
}

JobFinished run_preview_template_job(const PreviewTemplateJob& job, JobContext& context) {
  const auto tokenizer = words_of(job.model);
  throw_if_stopped(context.stop());
  context.events.send(preview(job, tokenizer.get()));
  return {};
}

}  // namespace lathe::engine
