"""Answers of transformers' generate() on the parity models: greedy through every processor, and beams."""

import itertools

import torch
from transformers import AutoModelForCausalLM
from transformers.utils import logging

from common import FIXTURES, write_birth, write_cases

MODELS = ["llama_tied", "llama_untied", "qwen3_tied", "qwen3_untied"]
NUM_NEW = 16
PROCESSED = [
    {"repetition_penalty": 1.4}, {"repetition_penalty": 0.8}, {"no_repeat_ngram_size": 1}, {"no_repeat_ngram_size": 2}, {"min_new_tokens": 9},
    {"repetition_penalty": 1.2, "no_repeat_ngram_size": 2, "min_new_tokens": 6}]
BEAMS = [{"num_beams": n, "num_return_sequences": r, "length_penalty": p, "early_stopping": stop}
         for (n, r), p, stop in itertools.product([(2, 1), (4, 3)], [-1.0, 0.0, 1.0, 2.0], [False, True, "never"])]
BEAMS += [{"num_beams": 3, "num_return_sequences": 3, "repetition_penalty": 1.3, "no_repeat_ngram_size": 2, "min_new_tokens": 4}]


def trimmed(ids, end_ids):
    """Up to the first end mark, itself included: what follows is padding."""
    for i, token in enumerate(ids):
        if token in end_ids:
            return ids[:i + 1]
    return ids


def answers(model, prompt, end_ids, options):
    out = model.generate(prompt[None], do_sample=False, max_new_tokens=NUM_NEW, eos_token_id=end_ids or None, pad_token_id=0, **options)
    return [trimmed(ids, end_ids) for ids in out[:, len(prompt):].tolist()]


if __name__ == "__main__":
    logging.set_verbosity_error()
    cases, unsteady = [], 0
    for number, name in enumerate(MODELS):
        folder = FIXTURES / "models" / name
        single, double = (AutoModelForCausalLM.from_pretrained(folder, dtype=dtype, attn_implementation="eager").eval()
                          for dtype in (torch.float32, torch.float64))
        for model in (single, double):
            model.generation_config.eos_token_id = None
        prompt = torch.randint(3, 97, (7,), generator=torch.Generator().manual_seed(number))
        free = answers(single, prompt, [], {})[0]
        for options, end_ids in itertools.product(PROCESSED + BEAMS, ([free[3], free[8], 11], [2])):
            ids = answers(single, prompt, end_ids, options)
            if ids != answers(double, prompt, end_ids, options):
                unsteady += 1  # a near tie: no honest fp32 result need agree
                continue
            cases.append({"model": name, "prompt": prompt.tolist(), "end_ids": end_ids, "options": options, "max_new_tokens": NUM_NEW, "ids": ids})
    write_cases(FIXTURES / "generation" / "cases.json", cases)
    write_birth(FIXTURES / "generation", "generation.py", ["torch", "transformers"], cases=len(cases), left_out_as_near_ties=unsteady)
