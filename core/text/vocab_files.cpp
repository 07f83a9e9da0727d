#include <algorithm>
#include <array>

#include "core/base/files.h"
#include "core/base/utf8.h"
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

struct Layout {
  const char* class_name;
  const char* normalizer;
  const char* pre_tokenizer;
  bool roberta;
};
constexpr const char* kPlain = R"({"type":"ByteLevel","add_prefix_space":false,"use_regex":true})";
constexpr const char* kQwen = R"J({"type":"Sequence","pretokenizers":[{"type":"Split","pattern":{"Regex":"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+"},"behavior":"Isolated","invert":false},{"type":"ByteLevel","add_prefix_space":false,"use_regex":false}]})J";
constexpr std::array kLayouts{Layout{"GPT2Tokenizer", "null", kPlain, false}, Layout{"Qwen2Tokenizer", R"({"type":"NFC"})", kQwen, false},
                              Layout{"RobertaTokenizer", "null", kPlain, true}, Layout{"BartTokenizer", "null", kPlain, true}};

const Layout& layout_of(const TokenizerConfig& config) {
  std::string wanted = config.class_name.value_or("GPT2Tokenizer");
  if (wanted.ends_with("Fast")) wanted.resize(wanted.size() - 4);
  for (const Layout& layout : kLayouts)
    if (wanted == layout.class_name) return layout;
  const Json none;
  refuse_part({none, "tokenizer_config.json", "tokenizer_class"}, wanted);
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
  const Layout& layout = layout_of(config);
  const Json vocabulary = read_json_file(folder / "vocab.json", {kMostBytes, 64});
  if (!vocabulary.is_object()) bad_tokenizer_file("vocab.json", phrase(LATHE_TR("\"vocab\" must be an object of tokens and ids")));
  for (const auto& [piece, id] : vocabulary.items())
    if (!id.is_number_unsigned() || id.get<uint64_t>() > INT32_MAX)
      bad_tokenizer_file("vocab.json", phrase(LATHE_TR("the token \"{0}\" has the id {1}, which cannot be"), piece, id.dump().substr(0, 40)));
  Json merges = Json::array();
  for (const std::string& line : lines_of(folder / "merges.txt"))
    if (!line.empty() && !(merges.empty() && line.starts_with("#version"))) merges.push_back(line);
  Json out = {{"normalizer", Json::parse(layout.normalizer)}, {"pre_tokenizer", Json::parse(layout.pre_tokenizer)}, {"decoder", {{"type", "ByteLevel"}}},
              {"model", {{"type", "BPE"}, {"merges", std::move(merges)}}}};
  if (layout.roberta) {
    const auto mark = [&vocabulary](const char* name) {
      if (!vocabulary.contains(name)) bad_tokenizer_file("vocab.json", phrase(LATHE_TR("the token \"{0}\" that is put around the text is not in the vocabulary"), name));
      return Json::array({name, vocabulary[name]});
    };
    out["post_processor"] = {{"type", "RobertaProcessing"}, {"cls", mark("<s>")}, {"sep", mark("</s>")}};
  }
  put_added_tokens(out, vocabulary, config, layout.roberta ? std::vector<std::string>{"<s>", "<pad>", "</s>", "<unk>", "<mask>"} : std::vector<std::string>{"<|endoftext|>"});
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
