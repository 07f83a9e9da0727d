#include "core/text/parts/post_processor.h"

#include <algorithm>

namespace lathe::text {
namespace {

using IdOf = std::function<std::optional<int32_t>(std::string_view)>;

FrameStep token(int64_t id, int64_t type = 0) { return {FrameStep::token, static_cast<int32_t>(id), static_cast<int32_t>(type)}; }

// The ids are those of "special_tokens", where the file has them.
std::vector<int64_t> ids_named(const Part& part, const std::string& name, const IdOf& id_of) {
  const Json& known = member(member(part.json, "special_tokens"), name.c_str());
  std::vector<int64_t> out;
  if (known.is_object()) {
    for (const Json& id : list_in({known, part.file, part.kind}, "ids")) {
      if (!id.is_number_unsigned() || id.get<uint64_t>() >= uint64_t{kMaxIds}) bad_tokenizer_file(part.file, phrase(LATHE_TR("\"{0}\" has an id that cannot be"), name));
      out.push_back(id.get<int64_t>());
    }
    return out;
  }
  const auto id = id_of(name);
  if (!id) bad_tokenizer_file(part.file, phrase(LATHE_TR("the token \"{0}\" that is put around the text is not in the vocabulary"), name));
  return {*id};
}

std::vector<FrameStep> read_steps(const Part& part, const char* key, const IdOf& id_of) {
  std::vector<FrameStep> out;
  for (const Json& step : list_in(part, key)) {
    const Json &text = member(step, "Sequence"), &special = member(step, "SpecialToken");
    if (text.is_object()) {
      const bool second = string_at(text, "id", part.file) == "B";
      out.push_back({second ? FrameStep::second_text : FrameStep::first_text, 0, static_cast<int32_t>(int_or(text, "type_id", part.file, 0, 0, 255))});
    } else if (special.is_object()) {
      const int64_t type = int_or(special, "type_id", part.file, 0, 0, 255);
      for (const int64_t id : ids_named(part, string_at(special, "id", part.file), id_of)) out.push_back(token(id, type));
    } else {
      bad_tokenizer_file(part.file, phrase(LATHE_TR("a step of TemplateProcessing is neither Sequence nor SpecialToken")));
    }
  }
  return out;
}

bool has(const std::vector<FrameStep>& steps, FrameStep::Kind kind) {
  return std::any_of(steps.begin(), steps.end(), [kind](const FrameStep& step) { return step.kind == kind; });
}

Frame read_template(const Part& part, const IdOf& id_of) {
  Frame out;
  out.single = read_steps(part, "single", id_of);
  if (member(part.json, "pair").is_array()) out.pair = read_steps(part, "pair", id_of);
  if (has(out.single, FrameStep::second_text)) refuse_part(part, "a second text in TemplateProcessing's \"single\"");
  if (!has(out.single, FrameStep::first_text) || !has(out.pair, FrameStep::first_text) || !has(out.pair, FrameStep::second_text))
    bad_tokenizer_file(part.file, phrase(LATHE_TR("TemplateProcessing leaves out the text")));
  return out;
}

// ["[SEP]", 102]
int64_t mark_id(const Part& part, const char* key) {
  const Json& mark = member(part.json, key);
  if (!mark.is_array() || mark.size() != 2 || !mark[1].is_number_unsigned() || mark[1].get<uint64_t>() >= uint64_t{kMaxIds})
    bad_tokenizer_file(part.file, phrase(LATHE_TR("\"{0}\" must be a token and its id"), key));
  return mark[1].get<int64_t>();
}

Frame read_marks(const Part& part, bool roberta) {
  const FrameStep begin = token(mark_id(part, "cls")), end = token(mark_id(part, "sep"));
  const int32_t second = roberta ? 0 : 1;
  Frame out;
  out.single = {begin, {FrameStep::first_text, 0, 0}, end};
  out.pair = {begin, {FrameStep::first_text, 0, 0}, end};
  if (roberta) out.pair.push_back(end);
  out.pair.push_back({FrameStep::second_text, 0, second});
  out.pair.push_back(token(end.id, second));
  return out;
}

bool is_plain(const Frame& frame) { return frame.single.size() == 1 && frame.pair.size() == 2; }

}  // namespace

std::optional<int32_t> Frame::begin_mark() const {
  return single.front().kind == FrameStep::token ? std::optional(single.front().id) : std::nullopt;
}

bool Frame::parts_pairs() const {
  const auto text = [](const FrameStep& step) { return step.kind != FrameStep::token; };
  const auto from = std::find_if(pair.begin(), pair.end(), text), to = std::find_if(from == pair.end() ? from : from + 1, pair.end(), text);
  return std::any_of(from, to, [this](const FrameStep& step) { return step.kind == FrameStep::token && step.id != begin_mark(); });
}

Frame read_frame(const Part& part, const IdOf& id_of) {
  if (part.json.is_null()) return {};
  const std::string type = type_of(part);
  if (type == "ByteLevel") return {};                        // moves offsets only
  if (type == "TemplateProcessing") return read_template(part, id_of);
  if (type == "BertProcessing" || type == "RobertaProcessing") return read_marks(part, type == "RobertaProcessing");
  if (type != "Sequence") refuse_part(part, type);
  Frame out;
  for (const Json& step : list_in(part, "processors")) {
    Frame one = read_frame({step, part.file, part.kind}, id_of);
    if (is_plain(one)) continue;
    if (!is_plain(out)) refuse_part(part, "Sequence with two that add tokens");
    out = std::move(one);
  }
  return out;
}

}  // namespace lathe::text
