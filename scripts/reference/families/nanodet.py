"""NanoDet (six outputs) and NanoDet-Plus (one output): distributions of the four distances from a cell's point."""

import numpy as np

from .suppression import best_class, mapped, suppress


def six_outputs(outputs, fit, options):
    """NanoDet: class maps `[1, n, classes]` (sigmoid inside) of strides 8, 16, 32, then box maps `[1, n, 4 × 8]`.

    A cell's point is `i × stride + (stride − 1) / 2`, the middle of its pixel indices: RangiLyu/nanodet before
    ed7d3f6 (anchor centres) and hpc203/nanodet-opncv-dnn-cpp-python @ 1e45c9da3397 main_nanodet.py. Later commits
    say `(i + 0.5) × stride`; on 188 COCO photos nanodet_m.onnx scores .2323 mAP with the first, .2305 with the second.
    """
    half = len(outputs) // 2
    scores = np.concatenate([part[0] for part in outputs[:half]])
    distances = np.concatenate([part[0] for part in outputs[half:]])
    return decoded(scores, distances, points(fit.input, (8, 16, 32), lambda stride: (stride - 1) / 2), fit, options)


def one_output(outputs, fit, options, classes):
    """NanoDet-Plus: `[1, N, classes + 4 × 8]` of strides 8, 16, 32, 64; a cell's point is its corner `i × stride`.

    RangiLyu/nanodet @ be9b4a9001d7 nanodet/model/head/nanodet_plus_head.py `get_single_level_center_priors`.
    """
    head = outputs[0][0]
    cells = points(fit.input, (8, 16, 32, 64), lambda stride: 0)
    return decoded(head[:, :classes], head[:, classes:], cells, fit, options)


def points(size, strides, first):
    """`x, y, stride` of every cell, strides in order, rows first; `first(stride)` is the first cell's x and y."""
    levels = []
    for stride in strides:
        x, y = np.meshgrid(np.arange(-(-size[0] // stride)), np.arange(-(-size[1] // stride)))
        centers = np.stack([x.ravel(), y.ravel()], 1) * stride + first(stride)
        levels.append(np.concatenate([centers, np.full((len(centers), 1), stride)], axis=1))
    return np.concatenate(levels)


def decoded(scores, logits, cells, fit, options):
    """Distances are the means of softmax distributions over 0…7, times the stride; boxes clip to the input."""
    bins = logits.reshape(len(logits), 4, -1).astype(np.float64)
    weights = np.exp(bins - bins.max(2, keepdims=True))
    distances = (weights / weights.sum(2, keepdims=True)) @ np.arange(bins.shape[2]) * cells[:, 2:3]
    boxes = np.concatenate([cells[:, :2] - distances[:, :2], cells[:, :2] + distances[:, 2:]], axis=1)
    boxes = np.clip(boxes, 0, np.array(fit.input * 2))
    return mapped(suppress(best_class(boxes, scores, options), options), fit)
