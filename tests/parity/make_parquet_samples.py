#!/usr/bin/env python3
"""Writes the Parquet samples again: tests/parity/make_parquet_samples.py (needs pyarrow). Rows are those of the JSON Lines beside them;
files for the tests that JSON cannot hold whole stand in fixtures/parquet."""
import json
import pathlib

import pyarrow as pa
import pyarrow.parquet as pq

SAMPLES = pathlib.Path(__file__).resolve().parents[2] / "datasets/samples"
FAULTY = pathlib.Path(__file__).resolve().parent / "fixtures/parquet"
TURNS = pa.list_(pa.struct([("role", pa.string()), ("content", pa.string())]))


def write(source: str, target: str, schema: pa.Schema) -> None:
    rows = [json.loads(line) for line in (SAMPLES / source).read_text(encoding="utf-8").splitlines()]
    pq.write_table(pa.Table.from_pylist([{name: row.get(name) for name in schema.names} for row in rows], schema=schema), SAMPLES / target, compression="snappy")


write("harbour_reviews.jsonl", "harbour_reviews.parquet", pa.schema([("text", pa.string()), ("label", pa.dictionary(pa.int8(), pa.string()))]))
write("harbour_chats.jsonl", "harbour_chats.parquet", pa.schema([("messages", TURNS)]))

FAULTY.mkdir(parents=True, exist_ok=True)
pq.write_table(pa.Table.from_arrays([pa.array(["a"]), pa.array(["b"])], names=["text", "text"]), FAULTY / "doubled_name.parquet")
texts = pa.array([b"fine", b"caf\xe9"], pa.binary())
torn = pa.Array.from_buffers(pa.string(), len(texts), texts.buffers())
pq.write_table(pa.Table.from_arrays([torn], names=["text"]), FAULTY / "not_utf8.parquet")
pixels = pa.array([b"\x00", b"\x01"], pa.binary())
pq.write_table(pa.Table.from_arrays([pixels], names=["picture"]), FAULTY / "only_bytes.parquet")
thumbnails = pa.StructArray.from_arrays([pixels, pa.array(["a.png", "b.png"])], names=["bytes", "path"])
pq.write_table(pa.Table.from_arrays([pixels, pa.array(["a", "b"]), thumbnails], names=["picture", "text", "thumbnail"]), FAULTY / "pictures.parquet")
