"""Small tokenizers of every kind, trained on our own text, and hashes of what the reference makes of ten thousand strings.

    python tokenizer_kinds.py                 the committed fixtures
    python tokenizer_kinds.py DATA_FOLDER     the same hashes for the real tokenizers there, into DATA_FOLDER/many_strings"""

import io
import pathlib
import sys
import types

import sentencepiece
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

from common import FIXTURES, write_birth, write_json
from many_strings import COUNT, hashes
from own_text import paragraphs

SEED = 31
FOLDER = FIXTURES / "tokenizer_kinds"
BYTES = [f"<0x{b:02X}>" for b in range(256)]


def trained(tokenizer, trainer):
    tokenizer.train_from_iterator(paragraphs(SEED, 400), trainer)
    return tokenizer


def gpt2():
    t = Tokenizer(models.BPE())
    t.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=True)
    t.decoder = decoders.ByteLevel()
    t.post_processor = processors.ByteLevel()
    trained(t, trainers.BpeTrainer(vocab_size=500, initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()), show_progress=False))
    t.add_special_tokens([AddedToken("<|endoftext|>", special=True)])
    t.add_tokens([AddedToken("café", normalized=True), AddedToken("lathe", single_word=True), AddedToken("<mask>", lstrip=True), AddedToken("<|end|>", rstrip=True)])
    return t


def sentencepiece_bpe():
    t = Tokenizer(models.BPE(unk_token="<unk>", byte_fallback=True, fuse_unk=True))
    t.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    t.decoder = decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)])
    trained(t, trainers.BpeTrainer(vocab_size=700, special_tokens=["<unk>", "<s>", "</s>", *BYTES], limit_alphabet=100, max_token_length=12, show_progress=False))
    t.post_processor = processors.TemplateProcessing(single="<s> $A", pair="<s> $A <s>:1 $B:1", special_tokens=[("<s>", 1)])
    return t


def charsmap():
    """A small table: SentencePiece compiles what the reference reads."""
    rules = FOLDER / "rules.tsv"
    pairs = {"\ufb01": "fi", "\u2460": "1", "\u00bd": "1/2", "\u00e9": "e", "e\u0301": "E", "\uff21": "A", "\u3000": " ", "\u337b": "\u5e73\u6210", "A": "a", "ab": "x", "\u2026": "..."}
    rules.write_text("".join(f"{' '.join(f'{ord(c):X}' for c in a)}\t{' '.join(f'{ord(c):X}' for c in b)}\n" for a, b in pairs.items()))
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(sentence_iterator=iter(list(paragraphs(SEED, 50))), model_writer=model, vocab_size=400, model_type="unigram",
                                             normalization_rule_tsv=str(rules), character_coverage=0.98, hard_vocab_limit=False, minloglevel=2)
    rules.unlink()
    from sentencepiece import sentencepiece_model_pb2 as proto
    parsed = proto.ModelProto()
    parsed.ParseFromString(model.getvalue())
    return parsed.normalizer_spec.precompiled_charsmap


def unigram():
    t = Tokenizer(models.Unigram())
    t.normalizer = normalizers.Sequence([normalizers.Precompiled(charsmap()), normalizers.Replace(Regex(" {2,}"), " "), normalizers.NFKC()])
    t.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="first")
    t.decoder = decoders.Metaspace(prepend_scheme="first")
    trained(t, trainers.UnigramTrainer(vocab_size=400, special_tokens=["<pad>", "</s>", "<unk>"], unk_token="<unk>", show_progress=False))
    t.post_processor = processors.TemplateProcessing(single="$A </s>", pair="$A </s> $B </s>", special_tokens=[("</s>", 1)])
    return t


def word_piece():
    t = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    t.normalizer = normalizers.BertNormalizer(lowercase=True)
    t.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    t.decoder = decoders.WordPiece()
    trained(t, trainers.WordPieceTrainer(vocab_size=600, special_tokens=["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"], show_progress=False))
    t.post_processor = processors.TemplateProcessing(single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    return t


def parts():
    """The parts that the others leave out."""
    t = Tokenizer(models.BPE(unk_token="<unk>", continuing_subword_prefix="##"))
    t.normalizer = normalizers.Sequence([normalizers.NFKD(), normalizers.StripAccents(), normalizers.Lowercase(), normalizers.Strip(), normalizers.Replace(Regex(r"\d\d"), "0")])
    t.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Whitespace(), pre_tokenizers.Punctuation("merged_with_previous"), pre_tokenizers.Digits(individual_digits=False),
        pre_tokenizers.Split("e", "merged_with_next"), pre_tokenizers.Split(Regex("[aou]+"), "contiguous"), pre_tokenizers.Split(Regex("x+"), "removed")])
    t.decoder = decoders.WordPiece(cleanup=False)
    trained(t, trainers.BpeTrainer(vocab_size=400, special_tokens=["<unk>"], continuing_subword_prefix="##", show_progress=False))
    t.post_processor = processors.BertProcessing(("<unk>", 0), ("<unk>", 0))
    return t


KINDS = {"gpt2": gpt2, "sentencepiece_bpe": sentencepiece_bpe, "unigram": unigram, "word_piece": word_piece, "parts": parts}


def tidied(text):
    """What transformers does behind the decoder of a vocab.txt (clean_up_tokenization)."""
    for mark in (" .", " ?", " !", " ,"):
        text = text.replace(mark, mark[1:])
    text = text.replace(" ' ", "'")
    for mark in (" n't", " 'm", " 's", " 've", " 're"):
        text = text.replace(mark, mark[1:])
    return text


class SentencePiece:
    """A tokenizer.model as its own library reads it; to the library a control token in running text is text."""

    def __init__(self, file):
        self.processor = sentencepiece.SentencePieceProcessor(model_file=str(file))

    def encode(self, text):
        return types.SimpleNamespace(ids=self.processor.encode(text))

    def decode(self, ids, skip_special_tokens):
        return self.processor.decode(ids)


def real(folder):
    from transformers import BertTokenizer  # builds the same pipeline from vocab.txt
    found = {"qwen3": Tokenizer.from_file(str(folder / "tokenizers/qwen3/tokenizer.json")), "gpt2": Tokenizer.from_file(str(folder / "tokenizers/gpt2/tokenizer.json"))}
    for name, file, lower in (("bert_en", "vocab-uncased-en.txt", True), ("bert_zh", "vocab-zh.txt", False)):
        found[name] = BertTokenizer(vocab=str(folder / "tokenizers/bert" / file), do_lower_case=lower)._tokenizer
    found["llama2"] = SentencePiece(folder / "tokenizers/llama2/tokenizer.model")
    for name, tokenizer in found.items():
        write_json(folder / "many_strings" / f"{name}.json", hashes(tokenizer, tidied) if name.startswith("bert") else hashes(tokenizer))
        print(name, COUNT, "strings", flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        real(pathlib.Path(sys.argv[1]))
        sys.exit()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, make in KINDS.items():
        (FOLDER / name).mkdir(exist_ok=True)
        make().save(str(FOLDER / name / "tokenizer.json"))
        again = Tokenizer.from_file(str(FOLDER / name / "tokenizer.json"))
        write_json(FOLDER / name / "expected.json", hashes(again))
        print(name, again.get_vocab_size(), "entries", flush=True)
    write_json(FIXTURES / "bpe_tokenizer/many_strings.json", hashes(Tokenizer.from_file(str(FIXTURES / "bpe_tokenizer/tokenizer.json"))))
    write_birth(FOLDER, "tokenizer_kinds.py", ["tokenizers", "sentencepiece"], seed=SEED, num_strings=COUNT, kinds=sorted(KINDS))
