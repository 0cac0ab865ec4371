"""The function that `apus-function` is measured against: a YOLOv5 detector as a usual Python function.

It answers the same request with the same JSON. What makes such a function fast is done: the session is created once,
during initialization; JPEGs shrink while they are decoded; arithmetic is NumPy's, without a loop over boxes.

MODEL_PATH names the model, CONFIDENCE_THRESHOLD and IOU_THRESHOLD what counts as a result.
"""

import ast
import base64
import io
import json
import os
import time

import numpy
import onnxruntime
from PIL import Image, ImageOps

CONFIDENCE = float(os.environ.get("CONFIDENCE_THRESHOLD", "0.5"))
IOU = float(os.environ.get("IOU_THRESHOLD", "0.45"))
PADDING = 114


def load(path: str):
    """The session with one thread for each processor, its input, and the names of its classes."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = len(os.sched_getaffinity(0))
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    names = ast.literal_eval(session.get_modelmeta().custom_metadata_map["names"])
    return session, session.get_inputs()[0], names


MODEL_PATH = os.environ["MODEL_PATH"]
SESSION, INPUT, NAMES = load(MODEL_PATH)
HEIGHT, WIDTH = INPUT.shape[2:]


def prepare(data: bytes):
    """The picture as a tensor of shape [1, 3, HEIGHT, WIDTH] from 0 to 1, its size, and the way back."""
    image = Image.open(io.BytesIO(data))
    # Orientations from 5 on lie on their side (EXIF 2.32, tag 0x0112).
    width, height = image.size[::-1] if image.getexif().get(0x0112, 1) > 4 else image.size
    image.draft("RGB", (WIDTH, HEIGHT))
    image = ImageOps.exif_transpose(image).convert("RGB")
    scale = min(WIDTH / width, HEIGHT / height)
    fitted = round(width * scale), round(height * scale)
    left, top = (WIDTH - fitted[0]) // 2, (HEIGHT - fitted[1]) // 2
    canvas = numpy.full((HEIGHT, WIDTH, 3), PADDING, numpy.uint8)
    canvas[top : top + fitted[1], left : left + fitted[0]] = image.resize(fitted, Image.Resampling.BILINEAR)
    tensor = numpy.ascontiguousarray(canvas.transpose(2, 0, 1)[None], numpy.float32)
    tensor /= 255
    return tensor, (width, height), (scale, left, top)


def suppress(boxes, scores, classes):
    """Indices of the boxes that no better box of their class covers, the best first."""
    # Classes are moved apart, so that one pass serves all.
    moved = boxes + (classes * 2.0 * max(WIDTH, HEIGHT))[:, None]
    areas = (moved[:, 2] - moved[:, 0]) * (moved[:, 3] - moved[:, 1])
    order, kept = numpy.argsort(-scores, kind="stable"), []
    while order.size:
        best, order = order[0], order[1:]
        kept.append(best)
        sides = numpy.minimum(moved[best, 2:], moved[order, 2:]) - numpy.maximum(moved[best, :2], moved[order, :2])
        shared = sides.clip(0).prod(1)
        order = order[shared <= IOU * (areas[best] + areas[order] - shared)]
    return kept


def decode(rows):
    """Boxes as left, top, right, bottom in pixels of the input; scores; classes."""
    rows = rows[rows[:, 4] > CONFIDENCE]
    classes = rows[:, 5:].argmax(1) if rows.size else numpy.zeros(0, int)
    scores = rows[:, 4] * rows[numpy.arange(len(rows)), 5 + classes]
    likely = scores > CONFIDENCE
    rows, scores, classes = rows[likely], scores[likely], classes[likely]
    half = rows[:, 2:4] / 2
    boxes = numpy.concatenate([rows[:, :2] - half, rows[:, :2] + half], 1)
    kept = suppress(boxes, scores, classes)
    return boxes[kept], scores[kept], classes[kept]


def describe(box, score, number, size):
    """One detection as the answer has it."""
    (x0, y0, x1, y1), (width, height) = map(float, box), size
    return {
        "class_name": NAMES[int(number)],
        "class_id": int(number),
        "confidence": round(float(score), 3),
        "box_2d": {"x_min": int(x0), "y_min": int(y0), "x_max": int(x1), "y_max": int(y1)},
        "normalized_box": {
            "x_center": round((x0 + x1) / 2 / width, 4),
            "y_center": round((y0 + y1) / 2 / height, 4),
            "width": round((x1 - x0) / width, 4),
            "height": round((y1 - y0) / height, 4),
        },
    }


def analyze(request: dict) -> dict:
    """The answer to a request with `image_data` in base64."""
    start = time.perf_counter()
    tensor, size, (scale, left, top) = prepare(base64.b64decode(request["image_data"]))
    prepared = time.perf_counter()
    (rows,) = SESSION.run(None, {INPUT.name: tensor})
    finished = time.perf_counter()
    boxes, scores, classes = decode(rows[0])
    boxes = ((boxes - [left, top, left, top]) / scale).clip(0, [*size, *size])
    detections = [describe(*found, size) for found in zip(boxes, scores, classes)]
    end = time.perf_counter()
    return {
        "image_name": request.get("image_name"),
        "image_dimensions": {"width": size[0], "height": size[1]},
        "detections": detections,
        "detection_count": len(detections),
        "model": os.path.basename(MODEL_PATH).rsplit(".", 1)[0],
        "timings_ms": {
            "prepare": round((prepared - start) * 1e3, 2),
            "run": round((finished - prepared) * 1e3, 2),
            "postprocess": round((end - finished) * 1e3, 2),
        },
    }


def handle(event: dict, _context) -> dict:
    """Answers a request to an HTTP API."""
    body = event["body"]
    answer = analyze(json.loads(base64.b64decode(body) if event.get("isBase64Encoded") else body))
    return {"statusCode": 200, "headers": {"content-type": "application/json"}, "body": json.dumps(answer)}
