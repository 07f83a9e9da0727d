"""What every fixture script shares: where fixtures lie, their birth certificate, the loss and the optimizer."""

import importlib.metadata
import json
import pathlib
import platform

import torch
from safetensors.torch import load_file, save_file

FIXTURES = pathlib.Path(__file__).resolve().parent / "fixtures"
ADAMW = dict(lr=1e-2, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01, foreach=False)
NUM_STEPS = 10

torch.set_num_threads(1)  # one order of summation, whatever the machine
torch.use_deterministic_algorithms(True)


def write_json(path, value):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def write_cases(path, cases):
    """A JSON array with one case a line, in ASCII, so that no invisible character stands in the repository."""
    lines = [json.dumps(case, ensure_ascii=True, separators=(",", ":")) for case in cases]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="ascii")
    assert json.loads(path.read_text()) == cases


def write_birth(folder, script, packages, **facts):
    """The birth certificate: which script, library versions, seeds and measured noise made a group of fixtures."""
    versions = {name: importlib.metadata.version(name).split("+")[0] for name in packages}
    write_json(folder / "birth.json", {"script": script, "python": platform.python_version(), "versions": versions, **facts})


def write_tensors(path, tensors):
    """Saves and proves the file by reading it again."""
    tensors = {name: t.detach().contiguous().clone() for name, t in tensors.items()}
    save_file(tensors, path, metadata={"format": "pt"})
    again = load_file(path)
    assert again.keys() == tensors.keys()
    for name, tensor in tensors.items():
        assert again[name].dtype == tensor.dtype and torch.equal(again[name], tensor), name


def flat_batch(num_vocab, seed):
    """Three documents, stored flat: lengths 7, 1, 19; labels unshifted, -100 at both ends and inside."""
    lengths = [7, 1, 19]
    generator = torch.Generator().manual_seed(seed)
    ids = torch.randint(3, num_vocab, (sum(lengths),), generator=generator)
    labels = ids.clone()
    # Position 0 of a document is never a target. It stays labelled in the last one, so that a shift
    # across the border between documents is noticed.
    labels[[0, 1, 2, 5, 8 + 4, 8 + 5, 8 + 11, 8 + 18]] = -100
    return {"input_ids": ids, "labels": labels, "lengths": torch.tensor(lengths)}


def forward(model, batch):
    """Logits [T, V], each document alone, so that nothing is padded or masked."""
    documents = torch.split(batch["input_ids"], batch["lengths"].tolist())
    return torch.cat([model(input_ids=ids[None], use_cache=False).logits[0] for ids in documents])


def token_loss(logits, batch):
    """Sum over the shifted label tokens of all documents, divided by their number."""
    lengths = batch["lengths"].tolist()
    pairs = zip(torch.split(logits, lengths), torch.split(batch["labels"], lengths))
    shifted = [(l[:-1], y[1:]) for l, y in pairs if len(y) > 1]
    total = sum(torch.nn.functional.cross_entropy(l, y, ignore_index=-100, reduction="sum") for l, y in shifted)
    count = sum(int((y != -100).sum()) for _, y in shifted)
    return total / count, count


def train(model, batch, names):
    """Loss and gradients of the untouched model, then ten AdamW steps on one batch. `names` maps parameter to stored name."""
    parameters = {names[n]: p for n, p in model.named_parameters() if p.requires_grad}
    out = {}
    optimizer = torch.optim.AdamW(parameters.values(), **ADAMW)
    losses = []
    for step in range(NUM_STEPS):
        optimizer.zero_grad(set_to_none=True)
        loss, count = token_loss(forward(model, batch), batch)
        loss.backward()
        if step == 0:
            out["loss"] = loss.detach().reshape(1).clone()
            out["loss_tokens"] = torch.tensor([count])
            out |= {f"grad/{n}": p.grad.detach().clone() for n, p in parameters.items()}
        losses.append(loss.detach())
        optimizer.step()
    out["adamw_loss"] = torch.stack(losses)
    out |= {f"final/{n}": p.detach().clone() for n, p in parameters.items()}
    return out


def noise(single, double):
    """Largest differences to the same computation in float64: the scale on which fp32 results may differ."""
    report = {}
    for kind in ("logits", "grad/", "adamw_loss", "final/"):
        keys = [k for k in double if k.startswith(kind)]
        if not keys:
            continue
        report[kind.strip("/")] = {
            "max_abs": max(float((single[k] - double[k]).abs().max()) for k in keys),
            "max_relative_norm": max(float((single[k] - double[k]).norm() / double[k].norm()) for k in keys),
        }
    return report
