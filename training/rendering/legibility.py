"""How well a code can be made out at a scale: nobody shall be asked for what no eye and no reader sees.

The measure is how well the picture still goes with the code's modules: sampled where the modules are, its light and
dark are correlated with theirs. Blur, noise, glare, cover and too few pixels all lower that correlation; it is about
the square root of the part of the pattern that is left. From 0.4 on, nearly every code can be named by eye; from 0.2 to
0.3, less than half of them.
"""

import cv2
import numpy as np

from rendering.classes import IGNORED
from rendering.geometry import SIDE_POINTS

#: The scales of a scene that are looked at: the whole one, then each by this factor smaller than the one before.
STEP, STEPS = 0.84, 14

#: The rows and columns of modules that are looked at, at most; of larger codes some are left out.
GRID = 192

#: With fewer modules in the picture than this, nothing is said of a code.
FEWEST = 9


def legibility(grey: np.ndarray, modules: np.ndarray, points: np.ndarray) -> np.ndarray:
    """How well the code within an outline of a grey picture can be made out at each of the scales: `[STEPS]`, 0...1."""
    pattern, places = grid(modules, points)
    measured = np.empty(STEPS, np.float32)
    for step in range(STEPS):
        scale = STEP**step
        seen = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if step else grey
        measured[step] = agreement(seen, pattern, (places + 0.5) * scale - 0.5)
    return measured


def at_scale(measured: np.ndarray, scale: float) -> np.ndarray:
    """How well codes with the legibility `[n, STEPS]` can be made out at a scale: `[n]`; enlarging helps nobody."""
    place = float(np.clip(np.log(scale) / np.log(STEP), 0, STEPS - 1))
    lower = min(int(place), STEPS - 2)
    part = place - lower
    return measured[:, lower] * (1 - part) + measured[:, lower + 1] * part


def made_out(kinds: np.ndarray, measured: np.ndarray, scale: float, least: float) -> np.ndarray:
    """The classes `[n]`, replaced by IGNORED where a code's legibility at a scale is less than asked."""
    return np.where(at_scale(measured, scale) >= least, kinds, IGNORED)


def grid(modules: np.ndarray, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Modules `[rows, columns]` of a code, -1 for ink and 1 for none, and their centres `[rows, columns, 2]`."""
    rows, columns = (np.linspace(0, count - 1, min(count, GRID)).round().astype(int) for count in modules.shape)
    pattern = np.where(modules[np.ix_(rows, columns)] < 128, -1, 1).astype(np.float32)
    v, u = ((kept + 0.5) / count for kept, count in zip((rows, columns), modules.shape))
    return pattern, between(points, u.astype(np.float32), v.astype(np.float32))


def between(points: np.ndarray, u: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Places `[v, u, 2]` within a closed outline of four curved sides (Coons 1967), at parts of its width and height."""
    starts = range(0, len(points), SIDE_POINTS)
    top, right, bottom, left = (points.take(range(n, n + SIDE_POINTS + 1), axis=0, mode="wrap") for n in starts)
    across = (1 - v)[:, None, None] * along(top, u)[None] + v[:, None, None] * along(bottom[::-1], u)[None]
    down = (1 - u)[None, :, None] * along(left[::-1], v)[:, None] + u[None, :, None] * along(right, v)[:, None]
    flat = (1 - v)[:, None, None] * along(top[[0, -1]], u)[None] + v[:, None, None] * along(bottom[[-1, 0]], u)[None]
    return across + down - flat


def along(side: np.ndarray, parts: np.ndarray) -> np.ndarray:
    """Points `[parts, 2]` at parts of a side's length."""
    steps = np.linspace(0, 1, len(side))
    return np.stack([np.interp(parts, steps, side[:, axis]) for axis in (0, 1)], axis=1).astype(np.float32)


def agreement(grey: np.ndarray, pattern: np.ndarray, places: np.ndarray) -> float:
    """How well a picture goes with a pattern at its places: their correlation, 0...1, slow changes of light left out.

    Light codes on dark ground count like dark ones on light ground. Bars are looked at along their whole length.
    """
    height, width = grey.shape
    inside = ((places > -0.5) & (places < (width - 0.5, height - 0.5))).all(axis=2)
    seen = cv2.remap(grey, places.astype(np.float32), None, cv2.INTER_LINEAR).astype(np.float32)
    for axis in (0, 1):
        if (pattern == pattern.take([0], axis)).all():
            seen = (seen * inside).sum(axis, keepdims=True) / np.maximum(inside.sum(axis, keepdims=True), 1)
            inside = inside.any(axis, keepdims=True)
            pattern = pattern.take([0], axis)
    if inside.sum() < FEWEST:
        return 0.0
    pattern, seen = level(pattern)[inside], level(seen)[inside]
    spread = pattern.std() * seen.std()
    return abs(float((pattern * seen).mean() - pattern.mean() * seen.mean())) / spread if spread > 0 else 0.0


def level(values: np.ndarray) -> np.ndarray:
    """Values `[rows, columns]` less their mean over half the code's width and height around."""
    rows, columns = values.shape
    return values - cv2.blur(values, (columns // 2 | 1, rows // 2 | 1))
