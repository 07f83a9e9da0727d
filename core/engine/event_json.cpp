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
Named named(const Answer& e) {
  return {"answer",
          {{"prompt", e.prompt}, {"side", to_text(e.side)}, {"question", e.question}, {"text", e.text}, {"tokens", e.tokens}, {"prompt_ids", e.prompt_ids}, {"ids", e.ids},
           {"seconds", e.seconds}, {"mean_log_prob", e.mean_log_prob}, {"speaker", e.speaker}, {"weights_hash", e.weights_hash},
           {"reached_end", e.reached_end}}};
}
Named named(const DataChecked& e) { return {"data_checked", {{"report", data::to_json(e.report)}}}; }
Named named(const TokensShown& e) {
  Json records = Json::array();
  for (const ShownRecord& record : e.records) {
    Json tokens = Json::array();
    for (const ShownToken& token : record.tokens)
      tokens.push_back({{"id", token.id}, {"text", token.text}, {"learned", token.learned}, {"special", token.special}});
    records.push_back({{"index", record.index}, {"learned", record.learned}, {"fate", to_text(record.fate)}, {"turns_cut", record.turns_cut},
                       {"issues", to_json(record.issues)}, {"tokens", std::move(tokens)}});
  }
  return {"tokens", {{"chat_template", e.chat_template}, {"notice", to_json(e.notice)}, {"records", std::move(records)}}};
}
Named named(const ModelInspected& e) {
  return {"model",
          {{"path", e.path}, {"kind", e.kind}, {"architecture", e.architecture}, {"tokenizer", e.tokenizer},
           {"chat_template", e.chat_template}, {"template_notice", to_json(e.template_notice)}, {"dtype", e.dtype},
           {"parameters", e.parameters}, {"weight_bytes", e.weight_bytes}, {"layers", e.layers}, {"hidden", e.hidden}, {"heads", e.heads},
           {"kv_heads", e.kv_heads}, {"vocabulary", e.vocabulary}, {"context", e.context}, {"base_model", e.base_model},
           {"fingerprint", e.fingerprint}}};
}
Named named(const HardwareInspected& e) {
  const Hardware& h = e.hardware;
  Json cards = Json::array();
  for (const Card& card : h.cards)
    cards.push_back({{"name", card.name}, {"compute", std::to_string(card.compute_major) + "." + std::to_string(card.compute_minor)},
                     {"memory_bytes", card.memory_bytes}, {"free_bytes", card.free_bytes}});
  return {"hardware",
          {{"cpu", h.cpu}, {"physical_cores", h.physical_cores}, {"memory_bytes", h.memory_bytes}, {"free_bytes", h.free_bytes},
           {"cards", std::move(cards)}, {"driver_version", h.driver_version ? Json(*h.driver_version) : Json()},
           {"cuda_ready", h.cuda_ready}, {"sentence", to_json(h.sentence)}}};
}
Named named(const JobFinished& e) {
  return {"finished",
          {{"result", to_text(e.result)}, {"code", e.code}, {"message", to_json(e.message)}, {"hint", to_json(e.hint)},
           {"issues", to_json(e.issues)}, {"path", e.path}, {"engine_dead", e.engine_dead}}};
}

}  // namespace

Json to_json(const Event& event) {
  Named found = std::visit([](const auto& body) { return named(body); }, event.body);
  Json out = {{"job", event.job}, {"event", found.name}};
  for (auto& [key, value] : found.body.items()) out[key] = std::move(value);
  return out;
}

}  // namespace lathe::engine
