#include <algorithm>

#include "core/config/generate_options.h"
#include "core/io/model_folder.h"

namespace lathe::config {
namespace {

constexpr const char* kName = "generation_config.json";
// Read with the tokenizer, or of no effect on what is answered.
constexpr std::string_view kElsewhere[] = {"bos_token_id", "pad_token_id", "transformers_version", "_from_model_config", "use_cache",
                                           "output_attentions", "output_hidden_states", "output_scores", "output_logits", "return_dict_in_generate"};

Phrase mend() { return phrase(LATHE_TR("Mend the file, or remove it: it only holds defaults.")); }

bool is_id(const Json& value) { return value.is_number_unsigned() && value.get<uint64_t>() <= INT32_MAX; }

void require_end_ids(const Json& value) {
  if (is_id(value) || (value.is_array() && std::all_of(value.begin(), value.end(), is_id))) return;
  throw Error("generate.bad_file", phrase(LATHE_TR("[generate] {0}: \"eos_token_id\" must be a token id or a list of token ids, but is {1}"), kName, shown(value)), mend());
}

// As the table of options takes it: transformers writes true, false or "never", and one stop text as plain text.
Json respelled(const std::string& key, const Json& value) {
  if (key == "early_stopping" && value.is_boolean()) return value.get<bool>() ? "yes" : "no";
  if (key == "stop_strings" && value.is_string()) return Json::array({value});
  return value;
}

bool is_option(const std::string& key) {
  static const std::vector<OptionInfo> rows = option_rows<GenerateOptions>();
  return std::any_of(rows.begin(), rows.end(), [&key](const OptionInfo& row) { return row.key == key; });
}

// Without do_sample the reference is greedy, whatever temperature the file names; with it the absent ones have the
// reference's defaults.
void choose_sampling(const Json& file, GenerateOptions& options) {
  const bool draws = bool_or(file, "do_sample", kName, false);
  if (!draws) {
    options.temperature = 0;
    return;
  }
  if (member(file, "temperature").is_null()) options.temperature = 1;
  if (member(file, "top_k").is_null()) options.top_k = 50;
}

}  // namespace

GenerationFile read_generation_file(const std::filesystem::path& folder, const GenerateOptions& otherwise) {
  GenerationFile out{.options = otherwise};
  if (!io::has_file(folder, kName)) return out;
  const Json file = read_json_file(folder / kName);
  if (!file.is_object()) throw Error("generate.bad_file", phrase(LATHE_TR("[generate] {0}: must be an object with settings"), kName), mend());
  out.present = true;
  Json settings = Json::object();
  for (const auto& [key, value] : file.items()) {
    if (value.is_null() || std::ranges::find(kElsewhere, key) != std::end(kElsewhere)) continue;
    const bool known = key == "eos_token_id" || key == "do_sample" || is_option(key);
    (known ? out.honoured : out.ignored).push_back(key);
    if (key == "eos_token_id") require_end_ids(value);
    if (is_option(key)) settings[key] = respelled(key, value);
  }
  if (const std::vector<Issue> issues = fields_from_json(settings, out.options, kName); !issues.empty())
    throw Error("generate.bad_file", phrase(LATHE_TR("[generate] {0}"), issues.front().str()), mend(), issues);
  choose_sampling(file, out.options);
  return out;
}

}  // namespace lathe::config
