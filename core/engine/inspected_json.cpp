#include "core/engine/event.h"

namespace lathe::engine {
namespace {

template <class T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json();
}

Json sentences(const std::vector<Issue>& issues) {
  Json out = Json::array();
  for (const Issue& issue : issues) out.push_back(issue.sentence().str());
  return out;
}

Json sentences(const std::vector<Phrase>& phrases) {
  Json out = Json::array();
  for (const Phrase& phrase : phrases) out.push_back(phrase.str());
  return out;
}

Json to_json(const LossFigures& loss) {
  if (!loss.first) return nullptr;
  return {{"first", *loss.first}, {"last", *loss.last}, {"best", *loss.best}, {"best_step", loss.best_step}};
}

Json to_json(const MadeWith& part) {
  return {{"path", part.path}, {"fingerprint", part.fingerprint}, {"present", part.present}, {"unchanged", or_null(part.unchanged)}};
}

Json data_of(const RunInspected& run) {
  Json out = to_json(run.data);
  for (const char* key : {"format", "kind", "chat_template"}) out[key] = member(run.report, key);
  const Json& counts = member(run.report, "counts");
  for (const char* key : {"records", "usable", "tokens", "learned_tokens"}) out[key] = member(counts, key);
  return out;
}

}  // namespace

Json to_json(const RunInspected& run) {
  const runs::RunRecord& record = run.record;
  Json results = Json::array();
  for (const RunResult& one : run.results)
    results.push_back({{"name", one.name}, {"path", one.path}, {"kind", one.kind}, {"step", or_null(one.step)}, {"evaluation_loss", or_null(one.evaluation_loss)}});
  return {{"path", run.path}, {"kind", "run"}, {"name", record.config.name}, {"state", runs::to_text(record.state)}, {"sentence", record.sentence.str()},
          {"can_be_resumed", run.resume_step.has_value()}, {"resume_step", or_null(run.resume_step)},
          {"steps", run.steps}, {"total_steps", record.total_steps}, {"tokens", run.tokens}, {"learned_tokens", run.learned_tokens},
          {"started", record.started}, {"ended", record.ended}, {"seconds", run.seconds}, {"device", record.device}, {"dtype", record.dtype}, {"lathe", record.lathe_version},
          {"training_loss", to_json(run.training)}, {"evaluation_loss", to_json(run.evaluation)}, {"results", results}, {"best_note", record.best_note.str()},
          {"model", to_json(run.model)}, {"data", data_of(run)}, {"method", record.config.peft}, {"objective", record.config.objective}, {"used", record.used},
          {"sample_prompts", record.config.samples.prompts}, {"problems", sentences(run.problems)}, {"config", config::to_json(record.config)}};
}

Json to_json(const DataInspected& data) {
  if (data.format == "dataset_info") {
    Json sets = Json::array();
    for (const SetSeen& one : data.sets)
      sets.push_back({{"name", one.name}, {"file", one.file}, {"present", one.present}, {"formatting", one.formatting}, {"ranking", one.ranking}, {"elsewhere", one.elsewhere.str()}});
    return {{"path", data.path}, {"kind", "data"}, {"bytes", data.bytes}, {"format", data.format}, {"format_title", data.format_title.str()},
            {"format_reason", data.format_reason.str()}, {"sets", sets}, {"notes", sentences(data.notes)}, {"problems", sentences(data.problems)}};
  }
  Json members = Json::array();
  for (const MemberSeen& one : data.members) members.push_back({{"name", one.name}, {"records", one.records}, {"types", one.types}});
  return {{"path", data.path}, {"kind", "data"}, {"bytes", data.bytes}, {"compression", data.compression}, {"encoding", data.encoding},
          {"byte_order_mark", data.byte_order_mark}, {"layout", data.layout}, {"format", data.format}, {"format_title", data.format_title.str()},
          {"format_reason", data.format_reason.str()}, {"records", data.records}, {"usable", data.usable}, {"unreadable", data.unreadable},
          {"members", members},
          {"characters", {{"shortest", data.characters.shortest}, {"median", data.characters.median}, {"longest", data.characters.longest}, {"total", data.characters.total}}},
          {"first_record", data.first_record}, {"fingerprint", data.fingerprint}, {"notes", sentences(data.notes)}, {"problems", sentences(data.problems)},
          {"further_problems", data.further_problems}};
}

Json to_json(const TextClassified& text) {
  return {{"index", text.index}, {"text", text.text}, {"label", text.label}, {"probabilities", text.probabilities}, {"expected", or_null(text.expected)},
          {"tokens", text.tokens}, {"line", text.line}, {"cut", text.cut}};
}

Json to_json(const TextsClassified& all) {
  return {{"labels", all.labels}, {"texts", all.texts}, {"cut", all.cut}, {"judged", all.judged}, {"accuracy", or_null(all.accuracy)}, {"macro_f1", or_null(all.macro_f1)},
          {"speaker", all.speaker}, {"weights_hash", all.weights_hash}, {"format", all.format}, {"format_reason", all.format_reason.str()},
          {"issues", sentences(all.issues)}, {"further_issues", all.further_issues}};
}

}  // namespace lathe::engine
