"""Composes a scene: a background, cards with and without codes on it, things lying over them, and a lens."""

from dataclasses import dataclass

import cv2
import numpy as np

from rendering import cards, geometry, palette
from rendering.legibility import STEPS, legibility
from rendering.lens import EFFECTS, through_lens
from rendering.photos import photo
from rendering.print_matter import MATTER
from rendering.rectangle import Rectangle
from rendering.stripes import STRIPES
from rendering.textures import MATERIALS

#: Width and height of a scene in pixels; training looks at parts of it, enlarged and reduced.
SIZE = 512

#: A code of which less than this part is in the picture and uncovered is no code to be found.
VISIBLE = 0.55


@dataclass
class Scene:
    """A picture `[SIZE, SIZE, 3]` RGB, and for every code its class, the points around it `[n, points, 2]`, and how well
    it can be made out at each scale `[n, STEPS]`.
    """

    picture: np.ndarray
    kinds: np.ndarray
    outlines: np.ndarray
    legibility: np.ndarray


@dataclass(frozen=True)
class LaidCode:
    """A code in a scene: its class, its modules, and the points around it."""

    kind: int
    modules: np.ndarray
    points: np.ndarray


def scene(seed: int) -> Scene:
    """The scene of a seed: the same one whenever and wherever it is drawn."""
    rng = np.random.default_rng(seed)
    canvas = Canvas(background(rng))
    count = int(rng.choice([0, 1, 2, 3, 4, 6], p=[0.15, 0.33, 0.21, 0.14, 0.1, 0.07]))
    for _ in range(count):
        canvas.lay(rng, card(rng), code_length(rng, count))
    for _ in range(int(rng.choice([0, 1, 2, 4], p=[0.45, 0.3, 0.15, 0.1]))):
        thing = cards.nothing(rng, int(rng.integers(40, 200)))
        canvas.lay(rng, thing, float(np.exp(rng.uniform(np.log(30), np.log(260)))))
    if rng.random() < 0.15:
        canvas.cover(rng)
    return finished(rng, canvas, EFFECTS)


def background(rng: np.random.Generator) -> np.ndarray:
    """What stands behind everything; half of the time something hard."""
    group = rng.choice(5, p=[0.34, 0.2, 0.2, 0.24, 0.02])
    drawers = (MATERIALS, MATTER, STRIPES, (photo,), (MATERIALS[0],))[group]
    return drawers[rng.integers(len(drawers))](rng, SIZE, SIZE)


def card(rng: np.random.Generator) -> cards.Card:
    """A thing with at least one code."""
    drawer = (cards.bare, cards.label, cards.screen)[rng.choice(3, p=[0.45, 0.45, 0.1])]
    while True:
        drawn = drawer(rng, int(rng.integers(140, 420)))
        if drawn.codes:
            return drawn


def code_length(rng: np.random.Generator, count: int) -> float:
    """How long the longest code of a card shall be, in pixels: from tiny to filling the picture."""
    longest = SIZE * (1.0 if count == 1 else 0.55 if count <= 3 else 0.35)
    return float(np.exp(rng.uniform(np.log(20), np.log(longest))))


