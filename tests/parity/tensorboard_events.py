"""An event file by TensorBoard's own record writer and message classes, with fixed times."""

import json
import struct

from tensorboard.backend.event_processing.event_file_loader import RawEventFileLoader
from tensorboard.compat.proto import event_pb2, summary_pb2
from tensorboard.summary.writer.record_writer import RecordWriter

from common import FIXTURES, write_birth, write_json

FOLDER = FIXTURES / "tensorboard"
NAME = "events.out.tfevents.1700000000.parity.1.0"
# wall time, step, tag, value
SCALARS = [
    (1700000000.5, 7, "train/loss", 1.25),
    (1700000001.0, 8, "train/learning_rate", 2e-4),
    (1700000002.125, 0, "eval/loss", 0.0),
    (1700000003.0, 300, "train/grad_norm", -3.5),
    (1700000004.75, 2**40, "train/epoch", 1e30),
]


def scalar(wall_time, step, tag, value):
    metadata = summary_pb2.SummaryMetadata(plugin_data=summary_pb2.SummaryMetadata.PluginData(plugin_name="scalars"))
    summary = summary_pb2.Summary(value=[summary_pb2.Summary.Value(tag=tag, simple_value=value, metadata=metadata)])
    return event_pb2.Event(wall_time=wall_time, step=step, summary=summary)


def read(path):
    """(wall time, step, tag, value) of every scalar, by TensorBoard's reader."""
    events = [event_pb2.Event.FromString(record) for record in RawEventFileLoader(str(path)).Load()]
    return [(e.wall_time, e.step, v.tag, v.simple_value) for e in events for v in e.summary.value]


def float32(value):
    return struct.unpack("<f", struct.pack("<f", value))[0]


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    with open(FOLDER / NAME, "wb") as file:
        writer = RecordWriter(file)
        writer.write(event_pb2.Event(wall_time=1700000000.0, file_version="brain.Event:2").SerializeToString())
        for row in SCALARS:
            writer.write(scalar(*row).SerializeToString())
    assert read(FOLDER / NAME) == [(t, step, tag, float32(value)) for t, step, tag, value in SCALARS]
    rows = [dict(zip(("wall_time", "step", "tag", "value"), row)) for row in SCALARS]
    write_json(FOLDER / "scalars.json", {"file": NAME, "first_wall_time": 1700000000.0, "scalars": rows})
    assert json.loads((FOLDER / "scalars.json").read_text())["scalars"] == rows
    write_birth(FOLDER, "tensorboard_events.py", ["tensorboard", "protobuf"])
