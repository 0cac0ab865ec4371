"""Prints a symbol: module size, ink spread, styled modules, colour, quiet zone, damage."""

import cv2
import numpy as np

from rendering import palette
from rendering.classes import BARCODE, PDF417, QR
from rendering.rectangle import Rectangle
from rendering.symbols import Symbol


def printed(rng: np.random.Generator, symbol: Symbol, length: int) -> tuple[np.ndarray, Rectangle]:
    """A picture of the symbol with its quiet zone, about `length` pixels long, and where the modules are in it.

    The rectangle leaves the quiet zone out: it is what the detector shall find.
    """
    coverage = ink_coverage(rng, symbol, length)
    height, width = coverage.shape
    module = width / symbol.modules.shape[1]
    quiet = quiet_zone(rng, symbol.kind) * module
    left, right, top, bottom = (int(round(quiet * rng.uniform(0.8, 1.3))) for _ in range(4))
    coverage = cv2.copyMakeBorder(coverage, top, bottom, left, right, cv2.BORDER_CONSTANT, value=0)
    light, dark = colors(rng)
    picture = light + (dark - light) * coverage[..., None]
    return np.clip(picture, 0, 255).astype(np.uint8), Rectangle(left, top, left + width, top + height)


def ink_coverage(rng: np.random.Generator, symbol: Symbol, length: int) -> np.ndarray:
    """How much ink lies on each pixel, 0...1, without quiet zone."""
    modules = symbol.modules
    rows, columns = modules.shape
    scale = max(2, int(np.ceil(length / max(rows, columns))))
    ink = (modules < 128).astype(np.uint8)
    if symbol.kind == BARCODE:
        height = int(columns * scale * np.exp(rng.uniform(np.log(0.16), np.log(0.95))))
        ink = cv2.resize(ink, (columns * scale, max(6, height)), interpolation=cv2.INTER_NEAREST)
    else:
        stretch = rng.uniform(0.7, 1.5) if symbol.kind == PDF417 else 1
        ink = cv2.resize(ink, (columns * scale, int(rows * scale * stretch)), interpolation=cv2.INTER_NEAREST)
        if scale >= 4 and rng.random() < 0.15:
            ink = styled(rng, ink, scale)
    ink = spread(rng, ink, scale).astype(np.float32)
    if symbol.kind == QR and rng.random() < 0.1:
        stamp_logo(rng, ink)
    if rng.random() < 0.35:
        damage(rng, ink)
    factor = length / max(ink.shape)
    if factor < 1:
        size = (max(4, round(ink.shape[1] * factor)), max(3, round(ink.shape[0] * factor)))
        ink = cv2.resize(ink, size, interpolation=cv2.INTER_AREA)
    return ink


def styled(rng: np.random.Generator, ink: np.ndarray, scale: int) -> np.ndarray:
    """Round dots in place of squares, or rounded corners."""
    if rng.random() < 0.5:
        dot = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (scale, scale))
        tile = np.tile(dot, (ink.shape[0] // scale + 1, ink.shape[1] // scale + 1))
        return ink * tile[: ink.shape[0], : ink.shape[1]]
    blurred = cv2.GaussianBlur(ink.astype(np.float32), (0, 0), scale * 0.35)
    return (blurred > 0.5).astype(np.uint8)


def spread(rng: np.random.Generator, ink: np.ndarray, scale: int) -> np.ndarray:
    """Ink that ran into the paper, or did not cover it, by up to a third of a module."""
    pixels = int(rng.integers(0, max(1, scale // 3) + 1)) if rng.random() < 0.3 else 0
    if pixels == 0:
        return ink
    kernel = np.ones((pixels + 1, pixels + 1), np.uint8)
    return cv2.dilate(ink, kernel) if rng.random() < 0.6 else cv2.erode(ink, kernel)


def stamp_logo(rng: np.random.Generator, ink: np.ndarray):
    """A light patch with a dark mark in the middle, as on advertisements."""
    height, width = ink.shape
    radius = int(min(height, width) * rng.uniform(0.08, 0.15))
    center = (width // 2, height // 2)
    cv2.rectangle(ink, (center[0] - radius, center[1] - radius), (center[0] + radius, center[1] + radius), 0.0, -1)
    cv2.circle(ink, center, max(1, int(radius * 0.7)), float(rng.uniform(0.3, 1)), -1)


def damage(rng: np.random.Generator, ink: np.ndarray):
    """Scratches, rubbed-off spots and stains; what is left still shows what it was."""
    height, width = ink.shape
    size = max(height, width)
    for _ in range(rng.integers(1, 5)):
        start = rng.uniform(0, 1, 2) * (width, height)
        end = start + rng.normal(0, size * 0.3, 2)
        value = float(rng.choice([0.0, 0.0, 0.5, 1.0]))
        thickness = max(1, int(size * rng.uniform(0.002, 0.02)))
        if rng.random() < 0.6:
            cv2.line(ink, start.astype(int).tolist(), end.astype(int).tolist(), value, thickness)
        else:
            cv2.circle(ink, start.astype(int).tolist(), int(size * rng.uniform(0.01, 0.06)), value, -1)
    if rng.random() < 0.4:
        coarse = rng.random((8, 8)).astype(np.float32)
        ink *= np.clip(0.45 + cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC), 0, 1)


def quiet_zone(rng: np.random.Generator, kind: int) -> float:
    """The light margin in modules; the standards ask for 1 to 10, and many printers for less."""
    wanted = {QR: 4, BARCODE: 8, PDF417: 2}.get(kind, 2)
    return 0.0 if rng.random() < 0.08 else wanted * rng.uniform(0.3, 1.6)


def colors(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Paper and ink with a contrast that a camera still sees; one in sixteen is light on dark."""
    light, dark = (palette.cardboard(rng) if rng.random() < 0.08 else palette.paper(rng)), palette.ink(rng)
    if light.mean() - dark.mean() < 60:
        light, dark = np.full(3, 235.0), np.full(3, 25.0)
    return (dark, light) if rng.random() < 0.06 else (light, dark)
