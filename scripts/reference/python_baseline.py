#!/usr/bin/env python3
"""Plain Python detection (onnxruntime with OpenCV or Pillow, and numpy), timed: what Apus is measured against.

    python3 python_baseline.py predict MODEL PHOTO                 # one photo in a fresh process
    python3 python_baseline.py loop MODEL PHOTO --rounds 50        # medians of many rounds in one process

YOLOv5 and YOLOv8 heads, two threads. Prints one JSON object: milliseconds of each step, of the whole and of the bare
`session.run` on the same tensor, peak memory in bytes, and the detections. Only what the variant needs is imported.

    --variant opencv        cv2 decode, resize, blobFromImage, NMSBoxesBatched
    --variant pillow        Pillow decode and resize, numpy for the rest
    --variant pillow-draft  the same, with the JPEG decoded at the smallest size that still fills the model's input
"""

import time

STARTED = time.perf_counter()

import argparse  # noqa: E402
import io  # noqa: E402
import json  # noqa: E402
import os  # noqa: E402
import resource  # noqa: E402
import statistics  # noqa: E402
import sys  # noqa: E402

os.environ.setdefault("OMP_NUM_THREADS", "2")

import numpy as np  # noqa: E402
import onnxruntime  # noqa: E402

THREADS, PAD, CONFIDENCE, IOU, MOST = 2, 114, 0.25, 0.45, 300
STEPS = ("decode", "preprocess", "run", "postprocess")


class OpenCV:
    """Decode, letterbox and suppression by cv2."""

    def __init__(self):
        import cv2

        cv2.setNumThreads(THREADS)
        self.cv2 = cv2

    def decode(self, data, _):
        """BGR pixels, upright (imdecode applies the EXIF orientation), and the picture's size."""
        pixels = self.cv2.imdecode(np.frombuffer(data, np.uint8), self.cv2.IMREAD_COLOR)
        return pixels, (pixels.shape[1], pixels.shape[0])

    def preprocess(self, pixels, size):
        """The letterboxed tensor."""
        (width, height), (left, top) = placement((pixels.shape[1], pixels.shape[0]), size)
        resized = self.cv2.resize(pixels, (width, height), interpolation=self.cv2.INTER_LINEAR)
        right, bottom = size[0] - width - left, size[1] - height - top
        boxed = self.cv2.copyMakeBorder(
            resized, top, bottom, left, right, self.cv2.BORDER_CONSTANT, value=(PAD, PAD, PAD))
        return self.cv2.dnn.blobFromImage(boxed, 1 / 255, swapRB=True)

    def suppress(self, boxes, scores, classes):
        """Rows kept of boxes x1, y1, x2, y2, class by class."""
        sides = np.concatenate([boxes[:, :2], boxes[:, 2:] - boxes[:, :2]], axis=1)
        return np.asarray(self.cv2.dnn.NMSBoxesBatched(sides, scores, classes, CONFIDENCE, IOU), int).ravel()


class PillowNumpy:
    """Decode and resize by Pillow, the rest by numpy."""

    def __init__(self, draft):
        from PIL import Image, ImageOps

        self.image, self.operations, self.draft = Image, ImageOps, draft

    def decode(self, data, size):
        """An upright RGB picture, perhaps shrunk while decoding, and the original's upright size."""
        picture = self.image.open(io.BytesIO(data))
        whole = picture.size
        if self.draft:
            gain = min(size[0] / max(whole), size[1] / max(whole))
            picture.draft("RGB", (round(whole[0] * gain), round(whole[1] * gain)))
        turned = self.operations.exif_transpose(picture).convert("RGB")
        is_swapped = (turned.width > turned.height) != (whole[0] > whole[1])
        return turned, whole[::-1] if is_swapped else whole

    def preprocess(self, picture, size):
        """The letterboxed tensor."""
        (width, height), (left, top) = placement(picture.size, size)
        canvas = np.full((size[1], size[0], 3), PAD, np.uint8)
        resized = picture.resize((width, height), self.image.Resampling.BILINEAR)
        canvas[top : top + height, left : left + width] = np.asarray(resized)
        tensor = np.empty((1, 3, size[1], size[0]), np.float32)
        return np.multiply(canvas.transpose(2, 0, 1)[None], np.float32(1 / 255), out=tensor)

    def suppress(self, boxes, scores, classes):
        """Rows kept of boxes x1, y1, x2, y2, class by class."""
        shifted = boxes + (classes * 8192)[:, None]
        areas = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
        order, kept = np.argsort(-scores, kind="stable"), []
        while order.size:
            first, rest = order[0], order[1:]
            kept.append(first)
            low = np.maximum(shifted[first, :2], shifted[rest, :2])
            high = np.minimum(shifted[first, 2:], shifted[rest, 2:])
            common = np.prod(np.maximum(high - low, 0), axis=1)
            order = rest[common <= IOU * (areas[first] + areas[rest] - common)]
        return np.array(kept, int)