class Canvas:
    """A picture in the making, with the codes that can still be seen."""

    def __init__(self, picture: np.ndarray):
        self.picture = picture
        self.codes: list[LaidCode] = []

    def lay(self, rng: np.random.Generator, card: cards.Card, length: float):
        """Lays a card so that its longest code (or the card, without one) is `length` pixels long."""
        longest = max([max(code.box.width, code.box.height) for code in card.codes] or card.picture.shape[:2])
        picture, outlines = fitted(card, length / longest)
        if rng.random() < 0.2:
            picture, outlines = geometry.bent(rng, picture, outlines)
        height, width = picture.shape[:2]
        matrix = geometry.view(rng, width, height, tilt=rng.choice([0.05, 0.6, 1.0]))
        edge = geometry.outline(Rectangle(0, 0, width, height))
        seen = geometry.moved(matrix, np.concatenate(outlines) if outlines else edge)
        matrix = shifted(rng, seen) @ matrix
        placed = [
            LaidCode(code.kind, code.modules, geometry.moved(matrix, points))
            for code, points in zip(card.codes, outlines)
        ]
        self.blend(rng, picture, matrix)
        area = geometry.moved(matrix, edge)
        self.codes = [code for code in self.codes if not covers(area, code.points)]
        self.codes += [code for code in placed if visible_part(code.points) >= VISIBLE]

    def blend(self, rng: np.random.Generator, picture: np.ndarray, matrix: np.ndarray):
        """Draws a card through a matrix, with the shadow that it casts."""
        size = (self.picture.shape[1], self.picture.shape[0])
        mask = np.full(picture.shape[:2], 255, np.uint8)
        drawn = cv2.warpPerspective(picture, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        alpha = cv2.warpPerspective(mask, matrix, size, flags=cv2.INTER_LINEAR)
        left, top, width, height = cv2.boundingRect(alpha)
        if width == 0:
            return
        if rng.random() < 0.4:
            self.darken(rng, alpha)
        part = slice(top, top + height), slice(left, left + width)
        cover = alpha[part][..., None].astype(np.float32) * (1 / 255)
        under = self.picture[part]
        self.picture[part] = (under + (drawn[part].astype(np.float32) - under) * cover).astype(np.uint8)

    def darken(self, rng: np.random.Generator, alpha: np.ndarray):
        """A shadow beside a card."""
        offset = np.float32([[1, 0, rng.uniform(-8, 8)], [0, 1, rng.uniform(-2, 10)]])
        soft = cv2.blur(cv2.warpAffine(alpha, offset, alpha.shape[::-1]), (int(rng.integers(3, 15)),) * 2)
        strength = rng.uniform(0.2, 0.6) / 255
        self.picture = (self.picture * (1 - strength * soft[..., None].astype(np.float32))).astype(np.uint8)

    def cover(self, rng: np.random.Generator):
        """Lays a finger, a cable, a strip of tape over the scene; codes that are then hidden are taken off the list."""
        start, end = rng.uniform(0, SIZE, (2, 2)).astype(int).tolist()
        thickness = int(rng.integers(4, 60))
        mask = np.zeros(self.picture.shape[:2], np.uint8)
        cv2.line(mask, start, end, 255, thickness, cv2.LINE_AA)
        color = np.array([205, 160, 130]) if rng.random() < 0.5 else palette.anything(rng)
        cover = mask[..., None].astype(np.float32) / 255
        self.picture = (self.picture + (color - self.picture) * cover).astype(np.uint8)
        self.codes = [code for code in self.codes if 1 - share(mask > 127, code.points) >= VISIBLE + 0.1]


def finished(rng: np.random.Generator, canvas: Canvas, effects) -> Scene:
    """The scene that a lens makes of a canvas."""
    picture = through_lens(rng, canvas.picture, effects)
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    outlines = np.array([code.points for code in canvas.codes], np.float32)
    return Scene(
        picture,
        np.array([code.kind for code in canvas.codes], np.int64),
        outlines.reshape(-1, 4 * geometry.SIDE_POINTS, 2),
        np.array([legibility(grey, code.modules, code.points) for code in canvas.codes], np.float32).reshape(-1, STEPS),
    )


def fitted(card: cards.Card, scale: float) -> tuple[np.ndarray, list[np.ndarray]]:
    """The card reduced or enlarged by a factor, and its codes' outlines."""
    height, width = card.picture.shape[:2]
    size = (max(4, round(width * scale)), max(4, round(height * scale)))
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    picture = cv2.resize(card.picture, size, interpolation=method)
    factors = np.array([size[0] / width, size[1] / height], np.float32)
    return picture, [geometry.outline(code.box) * factors for code in card.codes]


def shifted(rng: np.random.Generator, seen: np.ndarray) -> np.ndarray:
    """A matrix that moves points to a random place in the picture; now and then partly out of it."""
    low, high = seen.min(axis=0), seen.max(axis=0)
    free = SIZE - (high - low)
    margin = rng.uniform(0, 0.3) * (high - low) * (rng.random() < 0.12)
    start, end = np.minimum(0, free) - margin, np.maximum(0, free) + margin
    offset = rng.uniform(start, end) - low
    return np.array([[1, 0, offset[0]], [0, 1, offset[1]], [0, 0, 1]])


def visible_part(points: np.ndarray) -> float:
    """The part of a code's area that is inside of the picture."""
    clipped = np.clip(points, 0, SIZE)
    return abs(cv2.contourArea(clipped)) / max(abs(cv2.contourArea(points)), 1e-3)


def covers(area: np.ndarray, points: np.ndarray) -> bool:
    """Whether an area hides too much of a code."""
    mask = np.zeros((SIZE, SIZE), np.uint8)
    cv2.fillPoly(mask, [area.astype(np.int32)], 1)
    return 1 - share(mask > 0, points) < VISIBLE + 0.1


def share(mask: np.ndarray, points: np.ndarray) -> float:
    """The part of a code that a mask hides."""
    shape = np.zeros(mask.shape, np.uint8)
    cv2.fillPoly(shape, [points.astype(np.int32)], 1)
    total = int(shape.sum())
    return float((mask & (shape > 0)).sum()) / total if total else 1.0
