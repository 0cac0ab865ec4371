"""Lines of made-up text in the fonts that matplotlib ships (DejaVu and STIX, free licences)."""

from functools import cache
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

FONTS = (
    "DejaVuSans.ttf",
    "DejaVuSans-Bold.ttf",
    "DejaVuSansMono.ttf",
    "DejaVuSansMono-Bold.ttf",
    "DejaVuSerif.ttf",
    "DejaVuSerif-Bold.ttf",
    "STIXGeneral.ttf",
    "STIXGeneralBol.ttf",
    "STIXGeneralItalic.ttf",
)
SYLLABLES = (
    "an ba be ca con de di el en er fi go ha in ka la li lo ma me mi na ne no or pa per re ri ro sa se si so "
    "ta te ti to un va ve vi"
).split()
HEIGHT = 28
LINE_COUNT = 240


@cache
def lines() -> tuple[np.ndarray, ...]:
    """A stock of text lines as ink coverage (0...255), HEIGHT pixels high: drawing letters anew would be slow."""
    rng = np.random.default_rng(7)
    return tuple(render(rng) for _ in range(LINE_COUNT))


def render(rng: np.random.Generator) -> np.ndarray:
    """One line of text."""
    from matplotlib import get_data_path

    name = FONTS[rng.integers(len(FONTS))]
    font = ImageFont.truetype(str(Path(get_data_path()) / "fonts" / "ttf" / name), 22)
    text = " ".join(word(rng) for _ in range(rng.integers(1, 12)))
    image = Image.new("L", (max(8, int(font.getlength(text)) + 4), HEIGHT), 0)
    ImageDraw.Draw(image).text((2, 1), text, fill=255, font=font)
    return np.array(image)


def word(rng: np.random.Generator) -> str:
    """A word, a number or a code of letters and digits."""
    if rng.random() < 0.25:
        return "".join(str(digit) for digit in rng.integers(0, 10, rng.integers(1, 9)))
    made = "".join(SYLLABLES[i] for i in rng.integers(0, len(SYLLABLES), rng.integers(1, 5)))
    return made.upper() if rng.random() < 0.25 else made.capitalize() if rng.random() < 0.3 else made


def write(picture: np.ndarray, line: np.ndarray, corner: tuple[int, int], height: int, color: np.ndarray) -> int:
    """Writes a line with its left top corner at (x, y), cut at the picture's edge; tells how wide it became."""
    left, top = corner
    width = max(1, line.shape[1] * height // line.shape[0])
    if height < 2 or left < 0 or top < 0 or left >= picture.shape[1] or top >= picture.shape[0]:
        return width
    small = cv2.resize(line, (width, height), interpolation=cv2.INTER_AREA)
    part = picture[top : top + height, left : left + width]
    cover = small[: part.shape[0], : part.shape[1], None].astype(np.float32) / 255
    part[:] = (part + (color - part) * cover).astype(np.uint8)
    return width


def random_line(rng: np.random.Generator) -> np.ndarray:
    """A line of the stock."""
    stock = lines()
    return stock[rng.integers(len(stock))]
