"""The real detectors of the test assets, each with its own repository's way from picture to detections."""

import functools
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
from families import geometry, nanodet, yolo
from PIL import Image, ImageOps


@dataclass(frozen=True)
class Detector:
    """A model file and how its pictures go in and its outputs come out."""

    path: str
    decode: Callable
    fit: Callable = geometry.centered
    padding: int = 114
    bgr: bool = False
    mean: tuple = (0, 0, 0)
    deviation: tuple = (255, 255, 255)


NANODET_INPUT = {"bgr": True, "mean": (103.53, 116.28, 123.675), "deviation": (57.375, 57.12, 58.395)}

DETECTORS = {
    "yolov5n": Detector("detect/yolov5n.onnx", yolo.objectness, geometry.centered_single_scale),
    "yolov8n": Detector("detect/yolov8n.onnx", yolo.anchor_free),
    "yolov8n_int8_320": Detector("detect/yolov8n_int8_320.onnx", yolo.anchor_free),
    "yolo26n_int8_e2e": Detector("detect/yolo26n_int8_e2e.onnx", yolo.end_to_end),
    "yolox_nano": Detector(
        "detect/yolox_nano.onnx", yolo.yolox, geometry.top_left, bgr=True, deviation=(1, 1, 1)),
    "nanodet_m": Detector(
        "detect/nanodet_m.onnx", nanodet.six_outputs, geometry.centered_floor, padding=0, **NANODET_INPUT),
    "yolov8n-seg": Detector("segment/yolov8n-seg.onnx", functools.partial(yolo.anchor_free, classes=80)),
    "yolov8n-seg_int8_320": Detector(
        "segment/yolov8n-seg_int8_320.onnx", functools.partial(yolo.anchor_free, classes=80)),
}


def assets_folder():
    """The folder of real models and photos, named by APUS_TEST_ASSETS."""
    folder = os.environ.get("APUS_TEST_ASSETS")
    if not folder or not Path(folder, "models").is_dir():
        raise SystemExit("set APUS_TEST_ASSETS to the folder that holds models/ and images/")
    return Path(folder)


def read_rgb(path):
    """The picture as Pillow decodes it, turned by its EXIF orientation: `[height, width, 3]` RGB bytes."""
    with Image.open(path) as image:
        return np.asarray(ImageOps.exif_transpose(image).convert("RGB"))


class Pipeline:
    """One detector, loaded by onnxruntime on two CPU threads."""

    def __init__(self, detector):
        self.detector = detector
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 2
        options.log_severity_level = 3
        path = assets_folder() / "models" / self.detector.path
        self.session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        self.input = self.session.get_inputs()[0]
        self.size = (self.input.shape[3], self.input.shape[2])

    def tensor(self, rgb):
        """The input tensor `[1, 3, height, width]` and how the picture lies in it; cv2's INTER_LINEAR."""
        fit = self.detector.fit((rgb.shape[1], rgb.shape[0]), self.size)
        canvas = np.full((self.size[1], self.size[0], 3), self.detector.padding, np.uint8)
        (x, y), (width, height) = fit.origin, fit.placed
        resized = rgb if fit.placed == fit.image else cv2.resize(rgb, fit.placed, interpolation=cv2.INTER_LINEAR)
        canvas[y : y + height, x : x + width] = resized
        if self.detector.bgr:
            canvas = canvas[:, :, ::-1]
        levels = (canvas.astype(np.float32) - np.float32(self.detector.mean)) / np.float32(self.detector.deviation)
        return np.ascontiguousarray(levels.transpose(2, 0, 1)[None]), fit

    def detect(self, rgb, options):
        """Rows `x1, y1, x2, y2, score, class` in pixels of the picture, best score first."""
        tensor, fit = self.tensor(rgb)
        outputs = self.session.run(None, {self.input.name: tensor})
        return self.detector.decode(outputs, fit, options)
