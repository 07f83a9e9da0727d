"""Small random folders of every architecture with logits, loss, every gradient, ten AdamW steps and greedy ids.

    models.py                    all of them, into fixtures/models
    models.py NAME ...           only these; the others' entries in birth.json stay
    models.py --real MODEL OUT   the same values for a model folder on disk, into OUT/expected.safetensors
"""

import copy
import itertools
import json
import pathlib
import sys

import torch
from transformers import (AutoConfig, AutoModelForCausalLM, GPT2Config, GPT2LMHeadModel, LlamaConfig, LlamaForCausalLM, MistralConfig, MistralForCausalLM, Qwen2Config,
                          Qwen2ForCausalLM, Qwen3Config, Qwen3ForCausalLM)
from transformers.utils import logging

from common import ADAMW, FIXTURES, NUM_STEPS, flat_batch, forward, noise, train, write_birth, write_json, write_tensors

STD = 0.25
NUM_VOCAB, NUM_NEW = 97, 20
SHARED = dict(vocab_size=NUM_VOCAB, num_attention_heads=4, num_key_value_heads=2, max_position_embeddings=128,
              bos_token_id=1, eos_token_id=2, pad_token_id=None)
LLAMA, QWEN3 = (LlamaConfig, LlamaForCausalLM), (Qwen3Config, Qwen3ForCausalLM)
GPT2, QWEN2, MISTRAL = (GPT2Config, GPT2LMHeadModel), (Qwen2Config, Qwen2ForCausalLM), (MistralConfig, MistralForCausalLM)
SMALL = dict(hidden_size=24, intermediate_size=32, num_hidden_layers=2, rms_norm_eps=1e-6)


def rope(kind="default", theta=10000.0, **options):
    return dict(rope_parameters={"rope_type": kind, "rope_theta": theta, **options})


# name: classes, dtype in the file, spelling of config.json, differences
MODELS = {
    "llama_tied": (LLAMA, torch.float32, "v5", dict(
        hidden_size=32, intermediate_size=48, num_hidden_layers=2, rms_norm_eps=1e-6, tie_word_embeddings=True,
        rope_parameters={"rope_type": "default", "rope_theta": 10000.0})),
    "llama_untied": (LLAMA, torch.float32, "v4", dict(
        hidden_size=32, intermediate_size=56, num_hidden_layers=3, head_dim=12, rms_norm_eps=1e-5, attention_bias=False,
        tie_word_embeddings=False, rope_parameters={"rope_type": "default", "rope_theta": 50000.0})),
    "qwen3_tied": (QWEN3, torch.float32, "v4", dict(
        hidden_size=40, intermediate_size=48, num_hidden_layers=2, head_dim=16, rms_norm_eps=1e-6, tie_word_embeddings=True,
        rope_parameters={"rope_type": "default", "rope_theta": 1000000.0})),
    "qwen3_untied": (QWEN3, torch.float32, "v5", dict(
        hidden_size=40, intermediate_size=56, num_hidden_layers=3, head_dim=8, rms_norm_eps=1e-6, tie_word_embeddings=False,
        rope_parameters={"rope_type": "default", "rope_theta": 1000000.0})),
    "qwen3_bf16": (QWEN3, torch.bfloat16, "both", dict(
        hidden_size=40, intermediate_size=48, num_hidden_layers=2, head_dim=16, rms_norm_eps=1e-6, tie_word_embeddings=True,
        rope_parameters={"rope_type": "default", "rope_theta": 1000000.0})),
    "qwen2_tied": (QWEN2, torch.float32, "v4", SMALL | rope(theta=1000000.0) | dict(tie_word_embeddings=True)),
    "qwen2_window": (QWEN2, torch.float32, "v5", SMALL | rope(theta=50000.0) | dict(
        tie_word_embeddings=False, use_sliding_window=True, sliding_window=6, max_window_layers=1)),
    "mistral": (MISTRAL, torch.float32, "v5", SMALL | rope(theta=10000.0) | dict(tie_word_embeddings=False, sliding_window=5, head_dim=8)),
    "llama_linear": (LLAMA, torch.float32, "v4 old", SMALL | rope("linear", factor=4.0) | dict(tie_word_embeddings=True)),
    "llama_dynamic": (LLAMA, torch.float32, "v4", SMALL | rope("dynamic", factor=4.0) | dict(tie_word_embeddings=True, max_position_embeddings=12)),
    "llama_yarn": (LLAMA, torch.float32, "v5", SMALL | rope("yarn", factor=4.0, original_max_position_embeddings=16, beta_fast=4.0) | dict(
        tie_word_embeddings=True, max_position_embeddings=64)),
    "llama_llama3": (LLAMA, torch.float32, "both", SMALL | rope(
        "llama3", 500000.0, factor=8.0, low_freq_factor=1.0, high_freq_factor=4.0, original_max_position_embeddings=32) | dict(
        tie_word_embeddings=True, attention_bias=True, mlp_bias=True)),
    "gpt2": (GPT2, torch.float32, "v4", dict(
        n_embd=24, n_layer=2, n_head=4, n_positions=64, resid_pdrop=0.0, embd_pdrop=0.0, attn_pdrop=0.0)),
}


