"""Batches from a stock of scenes: every picture is cut, scaled, turned, mirrored and recoloured anew."""

import cv2
import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset

from rendering.scene import SIZE
from rendering.stock import Stock

#: The grey that letterboxing pads with.
PADDING = 114

#: Codes that are cut off by more than this, or shorter than this many pixels, are not asked for.
KEPT_AREA, SHORTEST_SIDE = 0.3, 5.0

#: The parts of the samples that are put together of four scenes, and that look at one code from near.
MOSAICS, CLOSE_UPS = 0.2, 0.4


class Samples(Dataset):
    """Augmented samples; sample `n` of a seed is always the same. Each is (picture `[3, S, S]`, boxes `[n, 5]`).

    A box is class number, left, top, right, bottom in pixels.
    """

    def __init__(self, stock: Stock, size: int, first: int, count: int, seed: int):
        self.stock, self.size, self.first, self.count, self.seed = stock, size, first, count, seed

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, number: int):
        cv2.setNumThreads(1)
        rng = np.random.default_rng((self.seed, self.first + number))
        choice = rng.random()
        if choice < MOSAICS:
            picture, boxes = self.mosaic(rng)
        elif choice < MOSAICS + CLOSE_UPS:
            picture, boxes = self.close_up(rng, self.size)
        else:
            picture, boxes = self.one(rng, self.size, scale=float(np.exp(rng.uniform(np.log(0.8), np.log(1.8)))))
        picture = recolored(rng, picture)
        return torch.from_numpy(picture).permute(2, 0, 1), torch.from_numpy(boxes)

    def one(self, rng: np.random.Generator, size: int, scale: float) -> tuple[np.ndarray, np.ndarray]:
        """A part of a random scene, `scale` times as large as if the scene filled the picture."""
        number = int(rng.integers(len(self.stock)))
        return self.seen(number, placement(rng, size, size / SIZE * scale), size)

    def close_up(self, rng: np.random.Generator, size: int) -> tuple[np.ndarray, np.ndarray]:
        """A random scene from so near that one of its codes is a large part of the picture."""
        number = int(rng.integers(len(self.stock)))
        if len(self.stock.kinds[number]) == 0:
            return self.one(rng, size, scale=float(rng.uniform(1, 3)))
        points = self.stock.outlines[number][rng.integers(len(self.stock.kinds[number]))]
        low, high = points.min(axis=0), points.max(axis=0)
        wanted = float(np.exp(rng.uniform(np.log(0.25), np.log(1.0)))) * size
        scale = float(np.clip(wanted / (high - low).max(), 0.6 * size / SIZE, 4 * size / SIZE))
        matrix = placement(rng, size, scale)
        place = matrix[:2, :2] @ ((low + high) / 2) + matrix[:2, 2]
        half = min(scale * (high - low).max(), size) / 2
        matrix[:2, 2] += rng.uniform(half, size - half, 2) - place
        return self.seen(number, matrix, size)

    def seen(self, number: int, matrix: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray]:
        """A scene through a matrix, and the boxes that are then in the picture."""
        picture = self.stock.picture(number)
        if abs(np.linalg.det(matrix[:2, :2])) < 0.36:
            half = cv2.resize(picture, (SIZE // 2, SIZE // 2), interpolation=cv2.INTER_AREA)
            picture = warped(half, matrix @ np.diag([2.0, 2.0, 1.0]), size)
        else:
            picture = warped(picture, matrix, size)
        outlines = self.stock.outlines[number] @ matrix[:2, :2].T.astype(np.float32) + matrix[:2, 2].astype(np.float32)
        return picture, boxes_inside(self.stock.kinds[number], outlines, size)

    def mosaic(self, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """Four scenes in the quarters of a picture."""
        half = self.size // 2
        whole, boxes = np.empty((self.size, self.size, 3), np.uint8), []
        for left, top in ((0, 0), (half, 0), (0, half), (half, half)):
            part, found = self.one(rng, half, scale=float(rng.uniform(0.9, 2.0)))
            whole[top : top + half, left : left + half] = part
            boxes.append(found + np.array([0, left, top, left, top], np.float32))
        return whole, np.concatenate(boxes)


def placement(rng: np.random.Generator, size: int, scale: float) -> np.ndarray:
    """A matrix that mirrors, turns by quarters and a little more, scales, and shifts the scene within the picture."""
    angle = rng.integers(4) * np.pi / 2 + (rng.uniform(-0.4, 0.4) if rng.random() < 0.25 else 0)
    mirror = -1 if rng.random() < 0.5 else 1
    turn = np.array([[np.cos(angle) * mirror, -np.sin(angle)], [np.sin(angle) * mirror, np.cos(angle)]]) * scale
    room = abs(size - SIZE * scale)
    target = size / 2 + rng.uniform(-room / 2, room / 2, 2)
    matrix = np.eye(3)
    matrix[:2, :2] = turn
    matrix[:2, 2] = target - turn @ np.array([SIZE / 2, SIZE / 2])
    return matrix


def warped(picture: np.ndarray, matrix: np.ndarray, size: int) -> np.ndarray:
    """The picture through a matrix, padded with the letterbox' grey."""
    return cv2.warpAffine(picture, matrix[:2], (size, size), flags=cv2.INTER_LINEAR, borderValue=(PADDING,) * 3)


def boxes_inside(kinds: np.ndarray, outlines: np.ndarray, size: int) -> np.ndarray:
    """Boxes `[n, 5]` around outlines, clipped to the picture, less those that hardly anything is left of."""
    if len(kinds) == 0:
        return np.zeros((0, 5), np.float32)
    low, high = outlines.min(axis=1), outlines.max(axis=1)
    left_top, right_bottom = low.clip(0, size), high.clip(0, size)
    sides = right_bottom - left_top
    part = sides.prod(axis=1) / np.maximum((high - low).prod(axis=1), 1e-3)
    kept = (part > KEPT_AREA) & (sides.max(axis=1) >= SHORTEST_SIDE) & (sides.min(axis=1) >= 2)
    return np.concatenate([kinds[:, None], left_top, right_bottom], axis=1)[kept].astype(np.float32)


def recolored(rng: np.random.Generator, picture: np.ndarray) -> np.ndarray:
    """Another exposure, contrast and tint; grey at times."""
    if rng.random() < 0.5:
        gain = rng.uniform(0.7, 1.3) * (1 + rng.normal(0, 0.06, 3))
        steps = np.arange(256)[:, None] * gain + rng.uniform(-25, 25)
        picture = cv2.LUT(picture, np.clip(steps, 0, 255).astype(np.uint8)[None])
    if rng.random() < 0.08:
        picture = cv2.cvtColor(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    return picture


def collate(samples) -> tuple[torch.Tensor, list[torch.Tensor]]:
    """Pictures `[N, 3, S, S]` as bytes, and the boxes of each."""
    pictures, boxes = zip(*samples)
    return torch.stack(pictures), list(boxes)


def batches(samples: Samples, size: int, workers: int) -> DataLoader:
    """Batches in the samples' order."""
    return DataLoader(samples, size, collate_fn=collate, num_workers=workers, drop_last=True)
