#include "core/model/arch/common.h"
#include "core/model/blocks/activation.h"

namespace lathe::model {
namespace {

DecoderConfig read(const Json& hf, const std::string& file) {
  for (const char* key : {"is_decoder", "add_cross_attention"})
    if (bool_or(hf, key, file, false)) refuse_option(file, key, true);
  if (const std::string kind = string_or(hf, "position_embedding_type", file, "absolute"); kind != "absolute") refuse_option(file, "position_embedding_type", kind);
  refuse_quantized(hf, file);
  const auto size = [&](const char* key, int64_t absent) { return int_or(hf, key, file, absent, 1, kMostSize); };
  DecoderConfig config;
  config.vocab = size("vocab_size", 30522);
  config.width = size("hidden_size", 768);
  config.layers = int_or(hf, "num_hidden_layers", file, 12, 1, 10000);
  config.heads = config.kv_heads = int_or(hf, "num_attention_heads", file, 12, 1, config.width);
  config.mlp_width = size("intermediate_size", 3072);
  config.context = size("max_position_embeddings", 512);
  config.token_types = size("type_vocab_size", 2);
  config.head_width = config.width / config.heads;
  config.norm_epsilon = number_or(hf, "layer_norm_eps", file, 1e-12);
  config.initial_std = number_or(hf, "initializer_range", file, 0.02);
  config.tied_head = bool_or(hf, "tie_word_embeddings", file, true);
  config.activation = string_or(hf, "hidden_act", file, "gelu");
  config.stored_dtype = read_stored_dtype(hf, file);
  config.norm = Norm::layer;
  config.norm_after = config.embed_norm = config.pooler = config.label_bias = true;
  config.rotary = config.gated_mlp = config.causal = config.final_norm = config.language_head = false;
  config.qkv_bias = config.o_bias = config.mlp_bias = true;
  if (!knows_activation(config.activation)) refuse_option(file, "hidden_act", config.activation);
  if (config.width % config.heads != 0) refuse_config(file, phrase(LATHE_TR("the width {0} cannot be divided evenly among {1} heads"), config.width, config.heads));
  check_sizes(config, file);
  return config;
}

std::string module_of(const LinearSite& site) {
  const std::string layer = "bert.encoder.layer." + std::to_string(site.layer) + ".";
  if (site.map == "q") return layer + "attention.self.query";
  if (site.map == "k") return layer + "attention.self.key";
  if (site.map == "v") return layer + "attention.self.value";
  if (site.map == "o") return layer + "attention.output.dense";
  return layer + (site.map == "up" ? "intermediate.dense" : "output.dense");
}

std::string stored_name(const std::string& slot) {
  const auto [layer, map, kind] = parse_slot(slot);
  if (layer < 0) {
    if (map == "embed") return "bert.embeddings.word_embeddings" + kind;
    if (map == "positions") return "bert.embeddings.position_embeddings" + kind;
    if (map == "token_types") return "bert.embeddings.token_type_embeddings" + kind;
    if (map == "embed_norm") return "bert.embeddings.LayerNorm" + kind;
    if (map == "pooler") return "bert.pooler.dense" + kind;
    return (map == "head" ? "cls.predictions.decoder" : map == "classes" ? "classifier" : map) + kind;
  }
  const std::string prefix = "bert.encoder.layer." + std::to_string(layer) + ".";
  if (map == "input_norm") return prefix + "attention.output.LayerNorm" + kind;
  if (map == "post_norm") return prefix + "output.LayerNorm" + kind;
  return module_of({layer, map}) + kind;
}

}  // namespace

ArchSpec bert_spec() {
  return {.id = "bert",
          .title = "BERT",
          .help = LATHE_TR("BERT: an encoder that reads a text in both directions and tells classes apart; it does not write."),
          .hf_class = "BertModel",
          .hf_class_for_labels = "BertForSequenceClassification",
          .prefix = "bert.",
          .decoder = read,
          .stored_name = stored_name,
          .module_of = module_of,
          .other_modules = {"bert.pooler.dense"},
          .spare = {"cls.", "qa_outputs.", "classifier."}};
}

}  // namespace lathe::model
