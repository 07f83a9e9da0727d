"""ChnSentiCorp with a small random BERT: 500 steps by transformers, and the same by Lathe with equal settings and weights.

    chnsenticorp.py prepare SETS OUT [TOKENIZER]   records, a random model folder and run.json into OUT; without a tokenizer
                                                   folder one of SETS/../../tokenizers/bert/vocab-zh.txt is made
    lathe train OUT/run.json --workspace OUT/runs  Lathe's run
    chnsenticorp.py train OUT                      transformers' run: the same start, batch size, rate, decay and steps

Both draw the records in an order of their own and use no dropout.
"""

import csv
import json
import pathlib
import sys

import torch
from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification, BertTokenizerFast

STEPS, BATCH, RATE, DECAY, MOST, CLIP = 500, 32, 1e-3, 0.01, 128, 1.0
torch.set_num_threads(1)


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return [(row[1], row[0]) for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row[0] in ("0", "1")]


def prepare(sets, out, tokenizer_folder):
    model = out / "model"
    model.mkdir(parents=True, exist_ok=True)
    if tokenizer_folder:
        tokenizer = AutoTokenizer.from_pretrained(tokenizer_folder)
    else:
        tokenizer = BertTokenizerFast(str(sets.parent / "tokenizers/bert/vocab-zh.txt"), do_lower_case=True)
    tokenizer.save_pretrained(model)
    for name in ("train", "dev", "test"):
        rows = read(sets / "chnsenticorp" / f"{name}.tsv")
        (out / f"{name}.jsonl").write_text("".join(json.dumps({"text": t, "label": l}, ensure_ascii=False) + "\n" for t, l in rows), encoding="utf-8")
        print(name, len(rows), "majority", max(sum(l == c for _, l in rows) for c in "01") / len(rows))
    torch.manual_seed(42)
    config = BertConfig(vocab_size=len(tokenizer), hidden_size=64, num_hidden_layers=2, num_attention_heads=4, intermediate_size=128,
                        max_position_embeddings=MOST, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0, pad_token_id=0,
                        id2label={0: "0", 1: "1"}, label2id={"0": 0, "1": 1})
    BertForSequenceClassification(config).save_pretrained(model)
    run = {"name": "chnsenticorp", "model": {"path": "model"}, "data": {"path": "train.jsonl", "eval_path": "dev.jsonl", "max_tokens": MOST},
           "objective": {"kind": "classification"}, "peft": {"method": "full"},
           "train": {"max_steps": STEPS, "epochs": 100, "batch_records": BATCH, "micro_tokens": 8192, "seed": 42, "clip_norm": CLIP},
           "optimizer": {"learning_rate": RATE, "weight_decay": DECAY}, "schedule": {"kind": "constant", "warmup_share": 0.0},
           "evaluation": {"every_steps": 100}, "device": {"kind": "cpu", "threads": 1}}
    (out / "run.json").write_text(json.dumps(run, indent=2))


def batch_of(tokenizer, rows):
    ids = [tokenizer(text, truncation=True, max_length=MOST)["input_ids"] for text, _ in rows]
    width = max(len(row) for row in ids)
    padded = torch.tensor([row + [0] * (width - len(row)) for row in ids])
    mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in ids])
    return {"input_ids": padded, "attention_mask": mask}, torch.tensor([int(label) for _, label in rows])


def measure(model, tokenizer, rows):
    loss, guesses, truth = 0.0, [], []
    with torch.no_grad():
        for begin in range(0, len(rows), 64):
            batch, labels = batch_of(tokenizer, rows[begin:begin + 64])
            logits = model(**batch).logits
            loss += float(torch.nn.functional.cross_entropy(logits, labels, reduction="sum"))
            guesses += logits.argmax(1).tolist()
            truth += labels.tolist()
    f1 = [2 * sum(g == t == c for g, t in zip(guesses, truth)) / max(1, guesses.count(c) + truth.count(c)) for c in (0, 1)]
    return {"loss": loss / len(rows), "accuracy": sum(g == t for g, t in zip(guesses, truth)) / len(rows), "macro_f1": sum(f1) / 2}


def train(out):
    rows = {name: [(r["text"], r["label"]) for r in map(json.loads, (out / f"{name}.jsonl").open(encoding="utf-8"))] for name in ("train", "dev")}
    tokenizer, model = AutoTokenizer.from_pretrained(out / "model"), BertForSequenceClassification.from_pretrained(out / "model").train()
    groups = [{"params": [p for p in model.parameters() if p.dim() > 1], "weight_decay": DECAY},
              {"params": [p for p in model.parameters() if p.dim() == 1], "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=RATE, betas=(0.9, 0.999), eps=1e-8)
    generator, order, results = torch.Generator().manual_seed(42), [], {}
    for step in range(1, STEPS + 1):
        if len(order) < BATCH:
            order = torch.randperm(len(rows["train"]), generator=generator).tolist()
        chosen, order = order[:BATCH], order[BATCH:]
        batch, labels = batch_of(tokenizer, [rows["train"][i] for i in chosen])
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(model(**batch).logits, labels).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), CLIP)
        optimizer.step()
        if step % 100 == 0:
            results[step] = measure(model, tokenizer, rows["dev"])
            print(step, results[step], flush=True)
    (out / "transformers.json").write_text(json.dumps(results, indent=1))


if __name__ == "__main__":
    if sys.argv[1] == "prepare":
        prepare(pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]), sys.argv[4] if len(sys.argv) > 4 else None)
    else:
        train(pathlib.Path(sys.argv[2]))
