"""Pictures of what a model does on photos and scenes: its boxes in green, codes that it missed in red."""

from pathlib import Path

import cv2
import numpy as np

from evaluation.photos import CONFIDENCE, matches, read, readable_codes
from evaluation.predictor import Predictor
from evaluation.scenes import asked
from rendering.classes import IGNORED
from rendering.stock import Stock

#: Width and height of one photo in the gallery, and photos in a row.
TILE, COLUMNS = 208, 6

GREEN, RED = (0, 200, 0), (230, 0, 0)


def gallery(predictor: Predictor, files: list[Path], target: Path):
    """Writes one picture with all photos, reduced; none where there are no photos."""
    photos = [(read(file), readable_codes(file)) for file in files]
    write([tile(predictor, picture, codes) for picture, codes in photos], target)


def scene_gallery(predictor: Predictor, stock: Stock, target: Path, count: int):
    """Writes one picture with the first scenes in which a code that can be made out is missed."""
    tiles = []
    for number in range(len(stock)):
        picture = stock.picture(number)
        codes = [(int(box[0]), box[1:]) for box in asked(stock, number) if box[0] != IGNORED]
        if missed(codes, predictor(picture, CONFIDENCE)):
            tiles.append(tile(predictor, picture, codes))
        if len(tiles) == count:
            break
    write(tiles, target)


def write(tiles: list[np.ndarray], target: Path):
    """Writes tiles as one picture; nothing where there are none."""
    if not tiles:
        return
    tiles = tiles + [np.full_like(tiles[0], 255)] * (-len(tiles) % COLUMNS)
    rows = [np.hstack(tiles[start : start + COLUMNS]) for start in range(0, len(tiles), COLUMNS)]
    cv2.imwrite(str(target), cv2.cvtColor(np.vstack(rows), cv2.COLOR_RGB2BGR))


def missed(codes: list[tuple[int, np.ndarray]], found: np.ndarray) -> list[np.ndarray]:
    """Boxes of the codes that were not found."""
    return [
        box for kind, box in codes if not any(int(row[0]) == kind and matches(kind, box, row[2:]) for row in found)
    ]


def tile(predictor: Predictor, picture: np.ndarray, codes: list[tuple[int, np.ndarray]]) -> np.ndarray:
    """One picture with its boxes."""
    picture = picture.copy()
    found = predictor(picture, CONFIDENCE)
    thickness = max(2, max(picture.shape[:2]) // 150)
    for box in missed(codes, found):
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
