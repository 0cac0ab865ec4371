#!/usr/bin/env python3
"""Mean average precision (pycocotools) on the COCO validation photos of the test assets.

    APUS_TEST_ASSETS=… python3 coco_map.py PREDICTIONS.json…       # Apus' --format json, or COCO results
    APUS_TEST_ASSETS=… python3 coco_map.py --reference MODEL…      # the model's own Python pipeline

Apus' output is scored twice: by `normalized_box` (four decimals) and by the integer `box_2d`. Make it with
`--confidence 0.001 --iou 0.6 --max-detections 300`, the options of the reference. One JSON object a line.

Ultralytics 8.4 maps boxes back with one scale an axis, YOLOv5 with one for both and a pad of half pixels. The
published reference scores of the test assets used the latter for every model: `--single-scale` does the same.
"""

import argparse
import contextlib
import io
import json
from dataclasses import replace

from families import geometry
from families.suppression import Options
from pipelines import DETECTORS, Pipeline, assets_folder, read_rgb
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

OPTIONS = Options(confidence=0.001, iou=0.6, max_detections=300)


class Truth:
    """The annotations of one split, and the way from names and class numbers to COCO's."""

    def __init__(self, split):
        everything = json.loads((assets_folder() / "images/coco/annotations.json").read_text())
        self.images = {image["file_name"]: image for image in everything["images"] if image["split"] == split}
        numbers = {image["id"] for image in self.images.values()}
        kept = [note for note in everything["annotations"] if note["image_id"] in numbers]
        self.dataset = everything | {"images": list(self.images.values()), "annotations": kept}
        self.categories = sorted(category["id"] for category in everything["categories"])

    def score(self, results):
        """mAP .50:.95 and mAP .50 of COCO results."""
        if not results:
            return {"map": 0.0, "map50": 0.0}
        with contextlib.redirect_stdout(io.StringIO()):
            truth = COCO()
            truth.dataset = self.dataset
            truth.createIndex()
            evaluation = COCOeval(truth, truth.loadRes(results), "bbox")
            evaluation.evaluate()
            evaluation.accumulate()
            evaluation.summarize()
        return {"map": round(float(evaluation.stats[0]), 4), "map50": round(float(evaluation.stats[1]), 4)}

    def result(self, image, class_id, score, corners):
        """One COCO result from box edges in pixels."""
        left, top, right, bottom = (float(edge) for edge in corners)
        return {
            "image_id": image["id"], "category_id": self.categories[class_id], "score": float(score),
            "bbox": [left, top, right - left, bottom - top],
        }


def reference_results(detector, truth):
    """What the model's own pipeline finds."""
    pipeline = Pipeline(detector)
    results = []
    for file_name, image in truth.images.items():
        rows = pipeline.detect(read_rgb(assets_folder() / "images/coco" / file_name), OPTIONS)
        results += [truth.result(image, int(row[5]), row[4], row[:4]) for row in rows]
    return results


def pixel_corners(detection, _):
    """Edges of the integer box."""
    box = detection["box_2d"]
    return box["x_min"], box["y_min"], box["x_max"], box["y_max"]


def normalized_corners(detection, size):
    """Edges from the normalised box and the picture's size."""
    box = detection["normalized_box"]
    half_width, half_height = box["width"] / 2, box["height"] / 2
    return (
        (box["x_center"] - half_width) * size["width"], (box["y_center"] - half_height) * size["height"],
        (box["x_center"] + half_width) * size["width"], (box["y_center"] + half_height) * size["height"],
    )


def apus_results(photos, truth, corners):
    """COCO results from Apus' answers; photos of other splits are passed over."""
    results = []
    for photo in photos:
        image = truth.images.get(photo["image_name"].rsplit("/", 1)[-1])
        for detection in photo.get("detections", []) if image else []:
            edges = corners(detection, photo["image_dimensions"])
            results.append(truth.result(image, detection["class_id"], detection["confidence"], edges))
    return results


def report(path, truth):
    """The scores of one file of predictions."""
    with open(path) as file:
        rows = json.load(file)
    if rows and "category_id" in rows[0]:
        numbers = {image["id"] for image in truth.images.values()}
        return {"file": path} | truth.score([row for row in rows if row["image_id"] in numbers])
    answered = {row["image_name"].rsplit("/", 1)[-1] for row in rows if "detections" in row}
    return {
        "file": path,
        "photos": len(truth.images),
        "missing": len(truth.images.keys() - answered),
        "normalized_box": truth.score(apus_results(rows, truth, normalized_corners)),
        "box_2d": truth.score(apus_results(rows, truth, pixel_corners)),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("predictions", nargs="*")
    parser.add_argument("--reference", nargs="+", default=[], choices=list(DETECTORS), metavar="MODEL")
    parser.add_argument("--split", default="val2017", choices=["val2017", "train2017"])
    parser.add_argument("--single-scale", action="store_true", help="map every model's boxes back as YOLOv5 does")
    arguments = parser.parse_args()
    annotations = Truth(arguments.split)
    for model in arguments.reference:
        detector = DETECTORS[model]
        if arguments.single_scale:
            detector = replace(detector, fit=geometry.centered_single_scale)
        print(json.dumps({"model": model} | annotations.score(reference_results(detector, annotations))), flush=True)
    for path in arguments.predictions:
        print(json.dumps(report(path, annotations)), flush=True)
