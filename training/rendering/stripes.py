"""Regular patterns that linear and matrix codes must be told from: fences, zebras, rulers, halftone, gratings."""

import cv2
import numpy as np

from rendering import palette
from rendering.textures import clouds, plain, tinted, turned


def coordinates(height: int, width: int, angle: float) -> np.ndarray:
    """Distance in pixels along a direction, `[height, width]`."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    return x * np.cos(angle) + y * np.sin(angle)


def zebra(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Stripes of equal width, straight or wavy, hard or soft."""
    along = coordinates(height, width, rng.uniform(0, np.pi))
    along += clouds(rng, height, width, 3) * rng.choice([0, 0, 30, 120])
    wave = np.sin(along * 2 * np.pi / np.exp(rng.uniform(np.log(4), np.log(90))))
    shade = np.clip(0.5 + wave * rng.choice([0.5, 2, 12]) + rng.uniform(-0.3, 0.3), 0, 1)
    return tinted(shade, palette.anything(rng), palette.muted(rng))


def fence(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Posts and rails, radiators, blinds, grilles: bars with a light side and a dark side."""
    picture = clouds(rng, height, width)
    picture = tinted(picture, palette.muted(rng), palette.muted(rng))
    period = float(np.exp(rng.uniform(np.log(6), np.log(80))))
    thick, color = period * rng.uniform(0.2, 0.8), palette.muted(rng)
    place = np.arange(width) % period
    bars = place < thick
    shade = 0.55 + 0.6 * np.sin(np.clip(place / thick, 0, 1) * np.pi)
    picture = np.where(bars[None, :, None], np.clip(color * shade[None, :, None], 0, 255), picture).astype(np.uint8)
    for _ in range(int(rng.integers(0, 4))):
        top = int(rng.integers(0, height))
        cv2.rectangle(picture, (0, top), (width, top + int(thick) + 1), (color * 0.9).tolist(), -1)
    return turned(rng, picture)


def ruler(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Tick marks of regular length, as on rulers, thermometers and dials' rims."""
    picture = plain(rng, height, width)
    color, step = palette.ink(rng).tolist(), int(rng.integers(3, 16))
    row = int(rng.integers(30, 140))
    for top in range(0, height, row):
        for number, left in enumerate(range(0, width, step)):
            long = row * (0.5 if number % 10 == 0 else 0.38 if number % 5 == 0 else 0.25)
            cv2.line(picture, (left, top), (left, int(top + long)), color, 1 + step // 8)
    return turned(rng, picture)


def halftone(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Dots in a raster whose size follows a picture, or all of one size."""
    period, angle = rng.uniform(4, 24), rng.uniform(0, np.pi / 2)
    first = np.cos(coordinates(height, width, angle) * 2 * np.pi / period)
    second = np.cos(coordinates(height, width, angle + np.pi / 2) * 2 * np.pi / period)
    level = clouds(rng, height, width, 3) * 2 - 1 if rng.random() < 0.7 else rng.uniform(-0.6, 0.6)
    shade = np.clip((first * second - level) * rng.choice([2, 8]) + 0.5, 0, 1)
    return tinted(shade, palette.paper(rng), palette.ink(rng))


def mosaic(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Tiles of many shades: bathroom walls, pixel art, camouflage. No finder pattern, no quiet zone, many greys."""
    cell = int(rng.integers(5, 40))
    shape = (height // cell + 1, width // cell + 1, 3)
    colors = palette.muted(rng) + rng.normal(0, rng.uniform(8, 45), shape[:2] + (1,)) + rng.normal(0, 9, shape)
    small = np.clip(colors, 0, 255).astype(np.uint8)
    picture = cv2.resize(small, (shape[1] * cell, shape[0] * cell), interpolation=cv2.INTER_NEAREST)[:height, :width]
    picture = picture.copy()
    if rng.random() < 0.6:
        joint = palette.muted(rng).astype(np.uint8)
        picture[::cell] = joint
        picture[:, ::cell] = joint
    return picture


def grating(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Crossing lines: wire mesh, graph paper, scaffolds."""
    picture = plain(rng, height, width)
    color = palette.anything(rng).tolist()
    angle, period = rng.uniform(0, np.pi / 2), rng.uniform(5, 60)
    thick = max(1.0, period * rng.uniform(0.05, 0.35))
    for turn in (0, np.pi / 2):
        lines = np.mod(coordinates(height, width, angle + turn), period) < thick
        picture[lines] = color
    return picture


STRIPES = (zebra, fence, ruler, halftone, mosaic, grating)
