"""Small random sequence classifiers: scores, loss, every gradient, ten AdamW steps. BERT with both token types, decoders by their last token."""

import copy

import torch
from transformers import (AutoModelForSequenceClassification, BertConfig, BertForSequenceClassification, GPT2Config, GPT2ForSequenceClassification,
                          Qwen2Config, Qwen2ForSequenceClassification)
from transformers.utils import logging

from common import ADAMW, FIXTURES, NUM_STEPS, noise, write_birth, write_tensors
from models import NUM_VOCAB, SMALL, respell, rope

STD = 0.25
LABELS = {0: "bad", 1: "fair", 2: "good"}
SHARED = dict(vocab_size=NUM_VOCAB, pad_token_id=0, id2label=LABELS, label2id={v: k for k, v in LABELS.items()},
              problem_type="single_label_classification")
# name: classes, spelling of config.json, differences
MODELS = {
    "bert_classes": ((BertConfig, BertForSequenceClassification), "v5", dict(
        hidden_size=24, num_hidden_layers=2, num_attention_heads=4, intermediate_size=40, max_position_embeddings=32, type_vocab_size=2,
        hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0)),
    "qwen2_classes": ((Qwen2Config, Qwen2ForSequenceClassification), "v4", SMALL | rope() | dict(
        num_attention_heads=4, num_key_value_heads=2, max_position_embeddings=64)),
    "gpt2_classes": ((GPT2Config, GPT2ForSequenceClassification), "v5", dict(
        n_embd=24, n_layer=2, n_head=4, n_positions=32, resid_pdrop=0.0, embd_pdrop=0.0, attn_pdrop=0.0)),
}


def build(classes, options, seed):
    model = classes[1](classes[0](**SHARED, **copy.deepcopy(options), attn_implementation="eager")).float().eval()
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, parameter in sorted(model.named_parameters()):
            parameter.normal_(0, STD, generator=generator)
            if "norm" in name.lower() or ".ln_" in name:
                parameter.add_(float(name.endswith("weight")))
    return model


def batch_of(seed):
    """Five texts, stored flat; the second has no class (-100)."""
    lengths = [7, 3, 1, 19, 11]
    generator = torch.Generator().manual_seed(seed)
    types = torch.cat([(torch.arange(n) >= n // 2).long() for n in lengths])
    return {"input_ids": torch.randint(3, NUM_VOCAB, (sum(lengths),), generator=generator), "token_types": types,
            "classes": torch.tensor([2, -100, 0, 1, 2]), "lengths": torch.tensor(lengths)}


def forward(model, batch):
    """Scores [N, L], each text alone."""
    lengths = batch["lengths"].tolist()
    pairs = zip(torch.split(batch["input_ids"], lengths), torch.split(batch["token_types"], lengths))
    with_types = model.config.model_type == "bert"
    return torch.cat([model(input_ids=i[None], **({"token_type_ids": t[None]} if with_types else {})).logits for i, t in pairs])


def train(model, batch):
    parameters, out, losses = dict(model.named_parameters()), {}, []
    optimizer = torch.optim.AdamW(parameters.values(), **ADAMW)
    for step in range(NUM_STEPS):
        optimizer.zero_grad(set_to_none=False)
        loss = torch.nn.functional.cross_entropy(forward(model, batch), batch["classes"], ignore_index=-100)
        loss.backward()
        if step == 0:
            out["loss"] = loss.detach().reshape(1).clone()
            out |= {f"grad/{n}": p.grad.detach().clone() if p.grad is not None else torch.zeros_like(p) for n, p in parameters.items()}
        losses.append(loss.detach())
        optimizer.step()
    out["adamw_loss"] = torch.stack(losses)
    return out | {f"final/{n}": p.detach().clone() for n, p in parameters.items()}


def make(name, seed):
    classes, spelling, options = MODELS[name]
    folder = FIXTURES / "classifiers" / name
    model, batch = build(classes, options, seed), batch_of(seed)
    model.save_pretrained(folder)
    respell(folder / "config.json", spelling)
    with torch.no_grad():
        expected = batch | {"class_logits": forward(model, batch)}
        again = AutoModelForSequenceClassification.from_pretrained(folder, dtype=torch.float32, attn_implementation="eager").eval()
        assert torch.allclose(forward(again, batch), expected["class_logits"], rtol=1e-5, atol=1e-5), "the saved folder is another model"
    double = train(copy.deepcopy(model).double(), batch)
    expected |= train(model, batch)
    write_tensors(folder / "expected.safetensors", expected)
    return {"seed": seed, "difference_to_float64": noise(expected, double)}


if __name__ == "__main__":
    logging.set_verbosity_error()
    facts = {name: make(name, 500 + i) for i, name in enumerate(MODELS)}
    write_birth(FIXTURES / "classifiers", "classifiers.py", ["torch", "transformers", "safetensors"],
                weight_std=STD, adamw={**ADAMW, "num_steps": NUM_STEPS}, models=facts)
