"""By hand: python check_run.py RUN_FOLDER

Reads the event files of a run that Lathe made with TensorBoard's own reader and compares every scalar with metrics.jsonl.
Where a step was repeated after a resume, the last record counts. Exit code 1 when something differs or is missing.
"""

import json
import math
import pathlib
import sys

from tensorboard_events import float32, read

# tag: the field of metrics.jsonl that it repeats
TRAIN = {"train/loss": "loss", "train/learning_rate": "learning_rate", "train/grad_norm": "grad_norm", "train/epoch": "epoch"}
EVAL = {"eval/loss": "loss", "eval/perplexity": "perplexity", "eval/runtime": "seconds"}


def is_evaluation(record):
    return "perplexity" in record or "eval" in str(record.get("type", record.get("kind", record.get("event", ""))))


def metrics(folder):
    """{(tag, step): value} as metrics.jsonl tells it; a torn last line is skipped."""
    out = {}
    lines = (folder / "metrics.jsonl").read_bytes().split(b"\n")
    for line in lines[:-1]:
        record = json.loads(line)
        if "step" not in record or "loss" not in record:
            continue
        for tag, field in (EVAL if is_evaluation(record) else TRAIN).items():
            if field in record:  # null stands for a number that is not finite
                out[tag, record["step"]] = math.nan if record[field] is None else float(record[field])
    return out


def same(event, metric):
    return event == metric or (math.isnan(metric) and not math.isfinite(event))


def main(folder):
    folder = pathlib.Path(folder)
    files = sorted((folder / "tensorboard").glob("events.out.tfevents.*"))
    events = {(tag, step): value for path in files for _, step, tag, value in read(path)}
    expected = {key: float32(value) for key, value in metrics(folder).items()}
    faults = [f"{tag} at step {step}: only in the event files" for tag, step in sorted(events.keys() - expected.keys())]
    present = {tag for tag, _ in events}
    for tag, step in sorted(expected.keys() - events.keys()):
        if tag in present or tag.endswith("/loss"):  # a tag that no file has is not written at all
            faults.append(f"{tag} at step {step}: only in metrics.jsonl")
    for key in sorted(events.keys() & expected.keys()):
        if not same(events[key], expected[key]):
            faults.append(f"{key[0]} at step {key[1]}: {events[key]!r} in the event files, {expected[key]!r} in metrics.jsonl")
    for fault in faults[:20]:
        print(fault)
    print(f"{len(files)} event files, {len(events)} scalars, tags {sorted(present)}: {len(faults)} differences")
    return 1 if faults or not events else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
