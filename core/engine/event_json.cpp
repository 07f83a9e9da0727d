#include <type_traits>

#include "core/engine/event.h"

namespace lathe::engine {
namespace {

Json to_json(const Phrase& phrase) { return phrase.str(); }
Json to_json(const Issue& issue) {
  return {{"file", issue.file}, {"line", issue.line}, {"field", issue.field}, {"reason", issue.reason.str()}, {"code", issue.code}};
}
Json to_json(const std::vector<Issue>& issues) {
  Json out = Json::array();
  for (const Issue& issue : issues) out.push_back(to_json(issue));
  return out;
}
const char* to_text(Side side) { return side == Side::before ? "before" : "after"; }
const char* to_text(Result result) {
  switch (result) {
    case Result::succeeded: return "succeeded";
    case Result::cancelled: return "cancelled";
    case Result::paused: return "paused";
    case Result::failed: break;
  }
  return "failed";
}
const char* to_text(data::Fate fate) {
  switch (fate) {
    case data::Fate::whole: return "whole";
    case data::Fate::cut: return "cut";
    case data::Fate::dropped_too_long: return "dropped_too_long";
    case data::Fate::dropped_nothing_learned: return "dropped_nothing_learned";
    case data::Fate::dropped_unreadable: break;
  }
  return "dropped_unreadable";
}

// The name of each event and its members.
struct Named {
  const char* name;
  Json body;
};
Named named(const JobStarted&) { return {"started", Json::object()}; }
Named named(const RunOpened& e) {
  return {"run_opened",
          {{"folder", e.folder}, {"total_steps", e.total_steps}, {"first_step", e.first_step},
           {"trainable_parameters", e.trainable_parameters}, {"all_parameters", e.all_parameters}, {"device", e.device}}};
}
Named named(const StepMetrics& e) { return {"step", runs::to_json(e)}; }
Named named(const EvalMetrics& e) { return {"eval", runs::to_json(e)}; }
Named named(const SampleText& e) { return {"sample", runs::to_json(e)}; }
Named named(const CheckpointSaved& e) { return {"checkpoint", runs::to_json(e)}; }
Named named(const Progress& e) {
  return {"progress",
          {{"stage", to_json(e.stage)}, {"done", e.done}, {"total", e.total}, {"seconds_left", e.seconds_left ? Json(*e.seconds_left) : Json()}}};
}
Named named(const LogLine& e) { return {"log", {{"text", to_json(e.text)}}}; }
Named named(const Paused& e) { return {"paused", {{"step", e.step}}}; }
Named named(const AnswerPiece& e) { return {"piece", {{"prompt", e.prompt}, {"side", to_text(e.side)}, {"text", e.text}}}; }
Named named(const Answer& e) { return {"answer", engine::to_json(e)}; }
Named named(const AnswerFailed& e) {
  return {"answer_failed", {{"prompt", e.prompt}, {"code", e.code}, {"message", to_json(e.message)}, {"hint", to_json(e.hint)}}};
}
Named named(const DataChecked& e) { return {"data_checked", {{"report", data::to_json(e.report)}}}; }
Json to_json(const std::vector<ShownToken>& tokens) {
  Json out = Json::array();
  for (const ShownToken& token : tokens) out.push_back({{"id", token.id}, {"text", token.text}, {"learned", token.learned}, {"special", token.special}});
  return out;
}
Named named(const TokensShown& e) {
  Json records = Json::array();
  for (const ShownRecord& record : e.records) records.push_back(engine::to_json(record));
  return {"tokens", {{"chat_template", e.chat_template}, {"notice", to_json(e.notice)}, {"records", std::move(records)}}};
}
Named named(const TemplateRead& e) {
  const text::TemplateOrigin origin = e.found.origin;
  return {"template",
          {{"name", e.found.name}, {"source", e.found.source}, {"notice", to_json(e.found.notice)},
           {"origin", origin == text::TemplateOrigin::model ? "model" : origin == text::TemplateOrigin::file ? "file" : "built_in"}}};
}
Json to_json(const TemplateView& view) {
  Json out = {{"learned", view.learned}, {"tokens", to_json(view.tokens)}};
  if (view.fault) out["fault"] = {{"code", view.fault->code}, {"message", to_json(view.fault->message)}, {"hint", to_json(view.fault->hint)}, {"line", view.fault->line}};
  return out;
}
Named named(const TemplatePreviewed& e) {
  Json notices = Json::array();
  for (const Phrase& notice : e.notices) notices.push_back(to_json(notice));
  return {"template_preview", {{"trained", to_json(e.trained)}, {"asked", to_json(e.asked)}, {"end_mark", e.end_mark}, {"notices", std::move(notices)}}};
}
Named named(const ModelInspected& e) { return {"model", engine::to_json(e)}; }
Named named(const RunInspected& e) { return {"run", engine::to_json(e)}; }
Named named(const DataInspected& e) { return {"data", engine::to_json(e)}; }
Named named(const TextClassified& e) { return {"text_classified", engine::to_json(e)}; }
Named named(const TextsClassified& e) { return {"texts_classified", engine::to_json(e)}; }
Named named(const HardwareInspected& e) { return {"hardware", engine::to_json(e.hardware)}; }
Named named(const JobFinished& e) {
  return {"finished",
          {{"result", to_text(e.result)}, {"code", e.code}, {"message", to_json(e.message)}, {"hint", to_json(e.hint)},
           {"issues", to_json(e.issues)}, {"path", e.path}, {"engine_dead", e.engine_dead}}};
}

}  // namespace

Json to_json(const Answer& a) {
  Json others = Json::array();
  for (const Answer::Other& other : a.others) others.push_back({{"text", other.text}, {"ids", other.ids}, {"score", other.score}});
  return {{"prompt", a.prompt}, {"side", to_text(a.side)}, {"question", a.question}, {"text", a.text}, {"tokens", a.tokens},
          {"prompt_ids", a.prompt_ids}, {"ids", a.ids}, {"seconds", a.seconds}, {"mean_log_prob", a.mean_log_prob},
          {"speaker", a.speaker}, {"weights_hash", a.weights_hash}, {"reached_end", a.reached_end},
          {"stop_string", a.stop_string}, {"settings", a.settings}, {"others", std::move(others)}};
}

Json to_json(const ShownRecord& r) {
  return {{"index", r.index}, {"learned", r.learned}, {"fate", to_text(r.fate)}, {"turns_cut", r.turns_cut},
          {"issues", to_json(r.issues)}, {"tokens", to_json(r.tokens)}};
}

Json to_json(const ModelInspected& m) {
  Json kinds = Json::object(), memory = Json::object(), tokens = Json::object(), problems = Json::array(), notes = Json::array();
  for (const auto& [kind, count] : m.kinds) kinds[kind] = count;
  for (const auto& [dtype, bytes] : {std::pair{"F32", 4}, std::pair{"BF16", 2}, std::pair{"F16", 2}}) memory[dtype] = m.parameters * bytes;
  for (const auto& [use, piece] : m.special_tokens) {
    if (tokens.contains(use)) tokens[use] = tokens[use].get<std::string>() + " " + piece;
    else tokens[use] = piece;
  }
  for (const Issue& issue : m.problems) problems.push_back(issue.sentence().str());
  for (const Phrase& note : m.notes) notes.push_back(note.str());
  return {{"path", m.path}, {"kind", m.kind}, {"architecture", m.architecture}, {"tokenizer", m.tokenizer},
          {"chat_template", m.chat_template}, {"template_notice", m.template_notice.str()}, {"dtype", m.dtype},
          {"parameters", m.parameters}, {"weight_bytes", m.weight_bytes}, {"layers", m.layers}, {"hidden", m.hidden}, {"heads", m.heads},
          {"kv_heads", m.kv_heads}, {"vocabulary", m.vocabulary}, {"context", m.context}, {"parameters_by_kind", kinds},
          {"memory_bytes_by_dtype", memory}, {"special_tokens", tokens}, {"labels", m.labels}, {"problems", problems}, {"notes", notes}, {"trainable", m.trainable}, {"base_model", m.base_model},
          {"fingerprint", m.fingerprint}, {"generation_config", m.generation_keys}, {"generation_config_ignored", m.generation_keys_ignored},
          {"generation", m.generation}};
}

Json to_json(const Hardware& h) {
  Json cards = Json::array();
  for (const Card& card : h.cards)
    cards.push_back({{"name", card.name}, {"compute", std::to_string(card.compute_major) + "." + std::to_string(card.compute_minor)},
                     {"memory_bytes", card.memory_bytes}, {"free_bytes", card.free_bytes}});
  return {{"cpu", h.cpu}, {"physical_cores", h.physical_cores}, {"memory_bytes", h.memory_bytes}, {"free_bytes", h.free_bytes},
          {"cards", std::move(cards)}, {"driver_version", h.driver_version ? Json(*h.driver_version) : Json()},
          {"cuda_ready", h.cuda_ready}, {"sentence", h.sentence.str()}};
}

Json to_json(const Event& event) {
  Named found = std::visit([](const auto& body) { return named(body); }, event.body);
  Json out = {{"job", event.job}, {"event", found.name}};
  for (auto& [key, value] : found.body.items()) out[key] = std::move(value);
  return out;
}

}  // namespace lathe::engine
