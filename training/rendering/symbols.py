"""Code symbols with random content, one array cell a module, drawn by a real generator (zxing-cpp with libzint)."""

from dataclasses import dataclass

import numpy as np
import zxingcpp

from rendering.classes import AZTEC, BARCODE, DATA_MATRIX, PDF417, QR

FORMATS = zxingcpp.BarcodeFormat

#: How often each class is drawn. Aztec and PDF417 are rarer in the world, but no easier to learn.
CLASS_WEIGHTS = {QR: 0.27, DATA_MATRIX: 0.18, AZTEC: 0.14, PDF417: 0.16, BARCODE: 0.25}

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DIGITS = "0123456789"
TEXT = LETTERS + LETTERS.lower() + DIGITS + " .,:;/?&=-_%+"

#: Linear formats with the alphabet and the shortest and longest content of each.
LINEAR = (
    (FORMATS.EAN13, DIGITS, 12, 12),
    (FORMATS.EAN13, DIGITS, 12, 12),
    (FORMATS.UPCA, DIGITS, 11, 11),
    (FORMATS.EAN8, DIGITS, 7, 7),
    (FORMATS.UPCE, DIGITS, 6, 6),
    (FORMATS.Code128, TEXT, 4, 24),
    (FORMATS.Code128, DIGITS, 8, 30),
    (FORMATS.Code39, LETTERS + DIGITS, 4, 14),
    (FORMATS.Code93, LETTERS + DIGITS, 5, 16),
    (FORMATS.ITF, DIGITS, 6, 20),
    (FORMATS.Codabar, DIGITS, 6, 14),
    (FORMATS.DataBar, DIGITS, 13, 13),
)

#: Linear formats that are rarer, of which some are stacked.
RARE_LINEAR = (
    (FORMATS.DataBarStk, DIGITS, 13, 13),
    (FORMATS.DataBarStkOmni, DIGITS, 13, 13),
    (FORMATS.DataBarLtd, DIGITS, 13, 13),
    (FORMATS.DataBarExp, DIGITS, 13, 13),
    (FORMATS.DataBarExpStk, DIGITS, 13, 13),
    (FORMATS.ITF14, DIGITS, 13, 13),
    (FORMATS.EAN5, DIGITS, 5, 5),
)


@dataclass(frozen=True)
class Symbol:
    """A code without quiet zone: `modules` is 0 where ink is and 255 elsewhere; a linear code is a few rows high."""

    kind: int
    modules: np.ndarray
    text: str


def random_symbol(rng: np.random.Generator, kind: int | None = None, every_format: bool = False) -> Symbol:
    """A symbol of the given class, or of a random one; of the linear formats the common ones, or every one."""
    if kind is None:
        kind = int(rng.choice(list(CLASS_WEIGHTS), p=list(CLASS_WEIGHTS.values())))
    while True:
        code_format, text, options = random_content(rng, kind, LINEAR + RARE_LINEAR if every_format else LINEAR)
        try:
            image = zxingcpp.create_barcode(text, code_format, **options).to_image(scale=1, add_quiet_zones=False)
        except ValueError:
            continue  # Some lengths do not fit some formats: draw another content.
        return Symbol(kind, np.array(image), text)


def random_content(rng: np.random.Generator, kind: int, linear) -> tuple[zxingcpp.BarcodeFormat, str, dict]:
    """Format, text and generator options for a class; `linear` are the linear formats to choose from."""
    if kind == BARCODE:
        code_format, alphabet, shortest, longest = linear[rng.integers(len(linear))]
        text = random_text(rng, alphabet, int(rng.integers(shortest, longest + 1)))
        if code_format == FORMATS.Codabar:
            text = "A" + text + "B"
        if code_format == FORMATS.ITF and len(text) % 2:
            text += "0"
        if code_format == FORMATS.UPCE:
            text = "0" + text
        if code_format in (FORMATS.DataBarExp, FORMATS.DataBarExpStk):
            weight = random_text(rng, DIGITS, 6)
            text = f"(01)9{text[1:]}{check_digit('9' + text[1:])}(3103){weight}"
        if code_format == FORMATS.DataBarLtd:
            text = "0" + text[1:]
        return code_format, text, {}
    longest = {QR: 180, DATA_MATRIX: 90, AZTEC: 150, PDF417: 260}[kind]
    length = int(np.exp(rng.uniform(np.log(3), np.log(longest))))
    alphabet = TEXT if rng.random() < 0.6 else DIGITS
    code_format = {
        QR: FORMATS.QRCode,
        DATA_MATRIX: FORMATS.DataMatrix,
        AZTEC: FORMATS.Aztec,
        PDF417: FORMATS.CompactPDF417 if rng.random() < 0.1 else FORMATS.PDF417,
    }[kind]
    options = {"ec_level": str(rng.choice(["L", "M", "Q", "H"]))} if kind == QR else {}
    return code_format, random_text(rng, alphabet, length), options


def check_digit(text: str) -> int:
    """The digit that GS1 puts after an article number."""
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(text)))
    return -total % 10


def random_text(rng: np.random.Generator, alphabet: str, length: int) -> str:
    """`length` letters of the alphabet."""
    return "".join(alphabet[i] for i in rng.integers(0, len(alphabet), length))
