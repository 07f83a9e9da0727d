"""Makes every fixture again: one process per script, in the order in which they need each other."""

import pathlib
import subprocess
import sys

SCRIPTS = ["models.py", "classifiers.py", "labels.py", "pairs.py", "lora.py", "bpe_tokenizer.py", "tokenizer_kinds.py", "sentencepiece_model.py", "chatml.py", "builtin_templates.py",
           "jinja_cases.py", "processors.py", "generation.py", "schedules.py", "tensorboard_events.py", "unicode_tables.py",
           "make_parquet_samples.py"]

if __name__ == "__main__":
    here = pathlib.Path(__file__).resolve().parent
    for script in SCRIPTS:
        print(script, flush=True)
        subprocess.run([sys.executable, script], cwd=here, check=True)
