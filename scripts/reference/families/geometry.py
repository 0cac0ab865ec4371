"""How a picture is fitted into a model's square, and how boxes come back."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Fit:
    """`input = image × scale + pad`, an axis at a time; sizes are (width, height)."""

    image: tuple
    input: tuple
    scale: tuple
    pad: tuple
    placed: tuple
    """Size of the resized picture within the input, in whole pixels."""
    origin: tuple
    """Where its top left corner lies, in whole pixels."""

    def to_image(self, boxes):
        """Boxes `[n, 4]` in input pixels → pixels of the picture, clipped to it."""
        shift = np.array(self.pad * 2, np.float64)
        factor = np.array(self.scale * 2, np.float64)
        limit = np.array(self.image * 2, np.float64)
        return np.clip((boxes - shift) / factor, 0, limit)


def centered(image, size):
    """Ultralytics' letterbox: rounded size, pad rounded down from the half, one scale an axis.

    ultralytics 8.4.190, `LetterBox.get_params` and `ops.scale_boxes`.
    """
    gain = min(size[0] / image[0], size[1] / image[1])
    placed = tuple(max(round(side * gain), 1) for side in image)
    origin = tuple(round((whole - part) / 2 - 0.1) for whole, part in zip(size, placed))
    scale = tuple(part / side for part, side in zip(placed, image))
    return Fit(image, size, scale, origin, placed, origin)


def centered_single_scale(image, size):
    """YOLOv5's letterbox, and its `scale_boxes` with one scale and a pad that may be a half.

    ultralytics/yolov5 @ 5081342f04fb, utils/augmentations.py and utils/general.py; YOLOv6 and YOLOv7 alike.
    """
    fit = centered(image, size)
    gain = min(size[0] / image[0], size[1] / image[1])
    pad = tuple((whole - side * gain) / 2 for whole, side in zip(size, image))
    return Fit(image, size, (gain, gain), pad, fit.placed, fit.origin)


def top_left(image, size):
    """YOLOX's letterbox: truncated size, picture in the corner, one scale.

    Megvii-BaseDetection/YOLOX @ 6ddff4824372, yolox/data/data_augment.py `preproc`.
    """
    gain = min(size[0] / image[0], size[1] / image[1])
    placed = tuple(int(side * gain) for side in image)
    return Fit(image, size, (gain, gain), (0, 0), placed, (0, 0))


def centered_floor(image, size):
    """NanoDet's deployment letterbox: size and pad rounded down, one scale an axis.

    RangiLyu/nanodet @ be9b4a9001d7, demo_ncnn/main.cpp `resize_uniform` and `draw_bboxes`.
    """
    gain = min(size[0] / image[0], size[1] / image[1])
    placed = tuple(int(np.floor(side * gain + 1e-9)) for side in image)
    origin = tuple((whole - part) // 2 for whole, part in zip(size, placed))
    scale = tuple(part / side for part, side in zip(placed, image))
    return Fit(image, size, scale, origin, placed, origin)


def stretched(image, size):
    """The whole picture over the whole input, an axis at a time."""
    scale = tuple(whole / side for whole, side in zip(size, image))
    return Fit(image, size, scale, (0, 0), size, (0, 0))
