"""Learning rates per step from transformers' schedules, and gradient clipping by PyTorch."""

import warnings

import torch
from transformers import get_cosine_schedule_with_warmup, get_linear_schedule_with_warmup

from common import FIXTURES, write_birth, write_cases, write_tensors

FOLDER = FIXTURES / "schedules"
BASE_RATE, SEED = 2e-4, 21
KINDS = {"linear": get_linear_schedule_with_warmup, "cosine": get_cosine_schedule_with_warmup}
WARMUP_AND_TOTAL = [(0, 10), (3, 10), (10, 10), (1, 1), (0, 1), (100, 60), (7, 137)]
# name: scale of the gradients, largest allowed norm
CLIPS = {"untouched": (0.01, 1.0), "clipped": (3.0, 1.0), "clipped_small_limit": (1.0, 0.05), "all_zero": (0.0, 1.0)}


def rates(kind, warmup, total):
    """The rate that each of the `total` optimizer steps uses, the first one at index 0."""
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=BASE_RATE)
    schedule = KINDS[kind](optimizer, num_warmup_steps=warmup, num_training_steps=total)
    out = []
    for _ in range(total):
        out.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        schedule.step()
    return {"kind": kind, "base_rate": BASE_RATE, "warmup": warmup, "total": total, "rates": out}


def clip(name, generator):
    scale, limit = CLIPS[name]
    shapes = {"a": (5, 3), "b": (7,), "c": (2, 2, 2)}
    parameters = {n: torch.nn.Parameter(torch.zeros(s)) for n, s in shapes.items()}
    for p in parameters.values():
        p.grad = torch.randn(p.shape, generator=generator) * scale
    out = {f"{name}/before/{n}": p.grad.clone() for n, p in parameters.items()}
    norm = torch.nn.utils.clip_grad_norm_(parameters.values(), limit, foreach=False)
    out |= {f"{name}/after/{n}": p.grad.clone() for n, p in parameters.items()}
    return out | {f"{name}/norm": norm.reshape(1), f"{name}/max_norm": torch.tensor([limit])}


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    FOLDER.mkdir(parents=True, exist_ok=True)
    write_cases(FOLDER / "rates.json", [rates(kind, *pair) for kind in KINDS for pair in WARMUP_AND_TOTAL])
    generator = torch.Generator().manual_seed(SEED)
    write_tensors(FOLDER / "clipping.safetensors", {k: v for name in CLIPS for k, v in clip(name, generator).items()})
    write_birth(FOLDER, "schedules.py", ["torch", "transformers"], seed=SEED)
