"""Flat things with codes on them: a label, a page, a ticket, a carton, a screen, or the bare code."""

from dataclasses import dataclass, field, replace

import cv2
import numpy as np

from rendering import palette
from rendering.classes import BARCODE
from rendering.photos import photo
from rendering.print_matter import MATTER, sheet
from rendering.printing import printed
from rendering.rectangle import Rectangle
from rendering.stripes import STRIPES
from rendering.symbols import Symbol, random_symbol
from rendering.textures import MATERIALS, cardboard, stone
from rendering.writing import HEIGHT, random_line, write


@dataclass(frozen=True)
class Code:
    """A code on a card: its class, its modules as they lie there, and the box that they fill."""

    kind: int
    modules: np.ndarray
    box: Rectangle

    @staticmethod
    def of(symbol: Symbol, box: Rectangle) -> "Code":
        """A symbol that was printed upright into a box."""
        return Code(symbol.kind, symbol.modules, box)

    def moved(self, x: int, y: int) -> "Code":
        """The code elsewhere."""
        return replace(self, box=self.box.moved(x, y))

    def turned(self, width: int) -> "Code":
        """The code when its card, which was `width` pixels wide, is turned to the left by 90 degrees."""
        box = self.box
        return Code(
            self.kind, np.rot90(self.modules), Rectangle(box.top, width - box.right, box.bottom, width - box.left)
        )


@dataclass
class Card:
    """A picture, and the codes in it."""

    picture: np.ndarray
    codes: list[Code] = field(default_factory=list)


def bare(rng: np.random.Generator, length: int) -> Card:
    """A code that is printed right on whatever it lies on."""
    symbol = random_symbol(rng)
    picture, box = printed(rng, symbol, length)
    if symbol.kind == BARCODE and rng.random() < 0.7:
        picture, box = captioned(rng, picture, box)
    return Card(picture, [Code.of(symbol, box)])


