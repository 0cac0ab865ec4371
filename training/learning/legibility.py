"""Which codes can still be made out: nobody shall be asked for what no eye and no reader sees."""

import cv2
import numpy as np

from rendering.geometry import SIDE_POINTS

#: The class number of codes that are neither asked for nor counted as mistakes, as COCO's crowds are.
IGNORED = -1

#: Codes whose longest side is shorter than this in the picture that the network sees are ignored.
SHORTEST = 14.0

#: Codes whose modules differ from each other by less than this (of 255) in the picture are ignored.
CONTRAST = 14.0

#: Points along each side of the grid on which a code is looked at.
GRID = 32


def marked(picture: np.ndarray, kinds: np.ndarray, outlines: np.ndarray) -> np.ndarray:
    """The classes `[n]` with those replaced by IGNORED that cannot be made out in an RGB picture."""
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32)
    detail = cv2.GaussianBlur(grey, (0, 0), 0.7) - cv2.GaussianBlur(grey, (0, 0), 5)
    sides = np.ptp(outlines, axis=1).max(axis=1)
    legible = [side >= SHORTEST and contrast(detail, points) >= CONTRAST for side, points in zip(sides, outlines)]
    return np.where(legible, kinds, IGNORED)


def contrast(detail: np.ndarray, points: np.ndarray) -> float:
    """By how much light and dark modules differ within an outline: between the 5th and the 95th percentile."""
    corners = points[::SIDE_POINTS].astype(np.float32)
    steps = (np.arange(GRID, dtype=np.float32) + 0.5) / GRID
    x, y = np.meshgrid(steps, steps)
    square = np.float32([[0, 0], [1, 0], [1, 1], [0, 1]])
    matrix = cv2.getPerspectiveTransform(square, corners)
    places = cv2.perspectiveTransform(np.stack([x.ravel(), y.ravel()], 1)[None], matrix)[0].astype(int)
    height, width = detail.shape
    inside = (places >= 0).all(axis=1) & (places < (width, height)).all(axis=1)
    if not inside.any():
        return 0.0
    low, high = np.percentile(detail[places[inside, 1], places[inside, 0]], (5, 95))
    return float(high - low)
