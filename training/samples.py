"""Draws the sample photos of the project's documentation: renders that look like photos, the same on every run.

$ python samples.py            writes parcel.jpg, shelf.jpg and screen.jpg to out/samples/
"""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import zxingcpp
from matplotlib import get_data_path
from PIL import Image, ImageDraw, ImageFont

from rendering.textures import clouds

#: Width and height of a photo; everything is drawn at DETAIL times the size and reduced.
WIDTH, HEIGHT, DETAIL = 1280, 960, 2

#: A file is not larger than this.
MOST_BYTES = 250_000

FORMATS = zxingcpp.BarcodeFormat
WHITE, INK = (246, 245, 241), (32, 31, 34)


class Sheet:
    """A flat thing to print on, in pixels of the finished photo at its nearest place."""

    def __init__(self, width: int, height: int, color=WHITE):
        self.image = Image.new("RGB", (width * DETAIL, height * DETAIL), color)
        self.draw = ImageDraw.Draw(self.image)

    def text(self, x: float, y: float, text: str, size: float, color=INK, bold: bool = False):
        """Writes a line."""
        name = f"DejaVuSans{'-Bold' if bold else ''}.ttf"
        font = ImageFont.truetype(str(Path(get_data_path()) / "fonts" / "ttf" / name), round(size * DETAIL))
        self.draw.text((x * DETAIL, y * DETAIL), text, fill=color, font=font)

    def box(self, left: float, top: float, right: float, bottom: float, color, radius: float = 0):
        """Fills a rectangle, with round corners if asked for."""
        corners = [side * DETAIL for side in (left, top, right, bottom)]
        self.draw.rounded_rectangle(corners, radius * DETAIL, fill=color)

    def code(self, kind: zxingcpp.BarcodeFormat, text: str, x: float, y: float, width: float, height: float = 0):
        """Prints a code so wide; so high too, if it is a linear one."""
        symbol = zxingcpp.create_barcode(text, kind).to_image(scale=8, add_quiet_zones=False)
        picture = Image.fromarray(np.array(symbol))
        tall = height or width * picture.height / picture.width
        picture = picture.resize((round(width * DETAIL), round(tall * DETAIL)), Image.Resampling.BOX)
        ink = Image.new("RGB", picture.size, INK)
        self.image.paste(ink, (round(x * DETAIL), round(y * DETAIL)), picture.point(lambda value: 255 - value))

    @property
    def pixels(self) -> np.ndarray:
        """What has been printed."""
        return np.array(self.image)


