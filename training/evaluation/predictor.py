"""Runs an exported model as its users do: letterbox, inference, threshold, non-maximum suppression."""

from pathlib import Path

import cv2
import numpy as np
import onnxruntime

PADDING = 114


class Predictor:
    """A model file of input `[1, 3, S, S]` and output `[1, 4 + classes, cells]`."""

    def __init__(self, model: Path, threads: int = 2):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self.session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self.size = self.session.get_inputs()[0].shape[-1]

    def __call__(
        self, picture: np.ndarray, confidence: float, iou: float = 0.5, every_class: bool = False
    ) -> np.ndarray:
        """Detections `[n, 6]` of an RGB picture, best first: class, confidence, left, top, right, bottom in pixels.

        Each cell gives its surest class, or with `every_class` all that are sure enough.
        """
        canvas, scale, left, top = letterboxed(picture, self.size)
        tensor = np.ascontiguousarray(canvas.transpose(2, 0, 1)[None], np.float32) / 255
        output = self.session.run(None, {"images": tensor})[0][0]
        found = detections(output, confidence, iou, every_class)
        found[:, 2:] = (found[:, 2:] - (left, top, left, top)) / scale
        height, width = picture.shape[:2]
        found[:, 2:] = found[:, 2:].clip(0, (width, height, width, height))
        return found


def letterboxed(picture: np.ndarray, size: int) -> tuple[np.ndarray, float, int, int]:
    """The picture within a grey square, with the scale and the offset of its left top corner."""
    height, width = picture.shape[:2]
    scale = size / max(height, width)
    shape = max(1, round(width * scale)), max(1, round(height * scale))
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    canvas = np.full((size, size, 3), PADDING, np.uint8)
    left, top = (size - shape[0]) // 2, (size - shape[1]) // 2
    canvas[top : top + shape[1], left : left + shape[0]] = cv2.resize(picture, shape, interpolation=method)
    return canvas, scale, left, top


def detections(output: np.ndarray, confidence: float, iou: float, every_class: bool = False) -> np.ndarray:
    """Detections `[n, 6]` of an output `[4 + classes, cells]`, in pixels of the input."""
    scores = output[4:]
    asked = scores >= confidence
    if not every_class:
        asked &= np.arange(len(scores))[:, None] == scores.argmax(axis=0)
    kinds, cells = np.nonzero(asked)
    best = np.argsort(-scores[kinds, cells], kind="stable")[:1000]
    kinds, cells = kinds[best], cells[best]
    center, half = output[:2, cells].T, output[2:4, cells].T / 2
    boxes = np.concatenate([center - half, center + half], axis=1)
    kept = suppressed(boxes, kinds, iou)[:300]
    kinds, cells, boxes = kinds[kept], cells[kept], boxes[kept]
    return np.concatenate([kinds[:, None], scores[kinds, cells][:, None], boxes], axis=1).astype(np.float64)


def suppressed(boxes: np.ndarray, kinds: np.ndarray, limit: float) -> list[int]:
    """Which boxes stay: none overlaps a better one of its class by more than the limit."""
    kept: list[int] = []
    for number, box in enumerate(boxes):
        rivals = [other for other in kept if kinds[other] == kinds[number]]
        if not rivals or overlaps(box, boxes[rivals]).max() <= limit:
            kept.append(number)
    return kept


def overlaps(box: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Intersection over union of a box with others `[n, 4]`."""
    sides = np.minimum(box[2:], others[:, 2:]) - np.maximum(box[:2], others[:, :2])
    shared = sides.clip(0).prod(axis=1)
    areas = (others[:, 2:] - others[:, :2]).prod(axis=1)
    return shared / ((box[2:] - box[:2]).prod() + areas - shared + 1e-9)
