"""Detectors that end in boxes, classes and scores: TensorFlow's detection API and torchvision's."""

import numpy as np

from .suppression import mapped, strongest


def tensorflow(outputs, fit, options):
    """Boxes `[1, K, 4]` ymin, xmin, ymax, xmax 0…1, classes, scores `[1, K]`, count `[1]`; the input is stretched.

    tensorflow/models research/object_detection/exporter.py; class numbers start at 1, as in its label maps.
    """
    boxes, classes, scores, count = outputs
    size = np.array(fit.input * 2, np.float32)
    rows = np.concatenate([boxes[0][:, [1, 0, 3, 2]] * size, scores[0][:, None], classes[0][:, None]], axis=1)
    return mapped(strongest(rows[: int(count[0])], options), fit)


def torchvision(outputs, fit, options):
    """Boxes `[n, 4]` x1, y1, x2, y2 in input pixels, labels `[n]` (0 = background) and scores `[n]`.

    torchvision 0.29 models/detection: the model itself drops low scores and suppresses.
    """
    boxes, labels, scores = outputs
    rows = np.concatenate([boxes, scores[:, None], labels[:, None].astype(np.float32)], axis=1)
    return mapped(strongest(rows, options), fit)
