"""Pairs of texts for a classifier, whole and cut: what transformers' fast tokenizer makes of them with truncation=True, which
takes from the longer text first. The tokenizer is that of labels.py."""

import itertools

from transformers import AutoTokenizer

from common import FIXTURES, write_birth, write_cases

FOLDER = FIXTURES / "pairs"
TEXTS = ["", "bread", "The soup was hot.", "We waited an hour; the ferry was late.", "A ferry, late; the bread bad: we waited! Zebra 7, zebra 77 and an owl."]
MOST = [3, 4, 5, 6, 7, 8, 11, 12, 19, 32, 512]


def main():
    tokenizer = AutoTokenizer.from_pretrained(FIXTURES / "labels")
    cases = []
    for first, second, most in itertools.product(TEXTS, TEXTS, MOST):
        made = tokenizer(first, second, truncation=True, max_length=most, return_token_type_ids=True)
        cases.append({"first": first, "second": second, "most": most, "ids": made["input_ids"], "types": made["token_type_ids"]})
    for text, most in itertools.product(TEXTS, MOST):
        made = tokenizer(text, truncation=True, max_length=most)
        cases.append({"first": text, "most": most, "ids": made["input_ids"]})
    write_cases(FOLDER / "cases.json", cases)
    write_birth(FOLDER, "pairs.py", ["transformers", "tokenizers"], cases=len(cases))


if __name__ == "__main__":
    main()
