#!/usr/bin/env python3
"""Writes a large set of distinct Alpaca records to see how much memory a check needs.

    tests/bench/make_large_records.py OUT.json --layout array --bytes 2000000000
    /usr/bin/time -v lathe data check OUT.json --model MODEL       # "Maximum resident set size"

Layouts: lines (JSON Lines), array (indented), one_line (a whole array on one line).
"""
import argparse
import json
import random

WORDS = ("harbour boat net rope quay ferry mole bell fog tide light sail hemp tar gull crate barrel winch keel mast oar "
         "anchor market bread soup lantern north wind storm calm morning evening captain cook sailor child dog letter").split()


def record(rng: random.Random, number: int) -> dict:
    def text(count: int) -> str:
        return " ".join(rng.choices(WORDS, k=count))
    return {"instruction": f"Question {number}: {text(12)}?", "input": "", "output": f"{text(rng.randint(20, 200))}."}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out")
    parser.add_argument("--layout", choices=("lines", "array", "one_line"), default="lines")
    parser.add_argument("--bytes", type=int, default=2_000_000_000)
    options = parser.parse_args()
    between = {"lines": "\n", "array": ",\n", "one_line": ", "}[options.layout]
    rng = random.Random(7)
    written = number = 0
    with open(options.out, "w", encoding="utf-8") as out:
        written += out.write("" if options.layout == "lines" else "[")
        while written < options.bytes:
            if number:
                written += out.write(between)
            written += out.write(json.dumps(record(rng, number), indent=2 if options.layout == "array" else None))
            number += 1
        out.write("\n" if options.layout == "lines" else "]\n")
    print(f"{number} records, {written} bytes")


if __name__ == "__main__":
    main()
