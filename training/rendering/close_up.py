"""Scenes as people take them when they mean one code: near, on paper or a packet, often grey, blurred or too dark.

And scenes of their opposite: things that only look like codes.
"""

import cv2
import numpy as np

from rendering import cards, lens, palette
from rendering.cards import Card, Code
from rendering.classes import AZTEC, BARCODE, DATA_MATRIX, PDF417, QR
from rendering.look_alikes import LOOK_ALIKES
from rendering.photos import photo
from rendering.print_matter import MATTER, text_page
from rendering.printing import printed
from rendering.scene import SIZE, Canvas, Scene, finished
from rendering.stripes import STRIPES
from rendering.symbols import random_symbol
from rendering.textures import MATERIALS, cardboard, plain, stone
from rendering.writing import HEIGHT, random_line, write

#: The part of these scenes that show no code.
WITHOUT_CODES = 0.3

#: How often each class is drawn.
CLASS_WEIGHTS = {QR: 0.17, DATA_MATRIX: 0.18, AZTEC: 0.15, PDF417: 0.17, BARCODE: 0.33}


def close_up(seed: int) -> Scene:
    """The scene of a seed."""
    rng = np.random.default_rng(seed)
    if rng.random() < WITHOUT_CODES:
        return finished(rng, look_alikes(rng), lens.EFFECTS)
    canvas = Canvas(ground(rng))
    kind = int(rng.choice(list(CLASS_WEIGHTS), p=list(CLASS_WEIGHTS.values())))
    canvas.lay(rng, packet(rng, kind), SIZE * rng.uniform(0.3, 0.98))
    if rng.random() < 0.15:
        canvas.lay(rng, packet(rng, kind), SIZE * rng.uniform(0.1, 0.3))
    if rng.random() < 0.1:
        canvas.cover(rng)
    return finished(rng, canvas, CAMERA)


def look_alikes(rng: np.random.Generator) -> Canvas:
    """Several things that are no codes, in perspective."""
    group = (MATERIALS, LOOK_ALIKES, LOOK_ALIKES, (photo,))[rng.integers(4)]
    canvas = Canvas(group[rng.integers(len(group))](rng, SIZE, SIZE))
    for _ in range(int(rng.integers(1, 6))):
        group = (LOOK_ALIKES, LOOK_ALIKES, LOOK_ALIKES, MATTER, STRIPES)[rng.integers(5)]
        height, width = rng.integers(60, 420, 2)
        thing = Card(group[rng.integers(len(group))](rng, int(height), int(width)))
        canvas.lay(rng, thing, float(np.exp(rng.uniform(np.log(40), np.log(500)))))
    return canvas


def ground(rng: np.random.Generator) -> np.ndarray:
    """What the packet lies on."""
    choice = rng.random()
    if choice < 0.35:
        return plain(rng, SIZE, SIZE)
    if choice < 0.5:
        return text_page(rng, SIZE, SIZE)
    if choice < 0.65:
        return photo(rng, SIZE, SIZE)
    return MATERIALS[rng.integers(len(MATERIALS))](rng, SIZE, SIZE)


def packet(rng: np.random.Generator, kind: int) -> Card:
    """A sheet, label or packet around a code of a class, with print beside it."""
    symbol = random_symbol(rng, kind, every_format=True)
    picture, box = printed(rng, symbol, int(rng.integers(180, 460)))
    if kind == BARCODE and rng.random() < 0.8:
        picture, box = cards.captioned(rng, picture, box)
    if rng.random() < 0.15:
        return Card(picture, [Code.of(symbol, box)])
    height, width = picture.shape[:2]
    left, right, top, bottom = (int(side * rng.uniform(0.02, 0.8)) for side in (width, width, height, height))
    same = rng.random() < 0.6
    around = np.empty((height + top + bottom, width + left + right, 3), np.uint8)
    around[:] = picture[0, 0] if same else surface(rng, *around.shape[:2])
    print_beside(rng, around, (top, height, bottom))
    around[top : top + height, left : left + width] = picture
    return Card(around, [Code.of(symbol, box.moved(left, top))])


def surface(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """What a packet is made of."""
    drawer = (cardboard, stone, plain, photo)[rng.integers(4)]
    return drawer(rng, height, width)


def print_beside(rng: np.random.Generator, picture: np.ndarray, rows: tuple[int, int, int]):
    """Lines of large and small print above and below the code, and a rule or a dark bar."""
    top, middle, bottom = rows
    height, width = picture.shape[:2]
    color = palette.ink(rng) if picture.mean() > 110 else palette.paper(rng)
    for start, tall in ((0, top), (top + middle, bottom)):
        if tall < 12 or rng.random() < 0.35:
            continue
        size = int(np.clip(tall * np.exp(rng.uniform(np.log(0.12), np.log(0.9))), 6, 90))
        indent = int(rng.uniform(0, 0.4) * width)
        for row in range(start + 2, start + tall - size, int(size * 1.3)):
            line = random_line(rng)
            write(picture, line[:, : int(HEIGHT * width / size)], (indent, row), size, color)
    if rng.random() < 0.25:
        row = int(rng.integers(0, max(1, top)))
        cv2.rectangle(picture, (0, row), (width, row + max(1, int(top * rng.uniform(0.02, 0.4)))), color.tolist(), -1)
    if rng.random() < 0.15:
        cv2.rectangle(picture, (1, 1), (width - 2, height - 2), color.tolist(), int(rng.integers(1, 6)))


def low_light(rng: np.random.Generator, picture: np.ndarray) -> np.ndarray:
    """Too little light: dark, and flat."""
    gain, low = rng.uniform(0.15, 0.6), rng.uniform(0, 50)
    return np.clip(picture * gain + low, 0, 255).astype(np.uint8)


def vignette(rng: np.random.Generator, picture: np.ndarray) -> np.ndarray:
    """Darker towards the corners, as small lenses see."""
    y, x = np.mgrid[-1 : 1 : SIZE * 1j, -1 : 1 : SIZE * 1j].astype(np.float32)
    x, y = x - rng.normal(0, 0.2), y - rng.normal(0, 0.2)
    fall = 1 - rng.uniform(0.1, 0.35) * np.clip(x * x + y * y, 0, 2)
    return (picture * fall[..., None]).astype(np.uint8)


def far_out_of_focus(rng: np.random.Generator, picture: np.ndarray) -> np.ndarray:
    """Nearer than the lens can focus."""
    return cv2.GaussianBlur(picture, (0, 0), float(rng.uniform(2.0, 5.0)))


#: What the cameras of these scenes do, as in lens.EFFECTS.
CAMERA = (
    (0.25, lens.shadow),
    (0.35, lens.uneven_light),
    (0.15, lens.glare),
    (0.60, lens.color_cast),
    (0.20, low_light),
    (0.30, vignette),
    (0.45, lens.grey),
    (0.50, lens.defocus),
    (0.15, far_out_of_focus),
    (0.15, lens.motion),
    (0.15, lens.fewer_pixels),
    (0.40, lens.noise),
    (0.20, lens.sharpened),
    (0.55, lens.jpeg),
)
