"""Thresholds and non-maximum suppression shared by the families."""

from dataclasses import dataclass

import numpy as np
import torch
import torchvision


@dataclass(frozen=True)
class Options:
    """What a caller chooses; `iou` and `agnostic` mean nothing to families without suppression."""

    confidence: float = 0.25
    iou: float = 0.45
    agnostic: bool = False
    max_detections: int = 300


def corners(boxes):
    """`cx, cy, w, h` → `x1, y1, x2, y2`."""
    half = boxes[:, 2:4] / 2
    return np.concatenate([boxes[:, :2] - half, boxes[:, :2] + half], axis=1)


def best_class(boxes, scores, options):
    """Rows above the threshold with their best class: `[n, 6]`, in the order they came."""
    classes = scores.argmax(1)
    best = scores[np.arange(len(scores)), classes]
    kept = best > options.confidence
    columns = [boxes[kept], best[kept, None], classes[kept, None].astype(np.float32)]
    return np.concatenate(columns, axis=1).astype(np.float32)


def suppress(rows, options):
    """torchvision's NMS over `[n, 6]` rows, class by class unless agnostic; best score first, ties by row."""
    table = torch.from_numpy(np.ascontiguousarray(rows))
    if options.agnostic:
        kept = torchvision.ops.nms(table[:, :4], table[:, 4], options.iou)
    else:
        kept = torchvision.ops.batched_nms(table[:, :4], table[:, 4], table[:, 5], options.iou)
    return rows[kept[: options.max_detections].numpy()]


def strongest(rows, options):
    """Rows of a family without suppression: above the threshold, best score first, at most so many."""
    rows = rows[rows[:, 4] > options.confidence]
    return rows[np.argsort(-rows[:, 4], kind="stable")][: options.max_detections]


def mapped(rows, fit):
    """Rows with their boxes in pixels of the original picture."""
    return np.concatenate([fit.to_image(rows[:, :4]), rows[:, 4:]], axis=1)
