#include "core/model/arch/common.h"

#include <algorithm>

#include "core/model/arch/rope.h"

namespace lathe::model {

void refuse_option(const std::string& file, const char* key, const Json& value) {
  throw Error("model.unsupported_option", phrase(LATHE_TR("[load_model] {0}: \"{1}\": {2} is not supported"), file, key, value.dump()),
              phrase(LATHE_TR("Choose a model without it.")));
}

void refuse_config(const std::string& file, Phrase reason) {
  throw Error("model.bad_config", phrase(LATHE_TR("[load_model] {0}: {1}"), file, reason), phrase(LATHE_TR("Download the file again.")));
}

std::string read_stored_dtype(const Json& hf, const std::string& file) {
  const std::string word = string_or(hf, "dtype", file, string_or(hf, "torch_dtype", file, "float32"));
  if (word == "float32") return "F32";
  if (word == "bfloat16") return "BF16";
  if (word == "float16") return "F16";
  refuse_config(file, phrase(LATHE_TR("the number format \"{0}\" is not known"), word));
}

void refuse_quantized(const Json& hf, const std::string& file) {
  if (!member(hf, "quantization_config").is_null()) refuse_option(file, "quantization_config", member(member(hf, "quantization_config"), "quant_method"));
}

void check_sizes(const DecoderConfig& config, const std::string& file) {
  if (config.heads % config.kv_heads != 0)
    refuse_config(file, phrase(LATHE_TR("{0} attention heads cannot share {1} key-value heads evenly"), config.heads, config.kv_heads));
  if (config.rotary && config.head_width % 2 != 0) refuse_config(file, phrase(LATHE_TR("the head width {0} is odd; rotary positions need an even one"), config.head_width));
  if (!(config.norm_epsilon > 0 && config.norm_epsilon < 1)) refuse_config(file, phrase(LATHE_TR("the epsilon of the norms is {0}"), config.norm_epsilon));
}

SlotName parse_slot(const std::string& slot) {
  const auto split = [](int64_t layer, const std::string& rest) { return SlotName{layer, rest.substr(0, rest.find('.')), rest.substr(rest.find('.'))}; };
  if (!slot.starts_with("layers.")) return split(-1, slot);
  const size_t end = slot.find('.', 7);
  return split(std::stoll(slot.substr(7, end - 7)), slot.substr(end + 1));
}

namespace {

// What would change the numbers if it were ignored.
void refuse_unsupported(const Json& hf, const std::string& file) {
  if (const Json& act = member(hf, "hidden_act"); !act.is_null() && act != "silu") refuse_option(file, "hidden_act", act);
  refuse_quantized(hf, file);
  if (int_or(hf, "pretraining_tp", file, 1, 0, kMostSize) > 1) refuse_option(file, "pretraining_tp", member(hf, "pretraining_tp"));
}

// Keys that each layer sees; empty when all see everything.
std::vector<int64_t> read_windows(const Json& hf, const std::string& file, int64_t layers, const FamilyDefaults& defaults) {
  int64_t window = 0, first = 0;
  if (defaults.window == FamilyDefaults::Window::always) {
    window = int_or(hf, "sliding_window", file, hf.contains("sliding_window") ? 0 : 4096, 0, kMostSize);
  } else if (bool_or(hf, "use_sliding_window", file, false)) {
    if (defaults.window == FamilyDefaults::Window::never) refuse_option(file, "use_sliding_window", true);
    window = int_or(hf, "sliding_window", file, hf.contains("sliding_window") ? 0 : 4096, 0, kMostSize);
    first = int_or(hf, "max_window_layers", file, 28, 0, kMostSize);
  }
  std::vector<int64_t> windows(static_cast<size_t>(layers), 0);
  for (int64_t layer = first; layer < layers; ++layer) windows[static_cast<size_t>(layer)] = window;
  const Json& types = member(hf, "layer_types");
  if (types.is_array()) {
    if (static_cast<int64_t>(types.size()) != layers)
      refuse_config(file, phrase(LATHE_TR("layer_types names {0} layers, num_hidden_layers says {1}"), types.size(), layers));
    for (size_t layer = 0; layer < windows.size(); ++layer) {
      const bool slides = types[layer] == "sliding_attention";
      if ((slides && window == 0) || (!slides && types[layer] != "full_attention")) refuse_option(file, "layer_types", types[layer]);
      if (defaults.window == FamilyDefaults::Window::by_layer) windows[layer] = slides ? window : 0;
    }
  }
  const bool none = std::all_of(windows.begin(), windows.end(), [](int64_t size) { return size == 0; });
  return none ? std::vector<int64_t>{} : windows;
}

bool read_bias(const Json& hf, const char* key, const std::string& file, const std::vector<std::string>& known) {
  const bool on = bool_or(hf, key, file, false);
  if (on && std::find(known.begin(), known.end(), key) == known.end()) refuse_option(file, key, true);
  return on;
}

}  // namespace

DecoderConfig read_common_config(const Json& hf, const std::string& file, const FamilyDefaults& defaults) {
  refuse_unsupported(hf, file);
  const auto size = [&](const char* key) { return int_at(hf, key, file, 1, kMostSize); };
  DecoderConfig config;
  config.vocab = size("vocab_size");
  config.width = size("hidden_size");
  config.layers = int_at(hf, "num_hidden_layers", file, 1, 10000);
  config.heads = int_at(hf, "num_attention_heads", file, 1, config.width);
  config.mlp_width = size("intermediate_size");
  config.kv_heads = int_or(hf, "num_key_value_heads", file, defaults.kv_heads ? defaults.kv_heads : config.heads, 1, config.heads);
  const int64_t own_width = defaults.head_width ? defaults.head_width : config.width / config.heads;
  config.head_width = int_or(hf, "head_dim", file, own_width, 1, 4096);
  config.context = int_or(hf, "max_position_embeddings", file, 2048, 1, kMostSize);
  config.norm_epsilon = number_or(hf, "rms_norm_eps", file, 1e-6);
  config.initial_std = number_or(hf, "initializer_range", file, 0.02);
  config.tied_head = bool_or(hf, "tie_word_embeddings", file, false);
  config.rope = read_rope(hf, file, config.context);
  if (config.rope.type == "dynamic") config.context = static_cast<int64_t>(static_cast<double>(config.context) * std::max(1.0, config.rope.factor));
  config.stored_dtype = read_stored_dtype(hf, file);
  config.windows = read_windows(hf, file, config.layers, defaults);
  config.qkv_bias = config.o_bias = read_bias(hf, "attention_bias", file, defaults.biases);
  config.mlp_bias = read_bias(hf, "mlp_bias", file, defaults.biases);
  check_sizes(config, file);
  return config;
}

std::string llama_stored_name(const std::string& slot) {
  const auto [layer, map, kind] = parse_slot(slot);
  if (layer < 0) {
    if (map == "embed") return "model.embed_tokens" + kind;
    if (map == "final_norm") return "model.norm" + kind;
    return (map == "head" ? "lm_head" : map == "classes" ? "score" : map) + kind;
  }
  const std::string prefix = "model.layers." + std::to_string(layer) + ".";
  if (map == "input_norm") return prefix + "input_layernorm" + kind;
  if (map == "post_norm") return prefix + "post_attention_layernorm" + kind;
  if (map == "q_norm" || map == "k_norm") return prefix + "self_attn." + map + kind;
  return llama_module_of({layer, map}) + kind;
}

std::string llama_module_of(const LinearSite& site) {
  const bool mlp = site.map == "gate" || site.map == "up" || site.map == "down";
  return "model.layers." + std::to_string(site.layer) + (mlp ? ".mlp." : ".self_attn.") + site.map + "_proj";
}

}  // namespace lathe::model