def placement(image, size):
    """Size and origin of a letterboxed picture."""
    gain = min(size[0] / image[0], size[1] / image[1])
    placed = round(image[0] * gain), round(image[1] * gain)
    return placed, ((size[0] - placed[0]) // 2, (size[1] - placed[1]) // 2)


def postprocess(head, tools, image, size):
    """Detections `[class, score, x1, y1, x2, y2]` in pixels of the picture."""
    if head.shape[1] < head.shape[2]:
        best = head[0, 4:].max(0)
        rows = np.flatnonzero(best > CONFIDENCE)
        boxes, scores, classes = head[0, :4, rows], best[rows], head[0, 4:, rows].argmax(1)
    else:
        candidates = head[0][head[0, :, 4] > CONFIDENCE]
        products = candidates[:, 5:] * candidates[:, 4:5]
        classes = products.argmax(1)
        scores = products[np.arange(len(products)), classes]
        rows = scores > CONFIDENCE
        boxes, scores, classes = candidates[rows, :4], scores[rows], classes[rows]
    half = boxes[:, 2:] / 2
    boxes = np.concatenate([boxes[:, :2] - half, boxes[:, :2] + half], axis=1)
    kept = tools.suppress(boxes, scores, classes)[:MOST] if len(boxes) else np.zeros(0, int)
    placed, origin = placement(image, size)
    factor = np.array([side / part for side, part in zip(image, placed)] * 2)
    boxes = np.clip((boxes[kept] - np.array(origin * 2)) * factor, 0, np.array(image * 2))
    return [
        [int(number), round(float(score), 4), *(round(float(edge), 2) for edge in box)]
        for number, score, box in zip(classes[kept], scores[kept], boxes)
    ]


def detect(session, tools, data):
    """Detections, seconds of each step, and the tensor."""
    wanted = session.get_inputs()[0]
    size = (wanted.shape[3], wanted.shape[2])
    marks = [time.perf_counter()]
    picture, image = tools.decode(data, size)
    marks.append(time.perf_counter())
    tensor = tools.preprocess(picture, size)
    marks.append(time.perf_counter())
    head = session.run(None, {wanted.name: tensor})[0]
    marks.append(time.perf_counter())
    found = postprocess(head, tools, image, size)
    marks.append(time.perf_counter())
    return found, dict(zip(STEPS, np.diff(marks))), tensor


def load(path):
    """The model on two threads."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.log_severity_level = THREADS, 3
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def measured(arguments):
    """Everything that is printed."""
    tools = OpenCV() if arguments.variant == "opencv" else PillowNumpy(arguments.variant == "pillow-draft")
    imported = time.perf_counter()
    session = load(arguments.model)
    loaded = time.perf_counter()
    with open(arguments.photo, "rb") as file:
        data = file.read()
    found, first, tensor = detect(session, tools, data)
    milliseconds = {"import": imported - STARTED, "load": loaded - imported}
    if arguments.mode == "predict":
        milliseconds |= first | {"total": time.perf_counter() - STARTED}
    else:
        milliseconds |= medians(session, tools, data, tensor, arguments.rounds)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "mode": arguments.mode, "variant": arguments.variant, "threads": THREADS,
        "milliseconds": {step: round(seconds * 1000, 3) for step, seconds in milliseconds.items()},
        "peak_memory": peak * (1 if sys.platform == "darwin" else 1024),
        "detections": found,
    }


def medians(session, tools, data, tensor, rounds):
    """Median seconds of each step, of the whole, and of the bare run, interleaved."""
    steps, bare = [], []
    name = session.get_inputs()[0].name
    for _ in range(rounds):
        steps.append(detect(session, tools, data)[1])
        start = time.perf_counter()
        session.run(None, {name: tensor})
        bare.append(time.perf_counter() - start)
    middle = {step: statistics.median(row[step] for row in steps) for step in STEPS}
    total = statistics.median(sum(row.values()) for row in steps)
    return middle | {"total": total, "bare_run": statistics.median(bare)}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mode", choices=["predict", "loop"])
    parser.add_argument("model")
    parser.add_argument("photo")
    parser.add_argument("--variant", choices=["opencv", "pillow", "pillow-draft"], default="opencv")
    parser.add_argument("--rounds", type=int, default=30)
    print(json.dumps(measured(parser.parse_args())))
