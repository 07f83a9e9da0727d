// What the fake engine answers when nobody says otherwise: a machine, a model, tokens by words, a clean report.
#pragma once
#include <sstream>

#include "core/engine/desk_words.h"
#include "core/text/template_error.h"
#include "tests/ui/fake_engine.h"

namespace lathe::tests {

inline engine::Hardware fakeHardware() {
  engine::Hardware hardware;
  hardware.cpu = "Test processor, 2 cores";
  hardware.physical_cores = 2;
  hardware.memory_bytes = int64_t{8} << 30;
  hardware.free_bytes = int64_t{6} << 30;
  hardware.sentence = phrase(LATHE_TR("No NVIDIA driver was found: the processor is used"));
  return hardware;
}

inline engine::ModelInspected fakeModel(const std::string& path) {
  engine::ModelInspected model;
  model.trainable = {{"lora", 12'000}, {"full", 5'200'000}};
  model.path = path;
  model.kind = "model";
  model.architecture = "qwen3";
  model.tokenizer = "byte-level BPE";
  model.chat_template = "chatml";
  model.dtype = "bf16";
  model.parameters = 5'200'000;
  model.weight_bytes = 10'400'000;
  model.layers = 6, model.hidden = 256, model.heads = 4, model.kv_heads = 2, model.vocabulary = 4096, model.context = 1024;
  return model;
}

// Each blank-separated word is a token; those of the last value are learned.
inline engine::ShownRecord fakeTokens(int64_t index, const data::Record& record) {
  engine::ShownRecord shown;
  shown.index = index;
  size_t member = 0;
  for (const auto& [key, value] : record.value.items()) {
    ++member;
    std::istringstream words(value.is_string() ? value.get<std::string>() : value.dump());
    for (std::string word; words >> word;) {
      const bool learned = member == record.value.size();
      shown.tokens.push_back({static_cast<int32_t>(word.size()), word + " ", learned, false});
      shown.learned += learned;
    }
  }
  return shown;
}

// Rendered by the real template code, with words in place of tokens. A source with "too slow" is never answered.
inline std::optional<engine::TemplatePreviewed> fakePreview(const engine::PreviewTemplateJob& job) {
  engine::TemplatePreviewed out;
  if (job.source.text.find("too slow") != std::string::npos) return std::nullopt;
  try {
    const auto chat = text::template_of_file({}, job.source, nullptr);
    data::Example example;
    std::vector<Issue> issues;
    data::format_by_id(job.format).read(job.record, example, issues);
    const text::Rendered trained = chat->render(example.conversation);
    engine::append_pieces(trained, out.trained.tokens);
    for (const engine::ShownToken& token : out.trained.tokens) out.trained.learned += token.learned;
    out.end_mark = chat->end_mark();
    example.conversation.messages.pop_back();
    engine::append_pieces({chat->render(example.conversation, {.add_generation_prompt = true}).text, {}}, out.asked.tokens);
  } catch (const text::TemplateError& error) {
    out.trained.fault = out.asked.fault = engine::TemplateFault{error.code, error.message, error.hint, error.line};
  }
  return out;
}

inline void answer(FakeEngine& fake, engine::JobId id, const engine::Job& job) {
  fake.say(id, engine::JobStarted{});
  if (std::holds_alternative<engine::InspectHardwareJob>(job)) {
    fake.say(id, engine::HardwareInspected{fakeHardware()});
  } else if (const auto* model = std::get_if<engine::InspectModelJob>(&job)) {
    fake.say(id, fakeModel(model->model.string()));
  } else if (const auto* show = std::get_if<engine::ShowTokensJob>(&job)) {
    engine::TokensShown shown;
    shown.chat_template = "chatml";
    for (size_t i = 0; i < show->records.size(); ++i) shown.records.push_back(fakeTokens(static_cast<int64_t>(i), show->records[i]));
    fake.say(id, std::move(shown));
  } else if (const auto* read = std::get_if<engine::ReadTemplateJob>(&job)) {
    try {
      fake.say(id, engine::TemplateRead{text::editable_template({}, read->wanted, nullptr)});
    } catch (const Error& error) {
      return fake.say(id, engine::JobFinished{.result = engine::Result::failed, .code = error.code, .message = error.message, .hint = error.hint});
    }
  } else if (const auto* preview = std::get_if<engine::PreviewTemplateJob>(&job)) {
    auto shown = fakePreview(*preview);
    if (!shown) return;
    fake.say(id, std::move(*shown));
  } else if (const auto* check = std::get_if<engine::CheckDataJob>(&job)) {
    engine::DataChecked checked;
    auto& counts = checked.report.counts;
    counts.records = counts.usable = static_cast<int64_t>(check->records.records.size());
    counts.tokens = counts.records * 20, counts.learned_tokens = counts.records * 8;
    counts.shortest = 10, counts.median = 20, counts.longest = 40;
    checked.report.length_histogram = {1, 4, 6, 3, 1};
    if (counts.records > 1) checked.report.issues.push_back({"set.jsonl", 2, "output", phrase("is empty"), "data.empty_field"});
    fake.say(id, std::move(checked));
  } else {
    return;                                          // trains and answers when the test says so
  }
  fake.finish(id, engine::Result::succeeded);
}

}  // namespace lathe::tests
