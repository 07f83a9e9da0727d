#include <algorithm>
#include <array>

#include "core/base/files.h"
#include "core/base/utf8.h"
#include "core/io/model_folder.h"
#include "core/text/parts/known_patterns.h"
#include "core/text/parts/part_reader.h"
#include "core/text/parts/pre_tokenizer.h"
#include "core/text/tokenizer_sources.h"

namespace lathe::text {
namespace {

constexpr size_t kMostBytes = size_t{256} << 20;

std::vector<std::string> lines_of(const std::filesystem::path& path) {
  const std::string text = read_text_file(path, kMostBytes);
  if (const size_t bad = find_bad_utf8(text); bad != std::string::npos)
    bad_tokenizer_file(path.filename().string(), phrase(LATHE_TR("the file is not valid UTF-8 at byte {0}"), bad));
  std::vector<std::string> out;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    out.push_back(text.substr(at, end - at));
    if (out.back().ends_with('\r')) out.back().pop_back();
    at = end + 1;
  }
  return out;
}

enum class Family { gpt2, qwen, roberta };

struct Layout {
  const char* class_name;
  const char* model_type;                // of config.json, where transformers takes the class from it
  Family family;
};
constexpr std::array kLayouts{Layout{"GPT2Tokenizer", "gpt2", Family::gpt2},          Layout{"Qwen2Tokenizer", "qwen2", Family::qwen},
                              Layout{"Qwen2Tokenizer", "qwen3", Family::qwen},        Layout{"RobertaTokenizer", "roberta", Family::roberta},
                              Layout{"BartTokenizer", "bart", Family::roberta}};

Family family_of(const std::filesystem::path& folder, const TokenizerConfig& config) {
  const Json none;
  if (config.class_name) {
    std::string wanted = *config.class_name;
    if (wanted.ends_with("Fast")) wanted.resize(wanted.size() - 4);
    for (const Layout& layout : kLayouts)
      if (wanted == layout.class_name) return layout.family;
    refuse_part({none, "tokenizer_config.json", "tokenizer_class"}, wanted);
  }
  const Json model = io::has_file(folder, "config.json") ? read_json_file(folder / "config.json") : Json::object();
  const std::string type = string_or(model, "model_type", "config.json", "");
  for (const Layout& layout : kLayouts)
    if (type == layout.model_type) return layout.family;
  if (!type.empty()) refuse_part({none, "config.json", "model_type"}, type);
  throw Error("tokenizer.unsupported", phrase(LATHE_TR("[load_tokenizer] vocab.json: neither tokenizer_config.json names a tokenizer_class nor config.json a model_type")),
              phrase(LATHE_TR("Fetch tokenizer_config.json and config.json from where the model came from.")));
}

Json pre_tokenizer_of(Family family, const TokenizerConfig& config) {
  if (family != Family::qwen) return {{"type", "ByteLevel"}, {"add_prefix_space", config.add_prefix_space.value_or(false)}, {"use_regex", true}};
  const Json split = {{"type", "Split"}, {"pattern", {{"Regex", kQwenSplit}}}, {"behavior", "Isolated"}, {"invert", false}};
  const Json bytes = {{"type", "ByteLevel"}, {"add_prefix_space", config.add_prefix_space.value_or(false)}, {"use_regex", false}};
  return {{"type", "Sequence"}, {"pretokenizers", Json::array({split, bytes})}};
}

// What transformers tidies behind the decoder of a vocab.txt (clean_up_tokenization).
Json tidying_decoder() {
  Json steps = {{{"type", "WordPiece"}, {"prefix", "##"}, {"cleanup", true}}, {{"type", "Fuse"}}};
  for (const auto& [from, to] : {std::pair{" ' ", "'"}, {" n't", "n't"}, {" 'm", "'m"}, {" 's", "'s"}, {" 've", "'ve"}, {" 're", "'re"}})
    steps.push_back({{"type", "Replace"}, {"pattern", {{"String", from}}}, {"content", to}});
  return {{"type", "Sequence"}, {"decoders", std::move(steps)}};
}

}  // namespace

