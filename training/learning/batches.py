"""Batches from a stock of scenes: every picture is cut, scaled, turned, mirrored and recoloured anew."""

from dataclasses import dataclass

import cv2
import numpy as np
import torch
from torch.utils.data import Dataset

from rendering.classes import BARCODE, IGNORED, NAMES
from rendering.legibility import made_out
from rendering.scene import SIZE
from rendering.stock import Stock

#: The grey that letterboxing pads with.
PADDING = 114

#: Codes are not asked for of which no more than this part is in the picture, or which are less legible than this.
KEPT_AREA, LEGIBLE = 0.3, 0.25

#: The part of the scenes that are blurred.
BLURRED = 0.25

#: The parts of the samples that show four codes from near, one code from near, and no code at all; the rest are scenes.
QUARTERED, CLOSE_UPS, EMPTY = 0.20, 0.25, 0.10

#: Codes are not enlarged more than this: what comes out has no more detail than a blurred photo.
LARGEST_SCALE = 1.7

#: How often each class is looked at from near; linear codes are of many kinds.
CLOSE_UP_WEIGHTS = np.array([1.7 if kind == BARCODE else 1.0 for kind in range(len(NAMES))])


@dataclass
class Batch:
    """Pictures `[N, 3, S, S]` as bytes, and for each its boxes `[n, 5]`: class, left, top, right, bottom in pixels.

    The class of a box that nothing is asked about is `IGNORED`.
    """

    pictures: torch.Tensor
    boxes: list[torch.Tensor]


