"""DETR and RT-DETR: one box a query, normalised to the picture, no suppression."""

import numpy as np

from .suppression import best_class, corners, strongest


def rtdetr_ultralytics(outputs, fit, options):
    """Ultralytics' RT-DETR: `[1, 300, 4 + classes]` cx, cy, w, h normalised and class probabilities.

    ultralytics/ultralytics @ 0094544f718a ultralytics/models/rtdetr/predict.py. The input is stretched.
    """
    head = outputs[0][0]
    return scaled(strongest(best_class(corners(head[:, :4]), head[:, 4:], options), options), fit)


def rtdetr_ultralytics_top(outputs, fit, options):
    """The newer export: `[1, 300, 6]` cx, cy, w, h normalised, score, class.

    ultralytics 8.4.190, `RTDETRDecoder.postprocess` and `RTDETRPredictor.postprocess`.
    """
    head = outputs[0][0]
    rows = np.concatenate([corners(head[:, :4]), head[:, 4:]], axis=1)
    return scaled(strongest(rows, options), fit)


def detr(outputs, fit, options):
    """DETR: logits `[1, 100, classes + 1]` (softmax, last = no object) and boxes cx, cy, w, h normalised.

    huggingface/transformers @ 06053b84c14d image_processing_detr.py `post_process_object_detection`,
    facebookresearch/detr @ 0217b40fb806 models/detr.py `PostProcess`.
    """
    logits, boxes = outputs[0][0].astype(np.float64), outputs[1][0]
    weights = np.exp(logits - logits.max(1, keepdims=True))
    scores = (weights / weights.sum(1, keepdims=True))[:, :-1]
    return scaled(strongest(best_class(corners(boxes), scores, options), options), fit)


def labels_boxes_scores(outputs, fit, options):
    """The original RT-DETR export: labels, boxes x1, y1, x2, y2 in original pixels, scores, each `[1, 300]`.

    lyuwenyu/RT-DETR @ 068dfde65f26 rtdetrv2_pytorch: the second input `orig_target_sizes` is `[[width, height]]`.
    """
    labels, boxes, scores = (part[0] for part in outputs)
    rows = np.concatenate([boxes, scores[:, None], labels[:, None].astype(np.float32)], axis=1)
    rows = strongest(rows, options)
    return np.concatenate([np.clip(rows[:, :4], 0, np.array(fit.image * 2)), rows[:, 4:]], axis=1)


def scaled(rows, fit):
    """Normalised boxes → pixels of the picture, clipped to it."""
    boxes = np.clip(rows[:, :4] * np.array(fit.image * 2), 0, np.array(fit.image * 2))
    return np.concatenate([boxes, rows[:, 4:]], axis=1)
