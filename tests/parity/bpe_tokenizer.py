"""A byte-level BPE tokenizer in Qwen3's layout, trained on our own text, and what the reference makes of hard strings."""

import unicodedata

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import AutoTokenizer

from chatml_template import CHATML
from common import FIXTURES, write_birth, write_cases, write_json
from hard_strings import hard_strings
from own_text import paragraphs

SEED, NUM_ENTRIES = 11, 600
SPLIT = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+")
SPECIAL, PLAIN = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"], ["<think>", "</think>"]
FOLDER = FIXTURES / "bpe_tokenizer"


def train_tokenizer():
    level = dict(add_prefix_space=False, trim_offsets=False, use_regex=False)
    tokenizer = Tokenizer(models.BPE(continuing_subword_prefix="", end_of_word_suffix="", fuse_unk=False, byte_fallback=False))
    tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Split(Regex(SPLIT), "isolated"), pre_tokenizers.ByteLevel(**level)])
    tokenizer.post_processor = processors.ByteLevel(**level)
    tokenizer.decoder = decoders.ByteLevel(**level)
    trainer = trainers.BpeTrainer(vocab_size=NUM_ENTRIES, initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()), show_progress=False)
    tokenizer.train_from_iterator(paragraphs(SEED, 600), trainer)
    token = dict(single_word=False, lstrip=False, rstrip=False, normalized=False)
    tokenizer.add_special_tokens([AddedToken(t, special=True, **token) for t in SPECIAL])
    tokenizer.add_tokens([AddedToken(t, special=False, **token) for t in PLAIN])
    return tokenizer


def byte_letters():
    """The 256 letters that stand for bytes (GPT-2's table), written out independently of the library."""
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [b for b in range(256) if b not in printable]
    return {chr(b): b for b in printable} | {chr(256 + i): b for i, b in enumerate(others)}


LETTERS = byte_letters()


def token_bytes(tokenizer, token_id):
    token = tokenizer.id_to_token(token_id)
    return token.encode() if token in SPECIAL + PLAIN else bytes(LETTERS[c] for c in token)


def case(tokenizer, text):
    encoding = tokenizer.encode(text, add_special_tokens=True)
    ids = encoding.ids
    position = [0]  # byte position of each character border of the original text
    for character in text:
        position.append(position[-1] + len(character.encode()))
    pieces = [token_bytes(tokenizer, i) for i in ids]
    for n in range(min(len(ids), 64) + 1):  # streaming: the text of a prefix is its bytes, broken ends replaced
        assert tokenizer.decode(ids[:n], skip_special_tokens=False) == b"".join(pieces[:n]).decode(errors="replace"), text
    decoded = tokenizer.decode(ids, skip_special_tokens=False)
    same = unicodedata.normalize("NFC", text) == text
    assert decoded == text or not same
    exact, end = [], 0  # where NFC keeps the text, the tokens' bytes are the text's, in order
    for piece in pieces:
        exact.append([end, end + len(piece)])
        end += len(piece)
    assert not same or b"".join(pieces) == text.encode()
    return {
        "text": text, "ids": ids, "byte_offsets": exact if same else None, "offsets": [[position[b], position[e]] for b, e in encoding.offsets],
        "bytes": [p.hex() for p in pieces], "decoded": decoded,
        "decoded_skip_special": tokenizer.decode(ids, skip_special_tokens=True), "nfc_changes_text": not same,
    }


def write_config():
    write_json(FOLDER / "tokenizer_config.json", {
        "add_bos_token": False, "add_prefix_space": False, "bos_token": None, "chat_template": CHATML, "eos_token": "<|im_end|>",
        "pad_token": "<|endoftext|>", "unk_token": None, "errors": "replace", "clean_up_tokenization_spaces": False,
        "model_max_length": 32768, "split_special_tokens": False, "tokenizer_class": "Qwen2Tokenizer"})


if __name__ == "__main__":
    tokenizer = train_tokenizer()
    FOLDER.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(FOLDER / "tokenizer.json"))
    write_config()
    again = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    cases = [case(again, text) for text in hard_strings()]
    named = AutoTokenizer.from_pretrained(FOLDER)  # the class named in the folder builds its own pre-tokenizer
    assert all(named.encode(c["text"], add_special_tokens=False) == c["ids"] for c in cases)
    write_cases(FOLDER / "expected.json", cases)
    write_birth(FOLDER, "bpe_tokenizer.py", ["tokenizers", "transformers"], seed=SEED, num_entries=again.get_vocab_size(with_added_tokens=True),
                num_cases=len(cases), unicode=unicodedata.unidata_version)
    print(len(cases), "cases,", again.get_vocab_size(), "entries")
