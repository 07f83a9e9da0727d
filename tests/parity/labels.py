"""Labels of texts, from the text on: a small WordPiece tokenizer, and what the text-classification pipeline makes of some texts with the
models of classifiers.py and with an adapter by PEFT that brings a head of its own."""

import json
import shutil
import tempfile

import torch
from peft import LoraConfig, PeftModel, get_peft_model
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from transformers import AutoModelForSequenceClassification, PreTrainedTokenizerFast, TextClassificationPipeline
from transformers.utils import logging

from classifiers import MODELS
from common import FIXTURES, write_birth, write_json
from models import NUM_VOCAB

FOLDER, SEED = FIXTURES / "labels", 541
WORDS = ["the", "soup", "was", "hot", "cold", "good", "bad", "ferry", "late", "we", "waited", "an", "hour", "kind", "bread", "."]
TEXTS = ["The soup was hot.", "the soup was cold", "We waited an hour", "bread", "A ferry, late; the bread bad: we waited!", "kind", "Zebra 7"]
ADAPTER = dict(r=3, lora_alpha=6, target_modules=["q_proj", "v_proj"], modules_to_save=["score"])


def make_tokenizer():
    letters = [chr(c) for c in range(ord("a"), ord("z") + 1)]
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *letters, *[f"##{c}" for c in letters], *[w for w in WORDS if len(w) > 1 or not w.isalpha()]]
    assert len(pieces) <= NUM_VOCAB
    t = Tokenizer(models.WordPiece({piece: i for i, piece in enumerate(pieces)}, unk_token="[UNK]"))
    t.normalizer = normalizers.BertNormalizer(lowercase=True)
    t.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    t.decoder = decoders.WordPiece()
    t.post_processor = processors.TemplateProcessing(single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    t.add_special_tokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]"])
    # GPT-2 would add the embeddings of token types to those of the words.
    fast = PreTrainedTokenizerFast(tokenizer_object=t, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]",
                                   model_input_names=["input_ids", "attention_mask"])
    with tempfile.TemporaryDirectory() as scratch:
        fast.save_pretrained(scratch)
        for name in ("tokenizer.json", "tokenizer_config.json"):
            shutil.copy(f"{scratch}/{name}", FOLDER / name)
    return fast


def probabilities(model, tokenizer):
    ask = TextClassificationPipeline(model=model, tokenizer=tokenizer, device="cpu")
    rows = [{one["label"]: one["score"] for one in ask(text, top_k=None)} for text in TEXTS]
    return [[row[model.config.id2label[i]] for i in range(len(row))] for row in rows]


def load(name, **options):
    return AutoModelForSequenceClassification.from_pretrained(FIXTURES / "classifiers" / name, dtype=torch.float32, attn_implementation="eager", **options).eval()


def make_adapter(tokenizer):
    """On the body of qwen2_classes, with a new head for two labels, whose names PEFT does not keep."""
    two = dict(num_labels=2, ignore_mismatched_sizes=True)
    model = get_peft_model(load("qwen2_classes", **two), LoraConfig(task_type="SEQ_CLS", lora_dropout=0.0, **ADAPTER)).eval()
    generator = torch.Generator().manual_seed(SEED)
    with torch.no_grad():
        for _, parameter in sorted((n, p) for n, p in model.named_parameters() if p.requires_grad):
            parameter.normal_(0, 0.3, generator=generator)
    folder = FOLDER / "qwen2_adapter"
    shutil.rmtree(folder, ignore_errors=True)
    model.peft_config["default"].base_model_name_or_path = "qwen2_classes"
    model.save_pretrained(folder)
    (folder / "README.md").unlink(missing_ok=True)
    path = folder / "adapter_config.json"
    config = json.loads(path.read_text())
    config["target_modules"].sort()
    path.write_text(json.dumps(config, indent=2, sort_keys=True))
    again = PeftModel.from_pretrained(load("qwen2_classes", **two), folder).eval()
    got, expected = probabilities(again, tokenizer), probabilities(model, tokenizer)
    assert torch.allclose(torch.tensor(got), torch.tensor(expected), atol=1e-6), "the saved adapter is another one"
    return expected


if __name__ == "__main__":
    logging.set_verbosity_error()
    FOLDER.mkdir(parents=True, exist_ok=True)
    tokenizer = make_tokenizer()
    expected = {"texts": TEXTS, "ids": [tokenizer(text)["input_ids"] for text in TEXTS], "models": {name: probabilities(load(name), tokenizer) for name in MODELS},
                "qwen2_adapter": make_adapter(tokenizer)}
    write_json(FOLDER / "expected.json", expected)
    write_birth(FOLDER, "labels.py", ["torch", "transformers", "peft", "tokenizers", "safetensors"], seed=SEED)
