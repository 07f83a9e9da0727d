"""By hand: python anchor_alpaca.py DATA_FOLDER OUTPUT.json [--count 200] [--seed 1]

Takes Alpaca records in English from the unpacked archive of real data and writes them outside the repository, for a LoRA run of
models/stories260k. Records are drawn by seed from those short enough for that model's 512 positions.
"""

import argparse
import json
import pathlib
import random
import sys

NUM_CHARACTERS = 400  # of instruction, input and output together: at most about 400 tokens of that 512-entry vocabulary


def length(record):
    return sum(len(record.get(field) or "") for field in ("instruction", "input", "output"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("output", type=pathlib.Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    output, root = arguments.output.resolve(), pathlib.Path(__file__).resolve().parents[2]
    if output.is_relative_to(root) and not output.is_relative_to(root / "build"):
        sys.exit(f"{arguments.output} lies in the repository; real data is never committed: choose a place outside or in build/")
    source = arguments.data / "sets" / "alpaca_en_zh" / "alpaca_en.json"
    if not source.is_file():
        sys.exit(f"{source} is missing: unpack the archive of real data and give its folder")
    records = [r for r in json.loads(source.read_text(encoding="utf-8-sig")) if r.get("output") and length(r) <= NUM_CHARACTERS]
    if len(records) < arguments.count:
        sys.exit(f"only {len(records)} records are short enough, {arguments.count} are wanted")
    chosen = random.Random(arguments.seed).sample(records, arguments.count)
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(json.dumps(chosen, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{len(chosen)} of {len(records)} records, longest {max(map(length, chosen))} characters")


if __name__ == "__main__":
    main()
