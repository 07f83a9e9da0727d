"""Adapters written by the real PEFT on two of the models: logits, merged logits, gradients, ten AdamW steps."""

import json
import shutil
import sys

import torch
from peft import LoraConfig, PeftModel, get_peft_model
from peft.utils import get_peft_model_state_dict
from safetensors.torch import load_file
from transformers.utils import logging

from common import ADAMW, FIXTURES, NUM_STEPS, forward, noise, train, write_birth, write_tensors
from models import reload

ALL_LINEAR = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
B_STD = 0.1
# name: base model, seed, LoraConfig
ADAPTERS = {
    "qwen3_tied_all": ("qwen3_tied", 101, dict(r=4, lora_alpha=8, target_modules=ALL_LINEAR)),
    "llama_untied_all": ("llama_untied", 102, dict(r=4, lora_alpha=8, target_modules=ALL_LINEAR)),
    "qwen3_tied_rslora_qv": ("qwen3_tied", 103, dict(r=4, lora_alpha=8, use_rslora=True, target_modules=["q_proj", "v_proj"])),
    "gpt2_all": ("gpt2", 104, dict(r=4, lora_alpha=8, target_modules=["c_attn", "c_proj", "c_fc"], fan_in_fan_out=True)),
}


def attach(base, seed, options):
    model = get_peft_model(base, LoraConfig(task_type="CAUSAL_LM", lora_dropout=0.0, **options)).eval()
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, parameter in sorted(model.named_parameters()):
            if "lora_A" in name:
                bound = parameter.shape[1] ** -0.5
                parameter.uniform_(-bound, bound, generator=generator)
            elif "lora_B" in name:
                parameter.normal_(0, B_STD, generator=generator)
    return model


def save(model, folder, base_name):
    model.peft_config["default"].base_model_name_or_path = base_name
    model.save_pretrained(folder, save_embedding_layers=False)
    (folder / "README.md").unlink(missing_ok=True)
    path = folder / "adapter_config.json"  # PEFT writes the set in arbitrary order
    config = json.loads(path.read_text())
    config["target_modules"].sort()
    path.write_text(json.dumps(config, indent=2, sort_keys=True))


def make(name):
    base_name, seed, options = ADAPTERS[name]
    base, folder = FIXTURES / "models" / base_name, FIXTURES / "lora" / name
    shutil.rmtree(folder, ignore_errors=True)
    stored = load_file(base / "expected.safetensors")
    batch = {key: stored[key] for key in ("input_ids", "labels", "lengths")}

    model = attach(reload(base), seed, options)
    save(model, folder, base_name)
    names = {n: n.replace(".default", "") for n, p in model.named_parameters() if p.requires_grad}
    written = load_file(folder / "adapter_model.safetensors")
    assert written.keys() == get_peft_model_state_dict(model, save_embedding_layers=False).keys() == set(names.values())

    with torch.no_grad():
        logits = forward(model, batch)
        assert float((logits - stored["logits"]).abs().max()) > 0.1, "the adapter does nothing"
        again = PeftModel.from_pretrained(reload(base), folder).eval()
        assert torch.allclose(forward(again, batch), logits, rtol=1e-5, atol=1e-5), "the saved adapter is another one"
        merged = again.merge_and_unload()
        logits_merged = forward(merged, batch)
        assert torch.allclose(logits_merged, logits, atol=1e-4)
        with model.disable_adapter():
            assert torch.allclose(forward(model, batch), stored["logits"], rtol=1e-5, atol=1e-5)
        double_model = PeftModel.from_pretrained(reload(base), folder, is_trainable=True).double().eval()
        double = {"logits": forward(double_model, batch)}
    double |= train(double_model, batch, names)
    expected = batch | {"logits": logits, "logits_merged": logits_merged} | train(model, batch, names)
    write_tensors(folder / "expected.safetensors", expected)
    return {"base": base_name, "seed": seed, "difference_to_float64": noise(expected, double)}


if __name__ == "__main__":
    logging.set_verbosity_error()
    chosen, birth = sys.argv[1:], FIXTURES / "lora" / "birth.json"
    facts = json.loads(birth.read_text())["adapters"] if chosen else {}
    facts |= {name: make(name) for name in ADAPTERS if not chosen or name in chosen}
    write_birth(FIXTURES / "lora", "lora.py", ["torch", "transformers", "peft", "safetensors"],
                lora_b_std=B_STD, adamw={**ADAMW, "num_steps": NUM_STEPS}, adapters=facts)
