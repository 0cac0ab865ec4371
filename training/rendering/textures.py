"""Materials: what lies under and behind printed things. Every function draws `[height, width, 3]` RGB bytes."""

import cv2
import numpy as np

from rendering import palette


def clouds(rng: np.random.Generator, height: int, width: int, octaves: int = 5) -> np.ndarray:
    """Smooth noise in 0...1, `[height, width]`: coarse noise enlarged, finer noise added."""
    total = np.zeros((height, width), np.float32)
    cells = int(rng.integers(2, 6))
    for octave in range(octaves):
        size = cells << octave
        noise = rng.random((size + 1, size + 1)).astype(np.float32)
        total += cv2.resize(noise, (width, height), interpolation=cv2.INTER_CUBIC) * 0.55**octave
    low, high = float(total.min()), float(total.max())
    return (total - low) / max(high - low, 1e-6)


def tinted(shade: np.ndarray, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """A picture that runs from one colour (shade 0) to another (shade 1)."""
    return np.clip(first + (second - first) * shade[..., None], 0, 255).astype(np.uint8)


def plain(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """A surface of one colour in uneven light."""
    color = palette.muted(rng)
    angle, depth = rng.uniform(0, 2 * np.pi), rng.uniform(0, 70)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    shade = (np.cos(angle) * x / width + np.sin(angle) * y / height)[..., None]
    grain = rng.normal(0, rng.uniform(0, 5), (height, width, 1))
    return np.clip(color + depth * shade + grain, 0, 255).astype(np.uint8)


def stone(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Plaster, stone, skin, sky: clouds of two or three colours."""
    picture = tinted(clouds(rng, height, width), palette.muted(rng), palette.anything(rng))
    if rng.random() < 0.5:
        veins = np.abs(clouds(rng, height, width) - 0.5) * 2
        picture = (picture * np.clip(0.4 + veins * 2, 0, 1)[..., None]).astype(np.uint8)
    return picture


def wood(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Grain along one direction, with joints between boards."""
    stretch = int(rng.integers(6, 20))
    grain = cv2.resize(clouds(rng, height, max(8, width // stretch)), (width, height))
    rings = 0.5 + 0.5 * np.sin(grain * rng.uniform(20, 90) + clouds(rng, height, width, 2) * 4)
    brown = np.array([150, 105, 65]) * rng.uniform(0.5, 1.5) + rng.normal(0, 12, 3)
    picture = tinted(rings * rng.uniform(0.3, 1), brown, brown * rng.uniform(0.5, 0.85))
    for row in range(int(rng.integers(20, 120)), height, int(rng.integers(50, 200))):
        cv2.line(picture, (0, row), (width, row), (brown * 0.35).tolist(), int(rng.integers(1, 4)))
    return turned(rng, picture)


def fabric(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Threads across each other, with checks in the better shops."""
    period = rng.uniform(2.5, 9)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) * (2 * np.pi / period)
    weave = 0.5 + 0.25 * np.sin(x) * np.sign(np.sin(y / 2)) + 0.25 * np.sin(y) * np.sign(np.sin(x / 2))
    base = palette.muted(rng)
    picture = tinted(weave, base * rng.uniform(0.4, 0.9), base).astype(np.float32)
    if rng.random() < 0.5:
        for axis in (0, 1):
            steps = np.cumsum(rng.integers(6, 60, 80))
            band = (np.searchsorted(steps, np.arange((height, width)[axis])) % 2).astype(np.float32)
            color, mix = palette.anything(rng), rng.uniform(0.2, 0.7)
            band = (band[:, None] if axis == 0 else band[None, :])[..., None] * mix
            picture = picture * (1 - band) + color * band
    return np.clip(picture, 0, 255).astype(np.uint8)


def bricks(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """A wall of bricks or tiles in a running or a stacked bond."""
    tall, long = int(rng.integers(8, 70)), int(rng.integers(16, 150))
    gap = max(1, int(tall * rng.uniform(0.04, 0.2)))
    picture = np.empty((height, width, 3), np.uint8)
    picture[:] = palette.muted(rng).astype(np.uint8)
    base, vary, bond = palette.muted(rng), rng.uniform(4, 30), rng.choice([0.0, 0.5])
    for number, top in enumerate(range(0, height, tall)):
        for left in range(-int(long * bond) * (number % 2), width, long):
            color = np.clip(base + rng.normal(0, vary), 0, 255).tolist()
            cv2.rectangle(picture, (left, top), (left + long - gap, top + tall - gap), color, -1)
    rough = clouds(rng, height, width, 6)[..., None]
    return np.clip(picture * (0.75 + 0.5 * rough), 0, 255).astype(np.uint8)


def cardboard(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Brown board with faint flutes."""
    flutes = np.sin(np.arange(height) * rng.uniform(0.3, 1.2))[:, None] * rng.uniform(0, 6)
    rough = (clouds(rng, height, width, 6) - 0.5) * rng.uniform(5, 40)
    return turned(rng, np.clip(palette.cardboard(rng) + (rough + flutes)[..., None], 0, 255).astype(np.uint8))


def clutter(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """A heap of overlapping shaded shapes: nothing in particular, with edges everywhere."""
    picture = plain(rng, height, width)
    for _ in range(int(rng.integers(8, 90))):
        center = (rng.uniform(0, 1, 2) * (width, height)).astype(int)
        size = rng.uniform(0.02, 0.35, 2) * width
        color = (palette.anything(rng) if rng.random() < 0.4 else palette.muted(rng)).tolist()
        if rng.random() < 0.5:
            box = cv2.boxPoints((center.tolist(), size.tolist(), rng.uniform(0, 180))).astype(np.int32)
            cv2.fillPoly(picture, [box], color, cv2.LINE_AA)
        elif rng.random() < 0.6:
            axes = (size / 2).astype(int).tolist()
            cv2.ellipse(picture, center.tolist(), axes, rng.uniform(0, 180), 0, 360, color, -1, cv2.LINE_AA)
        else:
            points = (center + rng.normal(0, 1, (6, 2)) * size / 2).astype(np.int32)
            cv2.polylines(picture, [points], False, color, int(rng.integers(1, 8)), cv2.LINE_AA)
    shade = clouds(rng, height, width, 4)[..., None]
    return np.clip(picture * (0.6 + 0.7 * shade), 0, 255).astype(np.uint8)


def turned(rng: np.random.Generator, picture: np.ndarray) -> np.ndarray:
    """The picture, or the picture with its axes exchanged."""
    if rng.random() < 0.5:
        return picture
    height, width = picture.shape[:2]
    return cv2.resize(np.ascontiguousarray(picture.swapaxes(0, 1)), (width, height))


MATERIALS = (plain, stone, wood, fabric, bricks, cardboard, clutter)
