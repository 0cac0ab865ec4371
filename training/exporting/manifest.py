"""The manifest beside the model."""

import json
from pathlib import Path

from exporting.onnx_model import LICENCE
from rendering.classes import NAMES

SOURCE = (
    "Trained by training/run.py on synthetic scenes: codes drawn by zxing-cpp on procedural surfaces and CC0 photos. "
    "For finding codes, not for reading them; codes below about 16 pixels at the input's size are missed."
)


def write_manifest(model: Path, size: int):
    """Writes `<model>.apus.json`."""
    manifest = {
        "name": "codes",
        "task": "detection",
        "input": {"width": size, "height": size},
        "labels": list(NAMES),
        "thresholds": {"confidence": 0.55, "iou": 0.5},
        "licence": LICENCE,
        "source": SOURCE,
    }
    model.with_suffix(".apus.json").write_text(json.dumps(manifest, indent=2) + "\n")
