"""A picture of what a model does on photos: its boxes in green, codes that it missed in red."""

from pathlib import Path

import cv2
import numpy as np

from evaluation.photos import CONFIDENCE, matches, read, readable_codes
from evaluation.predictor import Predictor

#: Width and height of one photo in the gallery, and photos in a row.
TILE, COLUMNS = 208, 6

GREEN, RED = (0, 200, 0), (230, 0, 0)


def gallery(predictor: Predictor, files: list[Path], target: Path):
    """Writes one picture with all photos, reduced; none where there are no photos."""
    if not files:
        return
    tiles = [tile(predictor, file) for file in files]
    tiles += [np.full_like(tiles[0], 255)] * (-len(tiles) % COLUMNS)
    rows = [np.hstack(tiles[start : start + COLUMNS]) for start in range(0, len(tiles), COLUMNS)]
    cv2.imwrite(str(target), cv2.cvtColor(np.vstack(rows), cv2.COLOR_RGB2BGR))


def tile(predictor: Predictor, file: Path) -> np.ndarray:
    """One photo with its boxes."""
    picture = read(file)
    found = predictor(picture, CONFIDENCE)
    thickness = max(2, max(picture.shape[:2]) // 150)
    for kind, box in readable_codes(file):
        if not any(int(row[0]) == kind and matches(kind, box, row[2:]) for row in found):
            outline(picture, box, RED, thickness)
    for row in found:
        outline(picture, row[2:], GREEN, thickness)
    scale = (TILE - 4) / max(picture.shape[:2])
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    canvas = np.full((TILE, TILE, 3), 255, np.uint8)
    canvas[2 : 2 + small.shape[0], 2 : 2 + small.shape[1]] = small[: TILE - 2, : TILE - 2]
    return canvas


def outline(picture: np.ndarray, box: np.ndarray, color: tuple[int, int, int], thickness: int):
    """Draws a box."""
    left, top, right, bottom = (int(value) for value in box)
    cv2.rectangle(picture, (left, top), (right, bottom), color, thickness)