Json document_of_vocab_and_merges(const std::filesystem::path& folder, const TokenizerConfig& config) {
  const Family family = family_of(folder, config);
  const bool roberta = family == Family::roberta;
  const Json vocabulary = read_json_file(folder / "vocab.json", {kMostBytes, 64, 4'000'000});
  if (!vocabulary.is_object()) bad_tokenizer_file("vocab.json", phrase(LATHE_TR("\"vocab\" must be an object of tokens and ids")));
  for (const auto& [piece, id] : vocabulary.items())
    if (!id.is_number_unsigned() || id.get<uint64_t>() > INT32_MAX)
      bad_tokenizer_file("vocab.json", phrase(LATHE_TR("the token \"{0}\" has the id {1}, which cannot be"), piece, id.dump().substr(0, 40)));
  Json merges = Json::array();
  for (const std::string& line : lines_of(folder / "merges.txt"))
    if (!line.empty() && !(merges.empty() && line.starts_with("#version"))) merges.push_back(line);
  Json out = {{"normalizer", family == Family::qwen ? Json{{"type", "NFC"}} : Json()}, {"pre_tokenizer", pre_tokenizer_of(family, config)}, {"decoder", {{"type", "ByteLevel"}}},
              {"model", {{"type", "BPE"}, {"merges", std::move(merges)}}}};
  if (roberta) {
    const auto mark = [&vocabulary](const char* name) {
      if (!vocabulary.contains(name)) bad_tokenizer_file("vocab.json", phrase(LATHE_TR("the token \"{0}\" that is put around the text is not in the vocabulary"), name));
      return Json::array({name, vocabulary[name]});
    };
    out["post_processor"] = {{"type", "RobertaProcessing"}, {"cls", mark("<s>")}, {"sep", mark("</s>")}};
  }
  put_added_tokens(out, vocabulary, config, roberta ? std::vector<std::string>{"<s>", "<pad>", "</s>", "<unk>", "<mask>"} : std::vector<std::string>{"<|endoftext|>"});
  out["model"]["vocab"] = vocabulary;
  return out;
}

Json document_of_vocab_lines(const std::filesystem::path& folder, const TokenizerConfig& config) {
  std::vector<std::string> lines = lines_of(folder / "vocab.txt");
  Json vocabulary = Json::object();
  vocabulary.get_ref<Json::object_t&>().reserve(lines.size());
  std::sort(lines.begin(), lines.end());
  if (const auto twice = std::adjacent_find(lines.begin(), lines.end()); twice != lines.end())
    bad_tokenizer_file("vocab.txt", phrase(LATHE_TR("the token \"{0}\" stands twice"), *twice));
  int32_t id = 0;
  for (std::string& line : lines_of(folder / "vocab.txt")) vocabulary.get_ref<Json::object_t&>().Container::emplace_back(std::move(line), Json(static_cast<uint64_t>(id++)));
  for (const char* needed : {"[UNK]", "[CLS]", "[SEP]"})
    if (!vocabulary.contains(needed)) bad_tokenizer_file("vocab.txt", phrase(LATHE_TR("the token \"{0}\" is missing"), needed));
  const bool lower = config.lower_case.value_or(true);
  Json normalizer = {{"type", "BertNormalizer"}, {"clean_text", true}, {"handle_chinese_chars", config.chinese_apart.value_or(true)},
                     {"strip_accents", nullptr}, {"lowercase", lower}};
  if (config.strip_accents) normalizer["strip_accents"] = *config.strip_accents;
  Json out = {{"normalizer", std::move(normalizer)}, {"pre_tokenizer", {{"type", "BertPreTokenizer"}}},
              {"decoder", tidying_decoder()},
              {"post_processor", {{"type", "BertProcessing"}, {"sep", {"[SEP]", vocabulary["[SEP]"]}}, {"cls", {"[CLS]", vocabulary["[CLS]"]}}}},
              {"model", {{"type", "WordPiece"}, {"unk_token", "[UNK]"}, {"continuing_subword_prefix", "##"}, {"max_input_chars_per_word", 100}}}};
  put_added_tokens(out, vocabulary, config, {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"});
  out["model"]["vocab"] = std::move(vocabulary);
  return out;
}

}  // namespace lathe::text
