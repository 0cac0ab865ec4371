"""Things out there that detectors take for codes: crossings, railings, blinds, animals' stripes, mesh, leaves."""

import cv2
import numpy as np

from rendering import palette
from rendering.photos import photo
from rendering.stripes import coordinates
from rendering.textures import clouds, stone, tinted, turned


def behind(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """What is seen between bars: a photo, or clouds of colour."""
    return (photo if rng.random() < 0.5 else stone)(rng, height, width)


def crossing(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """White bars on asphalt, worn, wider apart near than far."""
    picture = tinted(clouds(rng, height, width, 6), rng.uniform(40, 90) * np.ones(3), rng.uniform(90, 140) * np.ones(3))
    bars, far = int(rng.integers(4, 14)), rng.uniform(0.2, 1.0)
    part = rng.uniform(0.35, 0.65)
    top, bottom = height * rng.uniform(0, 0.3), height * rng.uniform(0.7, 1.0)
    mask = np.zeros((height, width), np.uint8)
    for number in range(bars):
        near = (np.array([number, number + part]) / bars - 0.5) * width
        points = np.array([[near[0] * far, top], [near[1] * far, top], [near[1], bottom], [near[0], bottom]])
        cv2.fillPoly(mask, [(points + (width / 2, 0)).astype(np.int32)], 255, cv2.LINE_AA)
    worn = np.clip(clouds(rng, height, width, 6) * 3, 0.2, 1) * rng.uniform(0.6, 1)
    cover = (mask / 255 * worn)[..., None]
    return turned(rng, np.clip(picture + (palette.paper(rng) - picture) * cover, 0, 255).astype(np.uint8))


def railing(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Posts of one kind at equal distances, between two rails: banisters, benches, radiators, gates, rails."""
    picture = behind(rng, height, width).copy()
    color = palette.ink(rng) if rng.random() < 0.5 else palette.muted(rng)
    count = int(rng.integers(5, 40))
    period = width / count
    thick = max(1, int(period * rng.uniform(0.1, 0.6)))
    top, bottom = int(height * rng.uniform(0, 0.25)), int(height * rng.uniform(0.75, 1))
    lean = rng.normal(0, 0.15) * height
    for number in range(-2, count + 3):
        left = number * period
        shade = (color * rng.uniform(0.85, 1.1)).clip(0, 255).tolist()
        cv2.line(picture, (int(left + lean), top), (int(left - lean), bottom), shade, thick, cv2.LINE_AA)
    for row in {top, bottom} | ({(top + bottom) // 2} if rng.random() < 0.3 else set()):
        cv2.line(picture, (0, row), (width, row), (color * 0.8).tolist(), max(1, int(thick * rng.uniform(0.5, 2))))
    return turned(rng, picture)


def blinds(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Slats, steps or shutters: every one bright at one edge and dark at the other."""
    period = float(np.exp(rng.uniform(np.log(5), np.log(40))))
    place = (np.arange(height, dtype=np.float32) * np.linspace(1, rng.uniform(0.6, 1.6), height) % period) / period
    gap = place > rng.uniform(0.6, 0.98)
    shade = np.where(gap, rng.uniform(0, 0.5), 0.5 + 0.5 * place ** rng.uniform(0.3, 3))
    picture = palette.muted(rng) * 1.1 * shade[:, None, None] * (0.8 + 0.4 * clouds(rng, height, width, 2)[..., None])
    return turned(rng, np.clip(picture, 0, 255).astype(np.uint8))


def animal(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Stripes that bend, fork and taper, light between dark: zebras, tigers, shirts in folds."""
    along = coordinates(height, width, rng.uniform(0, np.pi))
    period = float(np.exp(rng.uniform(np.log(6), np.log(50))))
    along += (clouds(rng, height, width, 3) - 0.5) * period * rng.uniform(2, 12)
    width_of_dark = (clouds(rng, height, width, 2) - 0.5) * rng.uniform(0.5, 2)
    shade = np.clip((np.sin(along * 2 * np.pi / period) + width_of_dark) * rng.uniform(1.5, 8) + 0.5, 0, 1)
    light = palette.paper(rng) * rng.uniform(0.7, 1.0)
    picture = tinted(shade, palette.ink(rng), light).astype(np.float32)
    return np.clip(picture * (0.6 + 0.6 * clouds(rng, height, width, 4)[..., None]), 0, 255).astype(np.uint8)


def mesh(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Wire before something, grilles and racquets."""
    picture = behind(rng, height, width).copy()
    angle, period = rng.uniform(0, np.pi / 2), rng.uniform(6, 50)
    thick = max(1.0, period * rng.uniform(0.08, 0.4))
    color = palette.ink(rng) if rng.random() < 0.5 else palette.paper(rng)
    for turn in (0, rng.uniform(1.0, np.pi / 2)):
        picture[np.mod(coordinates(height, width, angle + turn), period) < thick] = color
    return picture


def leaves(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Leaves, gravel, crowds: many small things, light and dark, in no order."""
    picture = stone(rng, height, width)
    base, size = palette.muted(rng), rng.uniform(3, 18)
    spread, stretch = rng.uniform(20, 80), rng.uniform(0.2, 1)
    for _ in range(min(1500, int(height * width / size**2))):
        center = (int(rng.integers(width)), int(rng.integers(height)))
        axes = (max(1, int(size * rng.uniform(0.5, 1.5))), max(1, int(size * stretch * rng.uniform(0.5, 1.2))))
        color = np.clip(base + rng.normal(0, spread), 0, 255).tolist()
        cv2.ellipse(picture, center, axes, rng.uniform(0, 180), 0, 360, color, -1)
    return picture


LOOK_ALIKES = (crossing, railing, railing, blinds, animal, animal, mesh, leaves)
