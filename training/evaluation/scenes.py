"""mAP on unseen scenes, by pycocotools."""

import contextlib
import io

import numpy as np
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

from evaluation.predictor import Predictor
from learning.batches import boxes_inside
from rendering.classes import NAMES
from rendering.scene import SIZE
from rendering.stock import Stock

#: Scores below this are not looked at; mAP wants the whole curve.
FLOOR = 0.001


def scene_scores(predictor: Predictor, stock: Stock) -> dict:
    """mAP50-95 and mAP50 over all classes and of each, and the number of codes."""
    truth, found = [], []
    for number in range(len(stock)):
        boxes = boxes_inside(stock.kinds[number], stock.outlines[number], SIZE)
        truth += [annotation(len(truth) + index, number, box) for index, box in enumerate(boxes, start=1)]
        found += [result(number, row) for row in predictor(stock.picture(number), FLOOR, iou=0.6)]
    with contextlib.redirect_stdout(io.StringIO()):
        judge = judged(len(stock), truth, found)
    precision = judge.eval["precision"][:, :, :, 0, 2]
    each = {
        name: {"map": mean(precision[:, :, kind]), "map50": mean(precision[0, :, kind])}
        for kind, name in enumerate(NAMES)
    }
    sizes = dict(zip(("small", "medium", "large"), (round(float(value), 4) for value in judge.stats[3:6])))
    return {
        "scenes": len(stock),
        "codes": len(truth),
        "map": round(float(judge.stats[0]), 4),
        "map50": round(float(judge.stats[1]), 4),
        "map_by_size": sizes,
        "classes": each,
    }


def annotation(identifier: int, scene: int, box: np.ndarray) -> dict:
    """A code as COCO wants it."""
    left, top, right, bottom = (float(value) for value in box[1:])
    area = (right - left) * (bottom - top)
    place = [left, top, right - left, bottom - top]
    kind = int(box[0])
    return {"id": identifier, "image_id": scene, "category_id": kind, "bbox": place, "area": area, "iscrowd": 0}


def result(scene: int, row: np.ndarray) -> dict:
    """A detection as COCO wants it."""
    left, top, right, bottom = (float(value) for value in row[2:])
    place = [left, top, right - left, bottom - top]
    return {"image_id": scene, "category_id": int(row[0]), "score": float(row[1]), "bbox": place}


def judged(scenes: int, truth: list[dict], found: list[dict]) -> COCOeval:
    """The evaluation, done."""
    categories = [{"id": kind, "name": name} for kind, name in enumerate(NAMES)]
    coco = COCO()
    coco.dataset = {"images": [{"id": n} for n in range(scenes)], "annotations": truth, "categories": categories}
    coco.createIndex()
    judge = COCOeval(coco, coco.loadRes(found) if found else COCO(), "bbox")
    judge.evaluate()
    judge.accumulate()
    judge.summarize()
    return judge


def mean(precision: np.ndarray) -> float:
    """The mean over what is defined."""
    defined = precision[precision > -1]
    return round(float(defined.mean()), 4) if defined.size else 0.0
