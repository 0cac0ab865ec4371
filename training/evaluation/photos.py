"""Recall and false positives on real photos. None of them is learnt from; README.md says where to get them.

Nobody has drawn boxes on these photos. Where a code is, a reader says (zxing-cpp), which decodes it: what it reads is
certainly there, and sharp enough to be called clear. What it cannot read counts neither way.
"""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import zxingcpp

from evaluation.predictor import Predictor, overlaps
from rendering.classes import AZTEC, BARCODE, DATA_MATRIX, NAMES, PDF417, QR

CONFIDENCE = 0.4

#: A two-dimensional code is found when boxes overlap so much.
OVERLAP = 0.5

SUFFIXES = {".jpg", ".jpeg", ".png", ".webp"}

FORMATS = zxingcpp.BarcodeFormat
MATRIX_FORMATS = {
    FORMATS.QRCode: QR,
    FORMATS.QRCodeModel2: QR,
    FORMATS.DataMatrix: DATA_MATRIX,
    FORMATS.Aztec: AZTEC,
    FORMATS.AztecCode: AZTEC,
    FORMATS.PDF417: PDF417,
    FORMATS.CompactPDF417: PDF417,
}


@dataclass
class PhotoScores:
    """What was counted, and the photos in which something went wrong."""

    photos: int = 0
    codes: dict[str, int] = field(default_factory=lambda: dict.fromkeys(NAMES, 0))
    found: dict[str, int] = field(default_factory=lambda: dict.fromkeys(NAMES, 0))
    found_as_any: int = 0
    false_positives: int = 0
    failures: list[tuple[Path, str]] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """The part of the codes that were found, with the right class."""
        return sum(self.found.values()) / max(1, sum(self.codes.values()))

    def report(self) -> dict:
        """The numbers, for a file: of recall where there were codes, of false positives where there were none."""
        failures = [f"{file.parent.name}/{file.name}: {what}" for file, what in self.failures]
        if not any(self.codes.values()):
            return {
                "photos": self.photos,
                "false_positives": self.false_positives,
                "false_positives_per_photo": round(self.false_positives / max(1, self.photos), 4),
                "failures": failures,
            }
        return {
            "photos": self.photos,
            "codes": self.codes,
            "found": self.found,
            "recall": round(self.recall, 4),
            "recall_of_any_class": round(self.found_as_any / max(1, sum(self.codes.values())), 4),
            "failures": failures,
        }


def with_codes(predictor: Predictor, files: list[Path]) -> PhotoScores:
    """Recall on the photos in which the reader reads something."""
    scores = PhotoScores()
    for file in files:
        codes = readable_codes(file)
        if not codes:
            continue
        scores.photos += 1
        found = predictor(read(file), CONFIDENCE)
        for kind, box in codes:
            name = NAMES[kind]
            scores.codes[name] += 1
            hits = [row for row in found if matches(kind, box, row[2:])]
            scores.found_as_any += bool(hits)
            if any(int(row[0]) == kind for row in hits):
                scores.found[name] += 1
            else:
                seen = NAMES[int(hits[0][0])] if hits else "nothing"
                scores.failures.append((file, f"{name} seen as {seen}"))
    return scores


def without_codes(predictor: Predictor, files: list[Path]) -> PhotoScores:
    """False positives on photos of anything else; a photo in which the reader reads a code is left out."""
    scores = PhotoScores()
    for file in files:
        if readable_codes(file):
            continue
        scores.photos += 1
        for row in predictor(read(file), CONFIDENCE):
            scores.false_positives += 1
            scores.failures.append((file, f"{NAMES[int(row[0])]} {row[1]:.2f}"))
    return scores


def photo_files(folder: Path) -> list[Path]:
    """All pictures in a folder and its folders that can be decoded, in the order of their names."""
    files = sorted(file for file in folder.rglob("*") if file.suffix.lower() in SUFFIXES)
    return [file for file in files if read(file) is not None]


def read(file: Path) -> np.ndarray | None:
    """A picture as RGB; None where the file is broken, or larger than the library takes."""
    try:
        return cv2.imread(str(file), cv2.IMREAD_COLOR_RGB)
    except cv2.error:
        return None


@cache
def readable_codes(file: Path) -> list[tuple[int, np.ndarray]]:
    """Class and box (left, top, right, bottom) of every code of our classes that the reader reads in a photo."""
    codes = []
    for code in zxingcpp.read_barcodes(read(file)):
        kind = MATRIX_FORMATS.get(code.format)
        if kind is None:
            if code.format not in zxingcpp.barcode_formats_list(FORMATS.AllLinear):
                continue
            kind = BARCODE
        place = code.position
        corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
        points = np.array([(corner.x, corner.y) for corner in corners], float)
        codes.append((kind, np.concatenate([points.min(axis=0), points.max(axis=0)])))
    return codes


def matches(kind: int, code: np.ndarray, box: np.ndarray) -> bool:
    """Whether a box is that of a code.

    The reader knows a linear code as a line across its bars: its box must hold the line's middle and most of its
    length, and not be much longer.
    """
    if kind != BARCODE:
        return bool(overlaps(code, box[None])[0] >= OVERLAP)
    middle = (code[:2] + code[2:]) / 2
    if not ((box[:2] <= middle) & (middle <= box[2:])).all():
        return False
    along = int(np.argmax(code[2:] - code[:2]))
    shared = min(code[2 + along], box[2 + along]) - max(code[along], box[along])
    joined = max(code[2 + along], box[2 + along]) - min(code[along], box[along])
    return bool(shared / max(joined, 1e-9) >= OVERLAP)
