#!/usr/bin/env python3
"""Writes the fixture models and golden results beside this script. Deterministic: a second run changes no byte.

    python3 make_models.py            # needs scripts/reference/requirements.txt

engine       identity_<type>, add, scalar, two_in_two_out, sequence, zipmap_<key>, metadata, slow, runtime_failure
             (`engine.json`: what onnxruntime's Python API answers for the ZipMap models)
broken       broken_<reason>: each must be refused with its own reason
soak         soak_fp32, soak_int8: a small network for concurrent runs
detectors    detect_<family>.onnx with outputs in the family's names and shapes that do not depend on the picture,
             and detect_<family>.json: how the picture is fitted into the input, and for several picture sizes and
             options the detections that the family's own Python code makes: class number as the model says it,
             score, box x1, y1, x2, y2 in pixels of the original picture, best score first. Quantised outputs come
             with their scale and zero point; `"boxes": "normalized"` marks boxes in parts of the input.
suppression  nms.json: random boxes and the rows that torchvision keeps, class by class and agnostic
"""

import logging
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "scripts" / "reference"))

from generators import broken, detectors, engine, soak, suppression  # noqa: E402

if __name__ == "__main__":
    logging.getLogger().setLevel(logging.ERROR)
    for part in (engine, broken, soak, detectors, suppression):
        part.make()
