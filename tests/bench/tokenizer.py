"""Hugging Face's tokenizers (Rust) beside bench_tokenizer over the Alpaca sets, one thread, in one run: the ratio of their speeds.

    python tokenizer.py BENCH_TOKENIZER MODEL_FOLDER alpaca_en.json alpaca_zh.json [--result RESULT.json] [--rounds 3]

Each side encodes the records of all files one by one, best of three passes in a round; a round starts both anew.
The first pass of each side stands beside it: both keep a cache of words, which is empty then.
"""

import argparse
import json
import os
import pathlib
import subprocess
import time

os.environ["TOKENIZERS_PARALLELISM"] = "false"
os.environ["RAYON_NUM_THREADS"] = "1"
import tokenizers  # noqa: E402
from generate import processor  # noqa: E402


def records(files):
    for file in files:
        for record in json.loads(pathlib.Path(file).read_text(encoding="utf-8")):
            yield "\n".join((record["instruction"], record.get("input", ""), record["output"]))


def reference(folder, texts):
    tokenizer = tokenizers.Tokenizer.from_file(str(pathlib.Path(folder) / "tokenizer.json"))
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    seconds = []
    for _ in range(3):
        begin = time.perf_counter()
        count = sum(len(tokenizer.encode(text).ids) for text in texts)
        seconds.append(time.perf_counter() - begin)
    return {"first": megabytes / seconds[0], "best": megabytes / min(seconds), "tokens": count}


def ours(bench, folder, files):
    # The first pass on one thread meets an empty cache; the passes on all cores come behind it and meet a full one.
    lines = subprocess.run([bench, folder, *files, "--all"], check=True, capture_output=True, text=True).stdout.splitlines()
    rows = {row["case"]: row for row in map(json.loads, lines)}
    one, every = rows["all, 1 thread"], rows["all, all cores"]
    return {"first": one["first_mb_s"], "best": one["mb_s"], "tokens": one["tokens"], "all_cores": every["mb_s"]}


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("bench")
    parser.add_argument("folder")
    parser.add_argument("files", nargs="+")
    parser.add_argument("--result")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    texts = list(records(arguments.files))
    rounds = []
    for _ in range(arguments.rounds):
        theirs, own = reference(arguments.folder, texts), ours(arguments.bench, arguments.folder, arguments.files)
        assert theirs["tokens"] == own["tokens"], "the two sides count other tokens"
        rounds.append({"tokenizers_mb_s": round(theirs["best"], 2), "lathe_mb_s": own["best"], "ratio": round(own["best"] / theirs["best"], 2),
                       "tokenizers_first_mb_s": round(theirs["first"], 2), "lathe_first_mb_s": own["first"], "ratio_first": round(own["first"] / theirs["first"], 2),
                       "lathe_all_cores_mb_s": own["all_cores"]})
        print(json.dumps(rounds[-1]), flush=True)
    if arguments.result:
        commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
        facts = {"date": time.strftime("%Y-%m-%d"), "cpu": processor(), "commit": commit, "tokenizers": tokenizers.__version__, "records": len(texts), "tokens": own["tokens"], "rounds": rounds}
        pathlib.Path(arguments.result).write_text(json.dumps(facts, indent=1) + "\n")
