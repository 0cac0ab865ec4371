"""mAP on unseen scenes, by pycocotools."""

import contextlib
import io

import numpy as np
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

from evaluation.predictor import Predictor
from learning.batches import boxes_inside
from rendering.classes import IGNORED, NAMES
from rendering.legibility import made_out
from rendering.scene import SIZE
from rendering.stock import Stock

#: Scores below this are not looked at; mAP wants the whole curve.
FLOOR = 0.001

#: The width of the picture at which it is judged whether a code can be made out, whatever the model's input is.
JUDGED_SIZE = 416

#: Codes of this legibility and more are asked for: nearly all that can be named by eye.
LEGIBLE = 0.4

#: Other levels that are reported, from every code to clear ones only.
OTHER_LEVELS = (0.0, 0.2, 0.3, 0.5)


def scene_scores(predictor: Predictor, stock: Stock) -> dict:
    """mAP50-95 and mAP50 over all classes and of each, the number of codes, and the same in short at other levels.

    Boxes count with every class that they may be, as in the validation of the YOLO families; `surest_class` has the
    scores where each counts with its surest class alone, as it is used.
    """
    found = all_results(predictor, stock, every_class=True)
    whole = scores_at(LEGIBLE, stock, found)
    surest = scores_at(LEGIBLE, stock, all_results(predictor, stock, every_class=False))
    whole["surest_class"] = {key: surest[key] for key in ("map", "map50")}
    levels = {level: scores_at(level, stock, found) for level in OTHER_LEVELS}
    whole["by_legibility"] = {
        level: {key: scores[key] for key in ("codes", "map", "map50")} for level, scores in levels.items()
    }
    return whole


def all_results(predictor: Predictor, stock: Stock, every_class: bool) -> list[dict]:
    """The detections in all scenes."""
    return [
        result(number, row)
        for number in range(len(stock))
        for row in predictor(stock.picture(number), FLOOR, iou=0.6, every_class=every_class)
    ]


def scores_at(level: float, stock: Stock, found: list[dict]) -> dict:
    """The scores of detections where codes of a legibility are asked for."""
    truth = []
    for number in range(len(stock)):
        for box in asked(stock, number, level):
            kinds = range(len(NAMES)) if box[0] == IGNORED else [int(box[0])]
            truth += [annotation(number, kind, box) for kind in kinds]
    truth = [{**code, "id": identifier} for identifier, code in enumerate(truth, start=1)]
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
        "codes": sum(not code["iscrowd"] for code in truth),
        "ignored_codes": sum(code["iscrowd"] for code in truth) // len(NAMES),
        "map": round(float(judge.stats[0]), 4),
        "map50": round(float(judge.stats[1]), 4),
        "map_by_size": sizes,
        "classes": each,
    }


def asked(stock: Stock, number: int, level: float = LEGIBLE) -> np.ndarray:
    """Boxes `[n, 5]` of the codes in a scene."""
    kinds = made_out(stock.kinds[number], stock.legibility[number], JUDGED_SIZE / SIZE, level)
    return boxes_inside(SIZE, kinds, stock.outlines[number])


def annotation(scene: int, kind: int, box: np.ndarray) -> dict:
    """A code as COCO wants it; one that is ignored is a crowd of every class, which is neither hit nor missed."""
    left, top, right, bottom = (float(value) for value in box[1:])
    return {
        "image_id": scene,
        "category_id": kind,
        "bbox": [left, top, right - left, bottom - top],
        "area": (right - left) * (bottom - top),
        "iscrowd": int(box[0] == IGNORED),
    }


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
