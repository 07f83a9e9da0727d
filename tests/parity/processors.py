"""Rows of logits before and after transformers' logits processors, one by one and chained as generate() chains them."""

import torch
from transformers import GenerationConfig
from transformers.generation import logits_process as lp

from common import FIXTURES, write_birth, write_cases

NUM_VOCAB = 40
END_IDS = [2, 7]
ONE_BY_ONE = [
    {"repetition_penalty": 1.3}, {"repetition_penalty": 0.7}, {"no_repeat_ngram_size": 1}, {"no_repeat_ngram_size": 2},
    {"no_repeat_ngram_size": 3}, {"no_repeat_ngram_size": 9}, {"min_new_tokens": 4}, {"min_new_tokens": 3}, {"temperature": 0.6}, {"temperature": 1.7},
    {"top_k": 1}, {"top_k": 5}, {"top_k": 100}, {"top_p": 0.05}, {"top_p": 0.5}, {"top_p": 0.9}, {"top_p": 0.999},
    {"min_p": 0.05}, {"min_p": 0.5}, {"min_p": 1.0}]
CHAINED = [
    {"temperature": 0.6, "top_k": 20, "top_p": 0.95}, {"temperature": 2.0, "top_k": 12, "top_p": 0.7, "min_p": 0.2},
    {"repetition_penalty": 1.2, "no_repeat_ngram_size": 2, "min_new_tokens": 5, "temperature": 0.8, "top_p": 0.8},
    {"repetition_penalty": 1.1, "no_repeat_ngram_size": 3, "min_new_tokens": 4, "temperature": 1.3, "top_k": 15, "top_p": 0.9, "min_p": 0.1}]
SEEN = [5, 9, 5, 9, 11, 2, 5, 9, 7, 5]
NUM_NEW = 3


def chain(options):
    """In the order of GenerationMixin._get_logits_processor."""
    end = torch.tensor(END_IDS)
    makers = {
        "repetition_penalty": lp.RepetitionPenaltyLogitsProcessor,
        "no_repeat_ngram_size": lp.NoRepeatNGramLogitsProcessor,
        "min_new_tokens": lambda n: lp.MinNewTokensLengthLogitsProcessor(len(SEEN) - NUM_NEW, n, end),
        "temperature": lp.TemperatureLogitsWarper, "top_k": lp.TopKLogitsWarper, "top_p": lp.TopPLogitsWarper, "min_p": lp.MinPLogitsWarper}
    return lp.LogitsProcessorList([make(options[name]) for name, make in makers.items() if name in options])


def rows():
    """A wide row, a narrow one, and one with ties, as bf16 makes them."""
    generator = torch.Generator().manual_seed(5)
    wide, narrow = (torch.randn(NUM_VOCAB, generator=generator) * scale for scale in (4.0, 0.5))
    return {"wide": wide, "narrow": narrow, "ties": (torch.randn(NUM_VOCAB, generator=generator) * 2).round() / 2}


def finite(row):
    return [None if value == float("-inf") else value for value in row.tolist()]


if __name__ == "__main__":
    cases = []
    for options in ONE_BY_ONE + CHAINED:
        GenerationConfig(do_sample=True, **options).validate()
        for name, row in rows().items():
            after = chain(options)(torch.tensor([SEEN]), row[None].clone())[0]
            cases.append({"row": name, "options": options, "seen": SEEN, "num_new": NUM_NEW, "end_ids": END_IDS,
                          "before": row.tolist(), "after": finite(after)})
    write_cases(FIXTURES / "processors" / "cases.json", cases)
    write_birth(FIXTURES / "processors", "processors.py", ["torch", "transformers"], seed=5)
