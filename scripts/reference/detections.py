#!/usr/bin/env python3
"""Writes what each real detector's own Python pipeline finds on photos: Tests/Fixtures/references/<model>.json.

    APUS_TEST_ASSETS=… python3 detections.py [MODEL…]

Rows are `class, score, x1, y1, x2, y2` in pixels of the upright photo, best score first, scores of 0.3 and more.
"""

import json
import sys
from pathlib import Path

from families.suppression import Options
from pipelines import DETECTORS, Pipeline, assets_folder, read_rgb

OPTIONS = Options(confidence=0.25, iou=0.45)
LEAST_SCORE = 0.3
OUTPUT = Path(__file__).resolve().parents[2] / "Tests" / "Fixtures" / "references"
PHOTOS = [
    "bus.jpg", "zidane.jpg", "bus_12mp_exif6.jpg", "pets.jpg", "airport.jpg", "boats.jpg", "kite_and_cold.jpg",
    *(f"exif/bus_orient_{orientation}.jpg" for orientation in range(1, 9)),
]
EVERY = 16
"""Of the COCO validation photos, in the order of their numbers, every so many-th is taken."""


def photos():
    """Paths under images/ of all reference photos."""
    annotations = json.loads((assets_folder() / "images/coco/annotations.json").read_text())
    names = sorted(image["file_name"] for image in annotations["images"] if image["split"] == "val2017")
    return PHOTOS + [f"coco/{name}" for name in names[::EVERY]]


def reference(name):
    """The golden value of one detector."""
    pipeline = Pipeline(DETECTORS[name])
    found = {}
    for photo in photos():
        rows = pipeline.detect(read_rgb(assets_folder() / "images" / photo), OPTIONS)
        found[photo] = [
            [int(row[5]), round(float(row[4]), 4), *(round(float(edge), 2) for edge in row[:4])]
            for row in rows if row[4] >= LEAST_SCORE
        ]
    return {
        "model": DETECTORS[name].path,
        "options": {"confidence": OPTIONS.confidence, "iou": OPTIONS.iou, "max_detections": OPTIONS.max_detections},
        "least_score": LEAST_SCORE,
        "columns": ["class_id", "score", "x_min", "y_min", "x_max", "y_max"],
        "photos": found,
    }


def text(golden):
    """JSON with one photo a line."""
    lines = [f"    {json.dumps(photo)}: {json.dumps(rows)}" for photo, rows in golden["photos"].items()]
    head = json.dumps({key: value for key, value in golden.items() if key != "photos"}, indent=2)
    return head.removesuffix("\n}") + ',\n  "photos": {\n' + ",\n".join(lines) + "\n  }\n}\n"


if __name__ == "__main__":
    OUTPUT.mkdir(parents=True, exist_ok=True)
    for detector in sys.argv[1:] or DETECTORS:
        (OUTPUT / f"{detector}.json").write_text(text(reference(detector)))
        print(f"wrote {detector}.json", file=sys.stderr)