def captioned(rng: np.random.Generator, picture: np.ndarray, box: Rectangle) -> tuple[np.ndarray, Rectangle]:
    """The code with its content in letters below or above, as people type it in when the scanner fails."""
    size = max(3, int(box.width * rng.uniform(0.06, 0.16)))
    margin = size + int(size * rng.uniform(0.1, 0.5))
    below = rng.random() < 0.85
    background = picture[0, 0].tolist()
    border = (0, margin, 0, 0) if below else (margin, 0, 0, 0)
    picture = cv2.copyMakeBorder(picture, *border, cv2.BORDER_CONSTANT, value=background)
    shift = 0 if below else margin
    gap = max(1, size // 8)
    box = box.moved(0, shift)
    row = box.bottom + gap if below else max(0, box.top - size - gap)
    line = random_line(rng)[:, : int(HEIGHT * box.width / size)]
    indent = int(rng.uniform(0, 0.2) * box.width)
    write(picture, line, (box.left + indent, row), size, picture[box.top, box.left])
    return picture, box


def label(rng: np.random.Generator, length: int) -> Card:
    """A label, ticket or page with one to four codes among writing, rules and marks."""
    height, width = length, int(length * np.exp(rng.uniform(-0.7, 0.7)))
    picture = base(rng, height, width)
    card = Card(picture)
    furnish(rng, picture)
    for _ in range(int(rng.choice([1, 2, 3, 4], p=[0.5, 0.28, 0.14, 0.08]))):
        part = bare(rng, max(16, int(min(height, width) * rng.uniform(0.18, 0.85))))
        turn(rng, part)
        paste(rng, card, part)
    if rng.random() < 0.2:
        cv2.rectangle(picture, (0, 0), (width - 1, height - 1), palette.ink(rng).tolist(), max(1, length // 90))
    return card


def base(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Paper, most often; cardboard, coloured print, a photo print."""
    choice = rng.random()
    if choice < 0.55:
        return sheet(rng, height, width)
    if choice < 0.70:
        return cardboard(rng, height, width)
    if choice < 0.85:
        picture = np.empty((height, width, 3), np.uint8)
        picture[:] = palette.anything(rng).astype(np.uint8)
        return picture
    return stone(rng, height, width) if choice < 0.93 else photo(rng, height, width)


def furnish(rng: np.random.Generator, picture: np.ndarray):
    """Writing, rules, boxes and marks."""
    height, width = picture.shape[:2]
    color = palette.ink(rng) if picture.mean() > 110 else palette.paper(rng)
    for _ in range(int(rng.integers(0, 7))):
        size = max(3, int(height * np.exp(rng.uniform(np.log(0.02), np.log(0.2)))))
        left, top = int(rng.uniform(0, 0.6) * width), int(rng.uniform(0, 0.95) * height)
        for number in range(int(rng.integers(1, 6))):
            write(picture, random_line(rng), (left, top + int(number * size * 1.3)), size, color)
    for _ in range(int(rng.integers(0, 4))):
        ends = (rng.uniform(0, 1, (2, 2)) * (width, height)).astype(int)
        if rng.random() < 0.7:
            ends[1, int(rng.integers(2))] = ends[0, int(rng.integers(2))]
        cv2.line(picture, ends[0].tolist(), ends[1].tolist(), color.tolist(), max(1, height // 150))
    if rng.random() < 0.4:
        patch = nothing(rng, int(height * rng.uniform(0.15, 0.4)) + 4).picture
        paste(rng, Card(picture), Card(patch))


def nothing(rng: np.random.Generator, length: int) -> Card:
    """A thing without any code: a hard negative, a material, a photo."""
    height, width = length, int(length * np.exp(rng.uniform(-0.8, 0.8)))
    group = (MATTER, MATTER, STRIPES, STRIPES, MATERIALS, (photo,))[rng.integers(6)]
    return Card(group[rng.integers(len(group))](rng, max(height, 24), max(width, 24)))


def screen(rng: np.random.Generator, length: int) -> Card:
    """A bright code on a telephone or a monitor with its dark frame and pixel raster."""
    inner = label(rng, length) if rng.random() < 0.4 else bare(rng, length)
    edge = max(2, int(length * rng.uniform(0.03, 0.15)))
    tall = int(length * rng.uniform(0, 0.6))
    above = int(tall * rng.uniform(0.2, 0.8))
    ground = (palette.paper(rng) if rng.random() < 0.6 else palette.anything(rng)).tolist()
    picture = cv2.copyMakeBorder(inner.picture, above, tall - above, 2, 2, cv2.BORDER_CONSTANT, value=ground)
    frame = (palette.ink(rng) * 0.7).tolist()
    picture = cv2.copyMakeBorder(picture, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=frame)
    if rng.random() < 0.3:
        raster = 1 - rng.uniform(0.05, 0.25) * (np.arange(picture.shape[1]) % 3 == 0)
        picture = (picture * raster[None, :, None]).astype(np.uint8)
    return Card(picture, [code.moved(edge + 2, edge + above) for code in inner.codes])


def turn(rng: np.random.Generator, card: Card):
    """Turns a card by a multiple of 90 degrees, most often by none."""
    for _ in range(int(rng.choice([0, 1, 2, 3], p=[0.7, 0.12, 0.06, 0.12]))):
        width = card.picture.shape[1]
        card.picture = np.ascontiguousarray(np.rot90(card.picture))
        card.codes = [code.turned(width) for code in card.codes]


def paste(rng: np.random.Generator, onto: Card, part: Card):
    """Puts a part at a random place of a card where it covers no code; gives up where there is none."""
    height, width = part.picture.shape[:2]
    free_y, free_x = onto.picture.shape[0] - height, onto.picture.shape[1] - width
    if free_y < 0 or free_x < 0:
        return
    for _ in range(8):
        x, y = int(rng.integers(0, free_x + 1)), int(rng.integers(0, free_y + 1))
        place = Rectangle(x, y, x + width, y + height)
        if not any(place.meets(code.box) for code in onto.codes):
            onto.picture[y : y + height, x : x + width] = part.picture
            onto.codes += [code.moved(x, y) for code in part.codes]
            return
