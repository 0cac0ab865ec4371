"""Golden results of torchvision's NMS over random boxes with equal scores among them."""

import numpy as np
import torch
import torchvision

from .graph import save_json


def make():
    """Writes `nms.json`: boxes, scores, classes, and which rows each call keeps, in its order."""
    random = np.random.default_rng(23)
    count = 240
    centers = random.random((count, 2)) * 200
    centers[count // 2 :] = centers[: count - count // 2] + random.normal(0, 4, (count - count // 2, 2))
    half = 4 + random.random((count, 2)) * 30
    boxes = np.round(np.concatenate([centers - half, centers + half], axis=1), 2).astype(np.float32)
    boxes[30] = boxes[31]
    boxes[40, 2] = boxes[40, 0]
    scores = np.round(random.random(count), 2).astype(np.float32)
    classes = random.integers(0, 5, count)
    kept = [
        {"iou": iou, "agnostic": agnostic, "kept": suppressed(boxes, scores, classes, iou, agnostic)}
        for iou in (0.3, 0.45, 0.7) for agnostic in (False, True)
    ]
    save_json({
        "boxes": [[round(float(value), 2) for value in box] for box in boxes],
        "scores": [round(float(value), 2) for value in scores],
        "classes": classes.tolist(),
        "cases": kept,
    }, "nms.json")


def suppressed(boxes, scores, classes, iou, agnostic):
    """Row numbers kept by torchvision, best score first; equal scores keep the order of the rows."""
    tensors = torch.from_numpy(boxes), torch.from_numpy(scores)
    if agnostic:
        return torchvision.ops.nms(*tensors, iou).tolist()
    return torchvision.ops.batched_nms(*tensors, torch.from_numpy(classes), iou).tolist()
