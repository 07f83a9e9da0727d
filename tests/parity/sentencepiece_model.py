"""A SentencePiece BPE model with byte fallback in Llama-2's manner, trained on our own text, and what the library makes of hard strings."""

import io

import sentencepiece

from common import FIXTURES, write_birth, write_cases, write_json
from hard_strings import hard_strings
from own_text import paragraphs

SEED, NUM_PIECES = 12, 512
FOLDER = FIXTURES / "sentencepiece_model"


def train_model():
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=(line for text in paragraphs(SEED, 600) for line in text.splitlines() if line), model_writer=model,
        model_type="bpe", vocab_size=NUM_PIECES, byte_fallback=True, normalization_rule_name="identity", add_dummy_prefix=True,
        remove_extra_whitespaces=False, character_coverage=0.98, split_digits=True, allow_whitespace_only_pieces=True,
        unk_id=0, bos_id=1, eos_id=2, pad_id=-1, num_threads=1, minloglevel=2)
    return model.getvalue()


def token_bytes(processor, token_id):
    piece = processor.id_to_piece(token_id)
    return bytes([int(piece[3:5], 16)]) if processor.is_byte(token_id) else piece.replace("\u2581", " ").encode()


def byte_offsets(processor, text, ids):
    """Bytes of the text per token: the added blank has none, a character in byte pieces gives each its byte."""
    pieces = [token_bytes(processor, i) for i in ids]
    if "\u2581" in text:  # stands for a blank inside the model; its three bytes become one
        return None
    assert b"".join(pieces) == (b" " + text.encode() if text else b"")
    ends = [max(0, sum(map(len, pieces[:n])) - 1) for n in range(len(pieces) + 1)]
    offsets = [list(pair) for pair in zip(ends, ends[1:])]
    for piece, (begin, end) in zip(processor.encode(text, return_type="proto").pieces, offsets):
        # The library's spans are bytes too, but give a whole character to the last of its byte pieces.
        assert [piece.begin, piece.end] == [begin, end] or processor.is_byte(piece.id), (text, piece.piece)
    return offsets


def case(processor, text):
    ids = processor.encode(text)
    return {"text": text, "ids": ids, "decoded": processor.decode(ids), "byte_offsets": byte_offsets(processor, text, ids),
            "bytes": [token_bytes(processor, i).hex() for i in ids],
            "prefixes": [processor.decode(ids[:n]) for n in range(len(ids) + 1)] if len(ids) <= 12 else []}


def special(token):
    return {"__type": "AddedToken", "content": token, "lstrip": False, "normalized": False, "rstrip": False, "single_word": False}


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "tokenizer.model").write_bytes(train_model())
    write_json(FOLDER / "tokenizer_config.json", {
        "add_bos_token": True, "add_eos_token": False, "bos_token": special("<s>"), "eos_token": special("</s>"),
        "unk_token": special("<unk>"), "pad_token": None, "clean_up_tokenization_spaces": False, "legacy": True,
        "model_max_length": 1000000000000000019884624838656, "sp_model_kwargs": {}, "tokenizer_class": "LlamaTokenizer"})
    processor = sentencepiece.SentencePieceProcessor(model_file=str(FOLDER / "tokenizer.model"))
    assert [processor.unk_id(), processor.bos_id(), processor.eos_id(), processor.pad_id()] == [0, 1, 2, -1]
    assert [processor.id_to_piece(3), processor.id_to_piece(258)] == ["<0x00>", "<0xFF>"] and processor.is_byte(3)
    cases = [case(processor, text) for text in hard_strings()]
    lost = [c["text"] for c in cases if c["decoded"] != c["text"] and "\u2581" not in c["text"]]
    assert not lost, lost
    write_cases(FOLDER / "expected.json", cases)
    write_birth(FOLDER, "sentencepiece_model.py", ["sentencepiece"], seed=SEED, num_pieces=processor.get_piece_size(), num_cases=len(cases))
    print(len(cases), "cases,", processor.get_piece_size(), "pieces")