def build(classes, dtype, options, seed):
    shared = {k: v for k, v in SHARED.items() if "n_head" not in options or "num" not in k and "max" not in k}
    config = classes[0](**(shared | copy.deepcopy(options)), attn_implementation="eager")
    model = classes[1](config).float().eval()
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, parameter in sorted(model.named_parameters()):
            parameter.normal_(0, STD, generator=generator)
            if "norm" in name:
                parameter.add_(1)
            parameter.copy_(parameter.to(dtype))  # rounded to what the file can hold, computed in fp32
    return model


def greedy(model, prompt):
    """Greedy ids with a cache, and the smallest gap between the two best logits."""
    ids, gap, cache = prompt.clone(), float("inf"), None
    with torch.no_grad():
        for _ in range(NUM_NEW):
            out = model(input_ids=ids[None] if cache is None else ids[None, -1:], past_key_values=cache, use_cache=True)
            cache, best = out.past_key_values, out.logits[0, -1].topk(2)
            gap = min(gap, float(best.values[0] - best.values[1]))
            ids = torch.cat([ids, best.indices[:1]])
    return ids[len(prompt):], gap


def find_seed(classes, dtype, options, first):
    """The first seed whose greedy answer has no near tie, at least eight different ids and no end mark."""
    for seed in itertools.count(first):
        model = build(classes, dtype, options, seed)
        prompt = torch.randint(3, NUM_VOCAB, (5,), generator=torch.Generator().manual_seed(seed))
        ids, gap = greedy(model, prompt)
        if gap > 1e-2 and len(set(ids.tolist())) >= 8 and SHARED["eos_token_id"] not in ids:
            return seed, model, prompt, ids, gap


def respell(path, spelling):
    """transformers 5 writes rope_parameters; version 4 wrote rope_theta, rope_scaling and torch_dtype."""
    config = json.loads(path.read_text())
    config.pop("transformers_version", None)
    if "rope_parameters" not in config:
        return write_json(path, config)
    if config["model_type"] == "llama" and config["head_dim"] * config["num_attention_heads"] == config["hidden_size"]:
        del config["head_dim"]  # older Llama folders leave it to the reader
    if spelling != "v5":
        scaling = {key: value for key, value in config["rope_parameters"].items() if key != "rope_theta"}
        if spelling == "v4 old":
            scaling["type"] = scaling.pop("rope_type")
        plain = scaling == {"rope_type": "default"}
        config |= {"rope_theta": config["rope_parameters"]["rope_theta"], "rope_scaling": None if plain else scaling}
    if spelling.startswith("v4"):
        del config["rope_parameters"]
        config["torch_dtype"] = config.pop("dtype")
    write_json(path, config)


def reload(folder):
    return AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32, attn_implementation="eager").eval()


def make(name, first_seed):
    classes, dtype, spelling, options = MODELS[name]
    folder = FIXTURES / "models" / name
    seed, model, prompt, ids, gap = find_seed(classes, dtype, options, first_seed)
    copy.deepcopy(model).to(dtype).save_pretrained(folder)
    respell(folder / "config.json", spelling)
    batch = flat_batch(NUM_VOCAB, seed)
    with torch.no_grad():
        expected = batch | {"logits": forward(model, batch), "greedy_prompt": prompt, "greedy_ids": ids}
        assert torch.allclose(forward(reload(folder), batch), expected["logits"], rtol=1e-5, atol=1e-5), "the saved folder is another model"
        double = {"logits": forward(copy.deepcopy(model).double(), batch)}
    generated = reload(folder).generate(prompt[None], do_sample=False, max_new_tokens=NUM_NEW)[0, len(prompt):]
    assert generated.tolist() == ids.tolist()
    names = {n: n for n, _ in model.named_parameters()}
    double |= train(copy.deepcopy(model).double(), batch, names)
    expected |= train(model, batch, names)
    write_tensors(folder / "expected.safetensors", expected)
    return {"seed": seed, "dtype": str(dtype), "config_spelling": spelling, "smallest_greedy_gap": gap,
            "difference_to_float64": noise(expected, double)}


def measure(model_folder, out):
    """What the suite compares, for a folder on disk: LATHE_PARITY_MODEL and LATHE_PARITY_EXPECTED name the two for it."""
    model = reload(model_folder)
    seed, prompt = 1, torch.arange(5, 10)
    batch = flat_batch(AutoConfig.from_pretrained(model_folder).vocab_size, seed)
    ids, gap = greedy(model, prompt)
    with torch.no_grad():
        expected = batch | {"logits": forward(model, batch), "greedy_prompt": prompt, "greedy_ids": ids}
    expected |= train(model, batch, {n: n for n, _ in model.named_parameters()})
    out.mkdir(parents=True, exist_ok=True)
    write_tensors(out / "expected.safetensors", expected)
    print(f"{out}: smallest gap of greedy logits {gap:.3g}")


if __name__ == "__main__":
    logging.set_verbosity_error()
    if sys.argv[1:2] == ["--real"]:
        measure(pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]))
        sys.exit()
    chosen, birth = sys.argv[1:], FIXTURES / "models" / "birth.json"
    facts = json.loads(birth.read_text())["models"] if chosen else {}
    facts |= {name: make(name, 1000 * (i + 1)) for i, name in enumerate(MODELS) if not chosen or name in chosen}
    write_birth(FIXTURES / "models", "models.py", ["torch", "transformers", "safetensors"],
                weight_std=STD, adamw={**ADAMW, "num_steps": NUM_STEPS}, models=facts)
