#include "core/text/tokenizer_file.h"

#include <algorithm>
#include <array>

namespace lathe::text {
namespace {

constexpr std::string_view kGpt2Split = "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";
constexpr int64_t kMaxId = 1 << 24;

[[noreturn]] void unsupported(const std::string& name, const std::string& part, const std::string& what) {
  throw Error("tokenizer.unsupported", phrase(LATHE_TR("[load_tokenizer] {0}: {1} \"{2}\" is not supported yet"), name, part, what),
              phrase(LATHE_TR("Use a model with a byte-level BPE tokenizer (Qwen, Llama 3, GPT-2) or with a SentencePiece tokenizer.model.")));
}

[[noreturn]] void bad(const std::string& name, Phrase what) {
  throw Error("tokenizer.bad_file", phrase(LATHE_TR("[load_tokenizer] {0}: {1}"), name, what),
              phrase(LATHE_TR("Fetch the file again from where the model came from.")));
}

std::string type_of(const Json& part, const std::string& name, const std::string& which) {
  if (!part.is_object()) bad(name, phrase(LATHE_TR("\"{0}\" must be an object"), which));
  return string_at(part, "type", name + ", " + which);
}

const Json& list_at(const Json& object, const char* key, const std::string& name) {
  const Json& list = member(object, key);
  if (!list.is_array()) bad(name, phrase(LATHE_TR("\"{0}\" must be a list"), key));
  return list;
}

bool reads_nfc(const Json& part, const std::string& name) {
  if (part.is_null()) return false;
  const std::string type = type_of(part, name, "normalizer");
  if (type == "NFC") return true;
  if (type != "Sequence") unsupported(name, "normalizer", type);
  bool nfc = false;
  for (const Json& step : list_at(part, "normalizers", name)) nfc |= reads_nfc(step, name);
  return nfc;
}

void read_byte_level(const Json& part, const std::string& name, TokenizerFile& out) {
  if (bool_or(part, "add_prefix_space", name, true)) unsupported(name, "pre_tokenizer", "ByteLevel with add_prefix_space");
  if (bool_or(part, "use_regex", name, true)) out.split_patterns.emplace_back(kGpt2Split);
}

void read_split(const Json& part, const std::string& name, TokenizerFile& out) {
  const Json& pattern = member(part, "pattern");
  if (!pattern.is_object() || !pattern.contains("Regex")) unsupported(name, "pre_tokenizer", "Split by plain text");
  if (const std::string behavior = string_at(part, "behavior", name); behavior != "Isolated") unsupported(name, "pre_tokenizer", "Split " + behavior);
  if (bool_or(part, "invert", name, false)) unsupported(name, "pre_tokenizer", "Split inverted");
  out.split_patterns.push_back(string_at(pattern, "Regex", name));
}

// Splits first, ByteLevel last: anything after ByteLevel would see letters instead of bytes.
void read_pre_tokenizer(const Json& part, const std::string& name, TokenizerFile& out) {
  if (part.is_null()) unsupported(name, "pre_tokenizer", "none");
  const bool several = type_of(part, name, "pre_tokenizer") == "Sequence";
  const Json::array_t steps = several ? list_at(part, "pretokenizers", name).get<Json::array_t>() : Json::array_t{part};
  bool byte_level = false;
  for (const Json& step : steps) {
    const std::string type = type_of(step, name, "pre_tokenizer");
    if (byte_level) unsupported(name, "pre_tokenizer", type + " after ByteLevel");
    if (type == "ByteLevel") read_byte_level(step, name, out), byte_level = true;
    else if (type == "Split") read_split(step, name, out);
    else unsupported(name, "pre_tokenizer", type);
  }
  if (!byte_level) unsupported(name, "pre_tokenizer", "Sequence without ByteLevel");
}

void read_template(const Json& part, const std::string& name, TokenizerFile& out) {
  const Json& single = list_at(part, "single", name);
  bool text_seen = false;
  for (const Json& step : single) {
    if (step.is_object() && step.contains("Sequence")) { text_seen = true; continue; }
    if (!step.is_object() || !step.contains("SpecialToken")) bad(name, phrase(LATHE_TR("a step of TemplateProcessing is neither Sequence nor SpecialToken")));
    const std::string token = string_at(step["SpecialToken"], "id", name);
    if (text_seen || out.begin_mark) unsupported(name, "post_processor", "TemplateProcessing that adds " + token + " elsewhere than once in front");
    out.begin_mark = token;
  }
  if (!text_seen) bad(name, phrase(LATHE_TR("TemplateProcessing leaves out the text")));
}

void read_post_processor(const Json& part, const std::string& name, TokenizerFile& out) {
  if (part.is_null()) return;
  const std::string type = type_of(part, name, "post_processor");
  if (type == "Sequence") {
    for (const Json& step : list_at(part, "processors", name)) read_post_processor(step, name, out);
  } else if (type == "TemplateProcessing") {
    read_template(part, name, out);
  } else if (type != "ByteLevel") {           // ByteLevel here moves offsets only
    unsupported(name, "post_processor", type);
  }
}

std::pair<std::string, std::string> read_merge(const Json& merge, size_t rank, const std::string& name) {
  if (merge.is_array() && merge.size() == 2 && merge[0].is_string() && merge[1].is_string())
    return {merge[0].get<std::string>(), merge[1].get<std::string>()};
  if (merge.is_string()) {
    const std::string& text = merge.get_ref<const std::string&>();
    const size_t blank = text.find(' ');
    if (blank != std::string::npos && blank > 0 && blank + 1 < text.size() && text.find(' ', blank + 1) == std::string::npos)
      return {text.substr(0, blank), text.substr(blank + 1)};
  }
  bad(name, phrase(LATHE_TR("merge {0} is not a pair"), rank));
}

void refuse_model_options(const Json& model, const std::string& name) {
  const std::string type = string_or(model, "type", name, "BPE");
  if (type != "BPE") unsupported(name, "model", type);
  if (number_or(model, "dropout", name, 0) != 0) unsupported(name, "model", "BPE with dropout");
  if (bool_or(model, "byte_fallback", name, false)) unsupported(name, "model", "BPE with byte_fallback");
  for (const char* affix : {"continuing_subword_prefix", "end_of_word_suffix"})
    if (!string_or(model, affix, name, "").empty()) unsupported(name, "model", std::string("BPE with ") + affix);
}

BpeFile read_model(const Json& model, const std::string& name) {
  if (!model.is_object()) bad(name, phrase(LATHE_TR("\"model\" is missing")));
  refuse_model_options(model, name);
  BpeFile out;
  out.ignore_merges = bool_or(model, "ignore_merges", name, false);
  const Json& vocabulary = member(model, "vocab");
  if (!vocabulary.is_object()) bad(name, phrase(LATHE_TR("\"vocab\" must be an object of tokens and ids")));
  out.vocabulary.reserve(vocabulary.size());
  for (const auto& [piece, id] : vocabulary.items()) {
    if (!id.is_number_unsigned() || id.get<uint64_t>() >= uint64_t{kMaxId})
      bad(name, phrase(LATHE_TR("the token \"{0}\" has the id {1}, which cannot be"), piece, id.dump().substr(0, 40)));
    out.vocabulary.emplace_back(piece, id.get<int32_t>());
  }
  const Json& merges = list_at(model, "merges", name);
  out.merges.reserve(merges.size());
  for (size_t rank = 0; rank < merges.size(); ++rank) out.merges.push_back(read_merge(merges[rank], rank, name));
  return out;
}

// Contents outside the vocabulary get the next free ids in order; a file that says otherwise would give ids that the
// reference library does not give.
void check_added_ids(const BpeFile& model, const std::vector<AddedToken>& added, const std::string& name) {
  IdsByText ids;
  ids.reserve(model.vocabulary.size() + added.size());
  for (const auto& [piece, id] : model.vocabulary) ids.emplace(piece, id);
  int64_t next = static_cast<int64_t>(model.vocabulary.size());
  for (const AddedToken& token : added) {
    const auto found = ids.find(token.content);
    const int64_t expected = found == ids.end() ? next : found->second;
    if (token.id != expected)
      bad(name, phrase(LATHE_TR("the added token \"{0}\" has the id {1}, but the vocabulary makes it {2}"), token.content, token.id, expected));
    if (found == ids.end()) ids.emplace(token.content, token.id);
    next = std::max<int64_t>(next, int64_t{token.id} + 1);
  }
}

}  // namespace

std::vector<AddedToken> parse_added_tokens(const Json& document, const std::string& name) {
  std::vector<AddedToken> out;
  const Json& list = member(document, "added_tokens");
  if (list.is_null()) return out;
  if (!list.is_array()) bad(name, phrase(LATHE_TR("\"{0}\" must be a list"), "added_tokens"));
  for (const Json& entry : list) {
    AddedToken token;
    token.id = static_cast<int32_t>(int_at(entry, "id", name, 0, kMaxId - 1));
    token.content = string_at(entry, "content", name);
    token.single_word = bool_or(entry, "single_word", name, false);
    token.lstrip = bool_or(entry, "lstrip", name, false);
    token.rstrip = bool_or(entry, "rstrip", name, false);
    token.normalized = bool_or(entry, "normalized", name, true);
    token.special = bool_or(entry, "special", name, false);
    out.push_back(std::move(token));
  }
  return out;
}

bool is_sentencepiece_layout(const Json& document) {
  const Json& model = member(document, "model");
  const Json& type = member(model, "type");
  const Json& fallback = member(model, "byte_fallback");
  return (fallback.is_boolean() && fallback.get<bool>()) || (type.is_string() && type.get<std::string>() == "Unigram");
}

TokenizerFile parse_tokenizer_file(const Json& document, const std::string& name) {
  constexpr std::array known{"version", "truncation", "padding", "added_tokens", "normalizer", "pre_tokenizer", "post_processor", "decoder", "model"};
  if (!document.is_object()) bad(name, phrase(LATHE_TR("the file is not an object")));
  for (const auto& [key, value] : document.items())
    if (std::find(known.begin(), known.end(), key) == known.end()) unsupported(name, "part", key);
  if (const std::string version = string_or(document, "version", name, "1.0"); version != "1.0") unsupported(name, "version", version);
  TokenizerFile out;
  out.model = read_model(member(document, "model"), name);
  out.added = parse_added_tokens(document, name);
  check_added_ids(out.model, out.added, name);
  out.nfc = reads_nfc(member(document, "normalizer"), name);
  read_pre_tokenizer(member(document, "pre_tokenizer"), name, out);
  read_post_processor(member(document, "post_processor"), name, out);
  if (const std::string decoder = type_of(member(document, "decoder"), name, "decoder"); decoder != "ByteLevel") unsupported(name, "decoder", decoder);
  return out;
}

Json read_tokenizer_document(const std::filesystem::path& path) { return read_json_file(path, {size_t{256} << 20, 64}); }

}  // namespace lathe::text
