"""Pairs of texts for a classifier, whole and cut: what transformers' fast tokenizer makes of them with truncation=True, which
takes from the longer text first, and the labels that bert_classes tells of whole ones. The tokenizer is that of labels.py."""

import itertools

import torch
from transformers import AutoModelForSequenceClassification, AutoTokenizer

from common import FIXTURES, write_birth, write_cases, write_json

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
    model = AutoModelForSequenceClassification.from_pretrained(FIXTURES / "classifiers" / "bert_classes", dtype=torch.float32, attn_implementation="eager").eval()
    pairs = [[first, second] for first, second in itertools.permutations(TEXTS[1:4], 2)]
    with torch.no_grad():
        shares = [model(**tokenizer(first, second, return_tensors="pt", return_token_type_ids=True)).logits[0].softmax(-1).tolist() for first, second in pairs]
    write_json(FOLDER / "expected.json", {"pairs": pairs, "probabilities": shares})
    write_birth(FOLDER, "pairs.py", ["torch", "transformers", "tokenizers"], cases=len(cases))


if __name__ == "__main__":
    main()
