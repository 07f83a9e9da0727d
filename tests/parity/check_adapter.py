"""By hand: python check_adapter.py MODEL ADAPTER LOGITS.safetensors

Loads an adapter that Lathe wrote into the real PEFT (fp32) and compares the logits of `input_ids` in LOGITS with its `logits`
[T, V]. Several documents lie end to end, told apart by `lengths` when it is there. Exit code 1 above 1e-4.
"""

import sys

import torch
from peft import PeftModel
from peft.utils import get_peft_model_state_dict
from safetensors.torch import load_file

from common import forward
from models import reload

LIMIT = 1e-4


def main(model_folder, adapter_folder, logits_file):
    given = load_file(logits_file)
    ids = given["input_ids"].flatten().long()
    batch = {"input_ids": ids, "lengths": given.get("lengths", torch.tensor([len(ids)]))}
    expected = given["logits"].float().reshape(len(ids), -1)
    model = PeftModel.from_pretrained(reload(model_folder), adapter_folder).eval()
    # PEFT ignores names that it does not know and fills missing ones with fresh weights, both in silence.
    used = get_peft_model_state_dict(model, save_embedding_layers=False)
    stored = load_file(f"{adapter_folder}/adapter_model.safetensors")
    wrong = sorted(used.keys() ^ stored.keys()) or sorted(n for n in used if not torch.equal(used[n].float(), stored[n].float()))
    if wrong:
        print(f"PEFT and the adapter's file disagree on {len(wrong)} tensors, first {wrong[0]}")
        return 1
    with torch.no_grad():
        logits = forward(model, batch)
        with model.disable_adapter():
            effect = float((forward(model, batch) - logits).abs().max())
    difference = float((logits - expected).abs().max())
    print(f"{len(ids)} tokens, {len(stored)} adapter tensors, effect of the adapter {effect:.3g}, max abs difference {difference:.3g}")
    return 0 if difference <= LIMIT else 1


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