class Table:
    """The photo in the making: things lie or stand on a surface, each with its shadow."""

    def __init__(self, surface: np.ndarray):
        self.picture = surface.astype(np.float32)

    def lay(self, thing: np.ndarray, corners, shadow: float = 0.45, offset=(10, 14), soft: float = 12, radius: int = 0):
        """Lays a picture so that its corners (left top, right top, right bottom, left bottom) come where they shall."""
        height, width = thing.shape[:2]
        source = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
        matrix = cv2.getPerspectiveTransform(source, np.float32(corners) * DETAIL)
        size = self.picture.shape[1::-1]
        mask = Image.new("L", (width, height), 0)
        ImageDraw.Draw(mask).rounded_rectangle((0, 0, width - 1, height - 1), radius * DETAIL, fill=255)
        cover = cv2.warpPerspective(np.array(mask), matrix, size, flags=cv2.INTER_AREA).astype(np.float32) / 255
        drawn = cv2.warpPerspective(thing, matrix, size, flags=cv2.INTER_AREA).astype(np.float32)
        moved = cv2.warpAffine(cover, np.float32([[1, 0, offset[0] * DETAIL], [0, 1, offset[1] * DETAIL]]), size)
        dark = cv2.GaussianBlur(moved, (0, 0), soft * DETAIL) * shadow
        self.picture *= 1 - dark[..., None]
        self.picture += (drawn - self.picture) * cover[..., None]

    def photographed(self, rng: np.random.Generator, light: tuple[float, float], warmth: float) -> np.ndarray:
        """The photo: light from a side, darker corners, a little blur, grain."""
        height, width = self.picture.shape[:2]
        y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
        bright = 1 + light[0] * x + light[1] * y - 0.13 * (x * x + y * y)
        picture = self.picture * (bright * (0.97 + 0.06 * clouds(rng, height, width, 2)))[..., None]
        picture *= np.array([1 + warmth, 1, 1 - warmth])
        small = cv2.resize(picture.astype(np.float32), (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
        small = cv2.GaussianBlur(small, (0, 0), 0.6)
        grain = cv2.GaussianBlur(rng.normal(0, 6, small.shape).astype(np.float32), (0, 0), 0.7)
        return np.clip(small + grain, 0, 255).astype(np.uint8)


def wood(rng: np.random.Generator, color, boards: int) -> np.ndarray:
    """A table of boards with grain along them."""
    height, width = HEIGHT * DETAIL, WIDTH * DETAIL
    tall = height // boards + 1
    rows = []
    for _ in range(boards):
        grain = cv2.resize(clouds(rng, tall, 40, 6), (width, tall), interpolation=cv2.INTER_CUBIC)
        rings = 0.5 + 0.5 * np.sin(grain * 55 + 3 * clouds(rng, tall, width, 2))
        fine = cv2.resize(rng.random((tall, width // 60)).astype(np.float32), (width, tall))
        shade = 0.86 + 0.1 * rings + 0.07 * fine + rng.uniform(-0.04, 0.04)
        shade[:3] *= 0.55
        rows.append(shade)
    return np.vstack(rows)[:height, :, None] * np.float32(color)


def board(rng: np.random.Generator, width: int, height: int) -> np.ndarray:
    """Corrugated cardboard."""
    height, width = height * DETAIL, width * DETAIL
    rough = (clouds(rng, height, width, 7) - 0.5) * 22 + rng.normal(0, 2.5, (height, width))
    flutes = np.sin(np.arange(width) * 0.35) * 1.6
    return np.clip(np.float32([192, 152, 108]) + (rough + flutes)[..., None], 0, 255).astype(np.uint8)


def pen(length: int) -> np.ndarray:
    """A pen, seen from above."""
    sheet = Sheet(length, 22, (28, 44, 96))
    for row in range(22 * DETAIL):
        light = int(60 * np.exp(-(((row / DETAIL - 7) / 4) ** 2)))
        sheet.draw.line((0, row, length * DETAIL, row), fill=(28 + light, 44 + light, 96 + light))
    sheet.box(length * 0.8, 0, length, 22, (190, 190, 195))
    return sheet.pixels


def parcel(rng: np.random.Generator) -> np.ndarray:
    """A parcel with its label, on a desk."""
    table = Table(wood(rng, (168, 122, 82), 4))
    box = board(rng, 1000, 760)
    tape = slice(330 * DETAIL, 420 * DETAIL)
    box[tape] = (box[tape] * 0.6 + np.float32([214, 190, 150]) * 0.4).astype(np.uint8)
    table.lay(box, [(150, 95), (1120, 55), (1190, 850), (105, 880)], shadow=0.6, offset=(26, 30), soft=26)
    label = Sheet(620, 470)
    label.box(0, 0, 620, 64, INK)
    label.text(20, 12, "NORTH WIND PARCEL", 30, WHITE, bold=True)
    label.text(500, 18, "24 h", 26, WHITE)
    label.text(20, 80, "From: Mill Lane Books, 3 Mill Lane, Harbour Town", 14)
    label.text(20, 116, "Ada Quill", 30, bold=True)
    label.text(20, 154, "17 Orchard Street", 25)
    label.text(20, 188, "40217 Little Haven", 25)
    label.box(0, 236, 620, 239, INK)
    label.box(410, 66, 413, 238, INK)
    label.code(FORMATS.QRCode, "https://example.org/parcel/NW40217A3391", 448, 84, 136)
    label.code(FORMATS.Code128, "NW40217A3391", 50, 262, 400, 130)
    label.text(120, 402, "NW 40217 A 3391", 26)
    label.code(FORMATS.DataMatrix, "NW40217A3391 1.4kg 40217", 492, 276, 96)
    label.text(492, 392, "1.4 kg", 22)
    table.lay(label.pixels, [(330, 215), (935, 190), (985, 665), (322, 690)], shadow=0.25, offset=(2, 3), soft=3)
    table.lay(
        pen(330), [(905, 800), (1215, 690), (1222, 711), (912, 821)], shadow=0.5, offset=(6, 9), soft=5, radius=11
    )
    return table.photographed(rng, (-0.14, -0.1), 0.03)


def packet(rng: np.random.Generator, name: str, kind: str, color, width: int, height: int) -> np.ndarray:
    """A packet of food, shaded towards its sides."""
    sheet = Sheet(width, height, color)
    dark = tuple(int(value * 0.55) for value in color)
    sheet.box(0, height * 0.08, width, height * 0.34, WHITE)
    sheet.text(width * 0.08, height * 0.13, name, width * 0.17, dark, bold=True)
    sheet.text(width * 0.1, height * 0.38, kind, width * 0.085, WHITE)
    for _ in range(14):
        x, y, radius = rng.uniform(0.15, 0.85) * width, rng.uniform(0.55, 0.85) * height, rng.uniform(6, 17)
        shade = tuple(int(value) for value in np.clip(np.array([214, 160, 70]) * rng.uniform(0.7, 1.15), 0, 255))
        sheet.box(x - radius, y - radius * 0.7, x + radius, y + radius * 0.7, shade, radius * 0.7)
    sheet.text(width * 0.1, height * 0.91, "500 g", width * 0.08, WHITE, bold=True)
    across = np.linspace(-1, 1, width * DETAIL)
    return (sheet.pixels * (1 - 0.35 * np.abs(across) ** 3 - 0.08 * across)[None, :, None]).astype(np.uint8)


def back_of_packet(color, number: str, width: int, height: int) -> np.ndarray:
    """The back of a packet: what is in it, and its code."""
    sheet = Sheet(width, height, color)
    sheet.box(width * 0.08, height * 0.06, width * 0.92, height * 0.94, WHITE, 6)
    sheet.text(width * 0.14, height * 0.09, "Nutrition", width * 0.08, bold=True)
    for line, words in enumerate(("Energy 1520 kJ", "Fat 2.1 g", "Sugars 3.4 g", "Protein 12 g", "Salt 0.02 g")):
        sheet.text(width * 0.14, height * (0.2 + 0.07 * line), words, width * 0.06)
    left, wide = width * 0.2, width * 0.6
    sheet.code(FORMATS.EAN13, number, left, height * 0.62, wide, height * 0.2)
    sheet.text(left + wide * 0.06, height * 0.83, number, width * 0.065)
    return sheet.pixels


def price(name: str, amount: str, number: str) -> np.ndarray:
    """The label on a shelf's edge."""
    sheet = Sheet(250, 78)
    sheet.text(10, 5, name, 14)
    sheet.text(10, 27, amount, 36, bold=True)
    sheet.code(FORMATS.EAN13, number, 122, 26, 116, 44)
    return sheet.pixels


def shelf(rng: np.random.Generator) -> np.ndarray:
    """Two boards of a shop's shelf."""
    back = np.full((HEIGHT * DETAIL, WIDTH * DETAIL, 3), 92, np.float32) * np.float32([1, 0.98, 0.94])
    table = Table(back * (0.8 + 0.3 * clouds(rng, HEIGHT * DETAIL, WIDTH * DETAIL, 3)[..., None]))
    goods = [
        [
            ("Harvest", "Oat flakes", (196, 92, 44)),
            ("Pastello", "Spelt pasta", (42, 98, 152)),
            ("Millrace", "Red lentils", (158, 38, 46)),
        ],
        [
            ("Korn", "Rye crackers", (66, 120, 64)),
            ("Morgen", "Muesli", (226, 164, 40)),
            ("Delta", "Brown rice", (96, 62, 128)),
        ],
    ]
    for row, (floor, kinds) in enumerate(zip((395, 835), goods)):
        left = -30 + 25 * row
        for place in range(7):
            name, kind, color = kinds[place // 2 % 3]
            width, height = int(rng.integers(180, 200)), int(rng.integers(285, 325))
            number = f"40{12345 + 7 * row + place // 2:05d}67{200 + place // 2}"
            if place in (2, 5):
                thing = back_of_packet(color, number, width, height)
            else:
                thing = packet(rng, name, kind, color, width, height)
            lean = rng.uniform(-4, 4)
            top = floor - height
            corners = [(left + lean, top), (left + width + lean, top + 3), (left + width, floor), (left, floor)]
            table.lay(thing, corners, shadow=0.55, offset=(10, 2), soft=9)
            left += width + int(rng.integers(2, 14))
        edge = Sheet(1300, 86, (206, 208, 210))
        edge.box(0, 0, 1300, 5, (240, 240, 240))
        edge.box(0, 78, 1300, 86, (150, 152, 155))
        table.lay(
            edge.pixels, [(-5, floor), (1290, floor), (1290, floor + 86), (-5, floor + 86)], offset=(0, 22), soft=14
        )
        for place, (name, kind, _) in enumerate(kinds):
            start = 60 + 425 * place + 20 * row
            amount = f"{rng.integers(1, 5)}.{rng.integers(10, 99)}"
            tag = price(f"{name} {kind}", amount, f"40{12345 + 7 * row + place:05d}67{200 + place}")
            corners = [(start, floor + 4), (start + 250, floor + 4), (start + 250, floor + 80), (start, floor + 80)]
            table.lay(tag, corners, shadow=0.3, offset=(2, 2), soft=2)
    return tilted(table).photographed(rng, (0.05, -0.1), 0.015)


def tilted(table: Table) -> Table:
    """The same things seen a little from the side."""
    size = table.picture.shape[1::-1]
    corners = np.float32([[0, 0], [1, 0], [1, 1], [0, 1]]) * np.float32(size)
    seen = np.float32([[-0.01, -0.05], [1.08, 0.0], [1.06, 1.0], [-0.02, 1.06]]) * np.float32(size)
    matrix = cv2.getPerspectiveTransform(corners, seen)
    return Table(
        cv2.warpPerspective(table.picture, matrix, size, flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE)
    )


def telephone() -> np.ndarray:
    """A telephone that shows a boarding pass."""
    sheet = Sheet(400, 800, (24, 24, 27))
    sheet.box(12, 12, 388, 788, (249, 250, 252), 34)
    sheet.text(40, 30, "9:41", 18, bold=True)
    sheet.text(40, 84, "Boarding pass", 34, bold=True)
    sheet.text(40, 136, "Little Haven", 22)
    sheet.text(232, 136, "Port Sable", 22)
    sheet.text(40, 170, "LHV", 44, (30, 84, 160), bold=True)
    sheet.text(232, 170, "PSB", 44, (30, 84, 160), bold=True)
    sheet.code(FORMATS.QRCode, "M1QUILL/ADA EX7K3Q LHVPSBNW 0417 325Y014A0031 100", 75, 260, 250)
    sheet.text(40, 556, "Gate", 18, (110, 112, 118))
    sheet.text(40, 578, "B 14", 34, bold=True)
    sheet.text(232, 556, "Seat", 18, (110, 112, 118))
    sheet.text(232, 578, "14 A", 34, bold=True)
    sheet.box(40, 668, 360, 728, (30, 84, 160), 14)
    sheet.text(126, 682, "Add to wallet", 24, WHITE)
    return sheet.pixels


def ticket() -> np.ndarray:
    """A railway ticket of paper."""
    sheet = Sheet(560, 300, (238, 233, 216))
    sheet.box(0, 0, 560, 46, (184, 96, 52))
    sheet.text(18, 8, "COAST RAIL", 26, WHITE, bold=True)
    sheet.text(18, 62, "Little Haven to Mill Cross", 22, bold=True)
    sheet.text(18, 98, "2nd class, any train, 21 November", 15)
    sheet.code(FORMATS.Aztec, "COASTRAIL 2026-11-21 LHV MCX 2 ADULT 1 11.40", 408, 66, 128)
    sheet.code(FORMATS.PDF417, "COASTRAIL 884120063 LHV MCX 20261121 1140", 20, 150, 350, 92)
    sheet.text(20, 256, "No. 8841 2006 3", 18)
    return sheet.pixels


def screen(rng: np.random.Generator) -> np.ndarray:
    """A telephone with a code on its screen, and a ticket, on a table."""
    table = Table(wood(rng, (96, 74, 62), 3))
    table.lay(ticket(), [(600, 280), (1170, 205), (1212, 505), (640, 592)], shadow=0.4, offset=(5, 7), soft=6)
    table.lay(
        telephone(), [(175, 110), (505, 80), (575, 820), (190, 860)], shadow=0.6, offset=(14, 16), soft=14, radius=44
    )
    table.lay(
        pen(360), [(700, 745), (1050, 800), (1047, 822), (697, 767)], shadow=0.5, offset=(6, 9), soft=5, radius=11
    )
    return table.photographed(rng, (-0.1, 0.08), 0.02)


def save(picture: np.ndarray, file: Path):
    """Writes a JPEG of the best quality that is small enough."""
    for quality in range(90, 40, -4):
        coded = cv2.imencode(".jpg", picture[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
        if len(coded) <= MOST_BYTES:
            break
    file.write_bytes(coded.tobytes())
    codes = sorted(str(code.format).split(".")[-1] for code in zxingcpp.read_barcodes(picture))
    print(f"{file.name}: {len(coded):,} bytes; a reader reads {', '.join(codes)}")


SAMPLES: dict[str, Callable[[np.random.Generator], np.ndarray]] = {"parcel": parcel, "shelf": shelf, "screen": screen}


def main():
    """Draws all of them."""
    folder = Path(__file__).parent / "out" / "samples"
    folder.mkdir(parents=True, exist_ok=True)
    for seed, (name, draw) in enumerate(SAMPLES.items()):
        save(draw(np.random.default_rng(seed)), folder / f"{name}.jpg")


if __name__ == "__main__":
    main()
