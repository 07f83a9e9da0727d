"""Answers of transformers' generate() on the parity models: greedy through every processor, draws that leave one token, beams, and
stop strings in the words of a small tokenizer."""

import itertools
import json

import torch
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers
from transformers import AutoModelForCausalLM, PreTrainedTokenizerFast
from transformers.utils import logging

from common import FIXTURES, write_birth, write_cases, write_json

MODELS = ["llama_tied", "llama_untied", "qwen3_tied", "qwen3_untied"]
LATER = ["gpt2", "mistral", "qwen2_tied", "qwen2_window"]  # with fewer beams: the search is the same for every model
NUM_VOCAB, NUM_NEW = 97, 16
PROCESSED = [
    {"repetition_penalty": 1.4}, {"repetition_penalty": 0.8}, {"no_repeat_ngram_size": 1}, {"no_repeat_ngram_size": 2}, {"min_new_tokens": 9},
    {"repetition_penalty": 1.2, "no_repeat_ngram_size": 2, "min_new_tokens": 6}]
# What a draw is made from, narrowed to one token, so that every generator of random numbers draws the same.
DRAWN = [{"do_sample": True, **options} for options in (
    {"top_k": 1, "temperature": 0.7}, {"top_k": 0, "top_p": 0.01, "temperature": 1.3, "repetition_penalty": 1.5}, {"top_k": 0, "min_p": 1.0, "no_repeat_ngram_size": 2},
    {"top_k": 5, "top_p": 0.01, "temperature": 2.0, "repetition_penalty": 1.2, "min_new_tokens": 6})]
BEAMS = [{"num_beams": n, "num_return_sequences": r, "length_penalty": p, "early_stopping": stop}
         for (n, r), p, stop in itertools.product([(2, 1), (4, 3)], [-1.0, 0.0, 1.0, 2.0], [False, True, "never"])]
MIXED = {"num_beams": 3, "num_return_sequences": 3, "repetition_penalty": 1.3, "no_repeat_ngram_size": 2, "min_new_tokens": 4}
STOPPED = [{}, {"num_beams": 2, "num_return_sequences": 2}, {"num_beams": 4, "num_return_sequences": 3, "early_stopping": True}, {"num_beams": 3, "num_return_sequences": 3, "length_penalty": 2.0, "early_stopping": "never"},
           {"num_beams": 3, "num_return_sequences": 2, "no_repeat_ngram_size": 2, "min_new_tokens": 9}]
FOLDER = FIXTURES / "generation"


def write_tokenizer():
    """Byte-level BPE with as many entries as the models have rows: parts of words, and two characters that are cut into bytes. The
    control tokens are spelled with signs of which no stop string has one: the reference would find it in them."""
    level = {0x20: "\u0120", 0x0A: "\u010A"}
    words = "the and ing ion her ere all ver our for not but was one out his has him how its who did get may new now old see two way".split()
    vocab = {"<0>": 0, "<1>": 1, "<2>": 2}
    merges = []
    for letter in [*map(chr, range(ord("a"), ord("z") + 1)), *level.values(), *".,!?", *(chr(b) if b in range(0xA1, 0xAD) or b >= 0xAE else chr(0x100 + 66) for b in "好你".encode())]:
        vocab.setdefault(letter, len(vocab))
    for part in itertools.chain.from_iterable((("\u0120", word[0]), (word[0], word[1]), (word[:2], word[2])) for word in words):
        if "".join(part) not in vocab and len(vocab) < NUM_VOCAB:
            vocab["".join(part)] = len(vocab)
            merges.append(part)
    assert len(vocab) == NUM_VOCAB
    tokenizer = Tokenizer(models.BPE(vocab=vocab, merges=merges))
    tokenizer.pre_tokenizer, tokenizer.decoder = pre_tokenizers.ByteLevel(add_prefix_space=False), decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken(f"<{i}>", special=True, normalized=False) for i in range(3)])
    FOLDER.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(FOLDER / "tokenizer.json"))
    write_json(FOLDER / "tokenizer.json", json.loads((FOLDER / "tokenizer.json").read_text(encoding="utf-8")))
    write_json(FOLDER / "tokenizer_config.json", {"tokenizer_class": "PreTrainedTokenizerFast", "add_bos_token": False})
    return PreTrainedTokenizerFast(tokenizer_file=str(FOLDER / "tokenizer.json"))


def answers(model, prompt, end_ids, options, tokenizer=None):
    """Up to what ended them: what follows is padding."""
    out = model.generate(prompt[None], **{"do_sample": False, "max_new_tokens": NUM_NEW, "eos_token_id": end_ids or None, "pad_token_id": 0, **options}, return_dict_in_generate=True,
                         **({"tokenizer": tokenizer} if "stop_strings" in options else {}))
    new = out.sequences[:, len(prompt):].tolist()
    lengths = (out.beam_indices >= 0).sum(1).tolist() if options.get("num_beams", 1) > 1 else map(len, new)
    return [ids[:length] for ids, length in zip(new, lengths)]


def stop_strings(tokenizer, free):
    """From inside one token of the free answer into the next, a whole token, and letters that end beams of every kind."""
    text = [tokenizer.decode(free[i:i + 2]) for i in range(3, 12)]
    across = next(t[-3:] for t in text if len(t) >= 3 and "\ufffd" not in t and not set(t) & set("<>012"))
    return [[across], ["nothing of the kind", tokenizer.decode([next(i for i in free[5:] if i > 2)]).replace("\ufffd", "") or "e"], ["th", "a", "好"]]


def options_for(name, tokenizer, free):
    beams = BEAMS if name in MODELS else BEAMS[::5]
    yield from itertools.product(PROCESSED + DRAWN + beams + [MIXED], ([free[3], free[8], 11], [2]))
    for stops, options in itertools.product(stop_strings(tokenizer, free), STOPPED):
        yield {"stop_strings": stops, **options}, [free[8]]


if __name__ == "__main__":
    logging.set_verbosity_error()
    tokenizer = write_tokenizer()
    cases, unsteady = [], 0
    for number, name in enumerate(MODELS + LATER):
        folder = FIXTURES / "models" / name
        single, double = (AutoModelForCausalLM.from_pretrained(folder, dtype=dtype, attn_implementation="eager").eval()
                          for dtype in (torch.float32, torch.float64))
        for model in (single, double):
            model.generation_config.eos_token_id = None
        prompt = torch.randint(3, NUM_VOCAB, (7,), generator=torch.Generator().manual_seed(number))
        free = answers(single, prompt, [], {})[0]
        for options, end_ids in options_for(name, tokenizer, free):
            ids = answers(single, prompt, end_ids, options, tokenizer)
            if ids != answers(double, prompt, end_ids, options, tokenizer):
                unsteady += 1  # a near tie: no honest fp32 result need agree
                continue
            cases.append({"model": name, "prompt": prompt.tolist(), "end_ids": end_ids, "options": options, "max_new_tokens": NUM_NEW, "ids": ids})
    write_cases(FOLDER / "cases.json", cases)
    write_birth(FOLDER, "generation.py", ["tokenizers", "torch", "transformers"], cases=len(cases), left_out_as_near_ties=unsteady)
