#include "core/base/phrase_json.h"

namespace lathe {

Json to_json(const Phrase& phrase) {
  if (phrase.plain || phrase.empty()) return phrase.format;
  Json args = Json::array();
  for (const Phrase& arg : phrase.args) args.push_back(to_json(arg));
  return {{"format", phrase.format}, {"args", std::move(args)}};
}

Phrase phrase_from_json(const Json& json) {
  if (json.is_string()) return json == "" ? Phrase{} : plain_text(json.get<std::string>());
  const Json &format = member(json, "format"), &args = member(json, "args");
  if (!format.is_string()) return {};
  Phrase out{format.get<std::string>(), {}};
  if (args.is_array())
    for (const Json& arg : args) out.args.push_back(phrase_from_json(arg));
  return out;
}

}  // namespace lathe
