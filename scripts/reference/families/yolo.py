"""YOLO families: raw heads with and without objectness, end-to-end heads and exports with NMS inside."""

import numpy as np
import torch
from ultralytics.utils.nms import non_max_suppression

from .suppression import best_class, corners, mapped, strongest, suppress


def objectness(outputs, fit, options):
    """YOLOv5, v6, v7: `[1, N, 5 + classes]`, rows of cx, cy, w, h (input pixels), objectness, class probabilities.

    Score = objectness × best class. YOLOv6 writes 1 as objectness (its head has none).
    Followed: `non_max_suppression` of ultralytics/yolov5 @ 5081342f04fb utils/general.py,
    meituan/YOLOv6 @ e86a483f3f6b yolov6/utils/nms.py, WongKinYiu/yolov7 @ a207844b1ce8 utils/general.py.
    """
    head = outputs[0][0]
    rows = best_class(corners(head[:, :4]), head[:, 5:] * head[:, 4:5], options)
    return mapped(suppress(rows, options), fit)


def anchor_free(outputs, fit, options, classes=0):
    """YOLOv8, 9, 11, 12: `[1, 4 + classes (+ extra), N]`, by Ultralytics' own suppression."""
    kept = non_max_suppression(
        torch.from_numpy(outputs[0].astype(np.float32)), options.confidence, options.iou, agnostic=options.agnostic,
        max_det=options.max_detections, nc=classes)[0]
    return mapped(kept[:, :6].numpy(), fit)


def end_to_end(outputs, fit, options):
    """YOLOv10, YOLO26, `nms=True` exports: `[1, 300, 6]` x1, y1, x2, y2 (input pixels), score, class."""
    kept = non_max_suppression(
        torch.from_numpy(outputs[0].astype(np.float32)), options.confidence, max_det=options.max_detections,
        end2end=True)[0]
    return mapped(kept[:, :6].numpy(), fit)


def yolov7_end_to_end(outputs, fit, options):
    """YOLOv7 `--end2end --max-wh`: `[count, 7]` picture, x1, y1, x2, y2 (input pixels), class, score.

    WongKinYiu/yolov7 @ a207844b1ce8 models/experimental.py `ONNX_ORT`.
    """
    rows = outputs[0][:, [1, 2, 3, 4, 6, 5]]
    return mapped(strongest(rows, options), fit)


def efficient_nms(outputs, fit, options):
    """NMS inside with four outputs: count `[1, 1]`, boxes `[1, K, 4]` x1, y1, x2, y2, scores and classes `[1, K]`.

    Names num_dets, det_boxes, det_scores, det_classes: meituan/YOLOv6 @ e86a483f3f6b deploy/ONNX/export_onnx.py,
    WongKinYiu/yolov7 @ a207844b1ce8 export.py. Rows past the count mean nothing.
    """
    count, boxes, scores, classes = outputs
    count = int(count[0, 0])
    rows = np.concatenate([boxes[0], scores[0][:, None], classes[0][:, None]], axis=1)[:count].astype(np.float32)
    return mapped(strongest(rows, options), fit)


def yolox(outputs, fit, options):
    """YOLOX: `[1, N, 5 + classes]` raw head; xy = (p + grid) × stride, wh = exp(p) × stride, the rest is sigmoid.

    Megvii-BaseDetection/YOLOX @ 6ddff4824372 yolox/utils/demo_utils.py `demo_postprocess` and
    yolox/utils/boxes.py `postprocess` (class-aware).
    """
    head = outputs[0][0]
    cells, strides = [], []
    for stride in (8, 16, 32):
        columns, rows = fit.input[0] // stride, fit.input[1] // stride
        x, y = np.meshgrid(np.arange(columns), np.arange(rows))
        cells.append(np.stack([x.ravel(), y.ravel()], 1))
        strides.append(np.full((columns * rows, 1), stride))
    cells, strides = np.concatenate(cells), np.concatenate(strides)
    boxes = np.concatenate([(head[:, :2] + cells) * strides, np.exp(head[:, 2:4]) * strides], axis=1)
    rows = best_class(corners(boxes), head[:, 5:] * head[:, 4:5], options)
    return mapped(suppress(rows, options), fit)
