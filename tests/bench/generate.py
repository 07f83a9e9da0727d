"""Greedy answers of transformers beside those of bench_generate, turn by turn in one run: the ratio of their speeds.

    python generate.py BENCH_GENERATE [RESULT.json] [--new 128] [--rounds 2]
"""

import argparse
import json
import pathlib
import platform
import subprocess
import time

import torch
import transformers
from transformers import AutoConfig, AutoModelForCausalLM

SHAPE = pathlib.Path(__file__).resolve().parent / "shapes" / "qwen3-0.6b"
PROMPT = 128


def reference(model, count, new):
    ids = torch.randint(0, model.config.vocab_size, (count, PROMPT), generator=torch.Generator().manual_seed(1))
    # Only the speed is asked: no answer ends early.
    options = dict(do_sample=False, eos_token_id=None, pad_token_id=0, attention_mask=torch.ones_like(ids))
    model.generate(ids, max_new_tokens=2, **options)
    begin = time.perf_counter()
    out = model.generate(ids, max_new_tokens=new, min_new_tokens=None, **options)
    assert out.shape[1] == PROMPT + new
    return count * new / (time.perf_counter() - begin)


def ours(bench, dtype, count, new):
    line = subprocess.run([bench, SHAPE, dtype, str(count), "2", str(new)], check=True, capture_output=True, text=True).stdout
    return json.loads(line)["tokens_per_s"]


def processor():
    lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("bench")
    parser.add_argument("result", nargs="?")
    parser.add_argument("--new", type=int, default=128)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--dtypes", nargs="+", default=["float32", "bfloat16"])
    parser.add_argument("--prompts", nargs="+", type=int, default=[1, 8])
    arguments = parser.parse_args()
    torch.set_num_threads(2)
    rows = []
    for dtype in arguments.dtypes:
        model = AutoModelForCausalLM.from_config(AutoConfig.from_pretrained(SHAPE), dtype=getattr(torch, dtype)).eval()
        for count in arguments.prompts:
            both = [(reference(model, count, arguments.new), ours(arguments.bench, dtype, count, arguments.new)) for _ in range(arguments.rounds)]
            theirs, own = (max(speeds) for speeds in zip(*both))
            rows.append({"dtype": dtype, "prompts": count, "transformers_tokens_per_s": round(theirs, 2), "lathe_tokens_per_s": round(own, 2), "ratio": round(own / theirs, 3)})
            print(json.dumps(rows[-1]), flush=True)
        del model
    if arguments.result:
        commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
        facts = {"date": time.strftime("%Y-%m-%d"), "cpu": processor(), "threads": 2, "commit": commit, "torch": torch.__version__.split("+")[0], "transformers": transformers.__version__,
                 "shape": SHAPE.name, "prompt_tokens": PROMPT, "new_tokens": arguments.new, "rounds": arguments.rounds, "rows": rows}
        pathlib.Path(arguments.result).write_text(json.dumps(facts, indent=1) + "\n")