class Sampler:
    """Draws samples from a stock."""

    def __init__(self, stock: Stock):
        self.stock = stock
        #: For each class: scene and place in the scene of every code that can be made out, and how long the code is.
        self.codes: list[list[tuple[int, int, float]]] = [[] for _ in NAMES]
        for number, (kinds, outlines) in enumerate(zip(stock.kinds, stock.outlines)):
            for place, kind in enumerate(made_out(kinds, stock.legibility[number], 1.0, LEGIBLE)):
                if kind != IGNORED:
                    self.codes[kind].append((number, place, float(np.ptp(outlines[place], axis=0).max())))
        self.empty = [number for number, kinds in enumerate(stock.kinds) if len(kinds) == 0]

    def sample(self, rng: np.random.Generator, size: int) -> tuple[np.ndarray, np.ndarray]:
        """A picture `[size, size, 3]` and its boxes."""
        choice = rng.random()
        if choice < QUARTERED:
            picture, boxes = self.quarters(rng, size)
        elif choice < QUARTERED + CLOSE_UPS:
            picture, boxes = self.close_up(rng, size, float(np.exp(rng.uniform(np.log(0.3), np.log(1.0)))))
        elif choice < QUARTERED + CLOSE_UPS + EMPTY and self.empty:
            number = self.empty[rng.integers(len(self.empty))]
            picture, boxes = self.seen(rng, number, placement(rng, size, size / SIZE * rng.uniform(0.8, 2.5)), size)
        else:
            number = int(rng.integers(len(self.stock)))
            scale = float(np.exp(rng.uniform(np.log(0.85), np.log(1.6))))
            picture, boxes = self.seen(rng, number, placement(rng, size, size / SIZE * scale), size)
        return recolored(rng, picture), boxes

    def close_up(self, rng: np.random.Generator, size: int, part: float) -> tuple[np.ndarray, np.ndarray]:
        """A scene from so near that one of its codes, of a random class, is a given part of the picture."""
        number, place = self.code(rng, part * size / LARGEST_SCALE)
        points = self.stock.outlines[number][place]
        low, high = points.min(axis=0), points.max(axis=0)
        scale = min(part * size / float((high - low).max()), LARGEST_SCALE)
        matrix = placement(rng, size, scale)
        moved = points @ matrix[:2, :2].T + matrix[:2, 2]
        low, high = moved.min(axis=0), moved.max(axis=0)
        room = np.maximum(size - (high - low), 0)
        matrix[:2, 2] += rng.uniform(0, 1, 2) * room - low
        if rng.random() < 0.8:
            cover(matrix, size)
        return self.seen(rng, number, matrix, size)

    def code(self, rng: np.random.Generator, shortest: float) -> tuple[int, int]:
        """Scene and place of a code of a random class that is long enough, or the longest of some tries."""
        present = CLOSE_UP_WEIGHTS * [len(codes) > 0 for codes in self.codes]
        codes = self.codes[rng.choice(len(NAMES), p=present / present.sum())]
        tried = []
        for index in rng.integers(0, len(codes), 12):
            number, place, length = codes[index]
            if length >= shortest:
                return number, place
            tried.append((length, number, place))
        return max(tried)[1:]

    def quarters(self, rng: np.random.Generator, size: int) -> tuple[np.ndarray, np.ndarray]:
        """Four close-ups in the quarters of a picture."""
        half = size // 2
        whole, boxes = np.empty((size, size, 3), np.uint8), []
        for left, top in ((0, 0), (half, 0), (0, half), (half, half)):
            part, found = self.close_up(rng, half, float(np.exp(rng.uniform(np.log(0.2), np.log(1.0)))))
            whole[top : top + half, left : left + half] = part
            boxes.append(found + np.array([0, left, top, left, top], np.float32))
        return whole, np.concatenate(boxes)

    def seen(
        self, rng: np.random.Generator, number: int, matrix: np.ndarray, size: int
    ) -> tuple[np.ndarray, np.ndarray]:
        """A scene through a matrix, at times blurred as small cameras see, and the boxes that are then in the picture."""
        stock, picture = self.stock, self.stock.picture(number)
        scale = float(np.sqrt(abs(np.linalg.det(matrix[:2, :2]))))
        if scale < 0.6:
            half = cv2.resize(picture, (SIZE // 2, SIZE // 2), interpolation=cv2.INTER_AREA)
            picture = warped(half, matrix @ np.diag([2.0, 2.0, 1.0]), size)
        else:
            picture = warped(picture, matrix, size)
        if rng.random() < BLURRED:
            sigma = float(np.exp(rng.uniform(np.log(0.5), np.log(2.2))))
            picture = cv2.GaussianBlur(picture, (0, 0), sigma)
            scale /= np.sqrt(1 + 12 * sigma**2)  # A pixel is a box, whose variance is a twelfth.
        outlines = stock.outlines[number] @ matrix[:2, :2].T.astype(np.float32) + matrix[:2, 2].astype(np.float32)
        kinds = made_out(stock.kinds[number], stock.legibility[number], scale, LEGIBLE)
        return picture, boxes_inside(size, kinds, outlines)


class Batches(Dataset):
    """Batch `n` of a seed is always the same one; its size in pixels is drawn with it.

    Small pictures come in larger batches: every batch has about as many pixels as `batch` pictures of MIDDLE_SIZE.
    """

    MIDDLE_SIZE = 320

    def __init__(
        self, stock: Stock, sizes: dict[int, float], batch: int, seed: tuple[int, ...], first: int, count: int
    ):
        self.sampler, self.sizes, self.batch = Sampler(stock), sizes, batch
        self.seed, self.first, self.count = seed, first, count

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, number: int) -> Batch:
        cv2.setNumThreads(1)
        rng = np.random.default_rng((*self.seed, self.first + number))
        size = int(rng.choice(list(self.sizes), p=list(self.sizes.values())))
        count = max(1, round(self.batch * (self.MIDDLE_SIZE / size) ** 2))
        pictures, boxes = zip(*(self.sampler.sample(rng, size) for _ in range(count)))
        pictures = torch.from_numpy(np.stack(pictures)).permute(0, 3, 1, 2)
        return Batch(pictures, [torch.from_numpy(found) for found in boxes])


def placement(rng: np.random.Generator, size: int, scale: float) -> np.ndarray:
    """A matrix that mirrors, turns by quarters and a little more, scales, and shifts the scene within the picture."""
    angle = rng.integers(4) * np.pi / 2 + (rng.uniform(-0.4, 0.4) if rng.random() < 0.25 else 0)
    mirror = -1 if rng.random() < 0.3 else 1
    turn = np.array([[np.cos(angle) * mirror, -np.sin(angle)], [np.sin(angle) * mirror, np.cos(angle)]]) * scale
    room = abs(size - SIZE * scale)
    target = size / 2 + rng.uniform(-room / 2, room / 2, 2)
    matrix = np.eye(3)
    matrix[:2, :2] = turn
    matrix[:2, 2] = target - turn @ np.array([SIZE / 2, SIZE / 2])
    return matrix


def cover(matrix: np.ndarray, size: int):
    """Shifts a scene, as far as it is large enough, so that it leaves no edge of the picture free."""
    corners = np.array([[0, 0], [SIZE, 0], [SIZE, SIZE], [0, SIZE]]) @ matrix[:2, :2].T + matrix[:2, 2]
    low, high = corners.min(axis=0), corners.max(axis=0)
    shift = np.where(low > 0, -low, np.where(high < size, size - high, 0))
    matrix[:2, 2] += np.where(high - low >= size, shift, 0)


def warped(picture: np.ndarray, matrix: np.ndarray, size: int) -> np.ndarray:
    """The picture through a matrix, padded with the letterbox' grey."""
    return cv2.warpAffine(picture, matrix[:2], (size, size), flags=cv2.INTER_LINEAR, borderValue=(PADDING,) * 3)


def boxes_inside(size: int, kinds: np.ndarray, outlines: np.ndarray) -> np.ndarray:
    """Boxes `[n, 5]` around outlines, clipped to a picture of a size; what is mostly outside is IGNORED."""
    if len(kinds) == 0:
        return np.zeros((0, 5), np.float32)
    low, high = outlines.min(axis=1), outlines.max(axis=1)
    left_top, right_bottom = low.clip(0, size), high.clip(0, size)
    sides = right_bottom - left_top
    part = sides.prod(axis=1) / np.maximum((high - low).prod(axis=1), 1e-3)
    kinds = np.where(part > KEPT_AREA, kinds, IGNORED)
    return np.concatenate([kinds[:, None], left_top, right_bottom], axis=1)[part > 0].astype(np.float32)


def recolored(rng: np.random.Generator, picture: np.ndarray) -> np.ndarray:
    """Another exposure, contrast and tint; at times grey."""
    if rng.random() < 0.6:
        gain = rng.uniform(0.45, 1.3) * (1 + rng.normal(0, 0.06, 3))
        steps = np.arange(256)[:, None] * gain + rng.uniform(-20, 30)
        picture = cv2.LUT(picture, np.clip(steps, 0, 255).astype(np.uint8)[None])
    if rng.random() < 0.3:
        picture = cv2.cvtColor(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    return picture
