"""A stock of rendered scenes on disk: drawing a scene takes longer than learning from it."""

import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from rendering.close_up import close_up
from rendering.scene import scene

#: Scenes in one file.
SHARD = 250

#: First seeds of scenes to learn from, of close-ups and look-alikes to learn from, and of scenes to be judged by.
TRAINING_SEEDS, CLOSE_UP_SEEDS, VALIDATION_SEEDS = 1_000_000, 2_000_000, 0


@dataclass
class Stock:
    """Scenes as JPEG bytes, with class numbers `[n]`, outlines `[n, points, 2]` and legibility `[n, STEPS]` for each."""

    pictures: list[np.ndarray]
    kinds: list[np.ndarray]
    outlines: list[np.ndarray]
    legibility: list[np.ndarray]

    def __len__(self) -> int:
        return len(self.pictures)

    def __add__(self, other: "Stock") -> "Stock":
        """Both stocks as one."""
        return Stock(
            self.pictures + other.pictures,
            self.kinds + other.kinds,
            self.outlines + other.outlines,
            self.legibility + other.legibility,
        )

    def first(self, count: int) -> "Stock":
        """The first scenes."""
        return Stock(self.pictures[:count], self.kinds[:count], self.outlines[:count], self.legibility[:count])

    def picture(self, number: int) -> np.ndarray:
        """One picture as RGB bytes."""
        return cv2.imdecode(self.pictures[number], cv2.IMREAD_COLOR_RGB)


def stock(folder: Path, first_seed: int, count: int, processes: int = 2) -> Stock:
    """The scenes of `count` seeds, drawn where they are not on disk yet; the last shard may hold more than asked."""
    folder.mkdir(parents=True, exist_ok=True)
    shards = [Shard(folder, start, min(SHARD, count)) for start in range(first_seed, first_seed + count, SHARD)]
    missing = [shard for shard in shards if not shard.file.exists()]
    with ProcessPoolExecutor(processes) as pool:
        for done, _ in enumerate(pool.map(Shard.draw, missing), start=1):
            print(f"scenes: {done} of {len(missing)} shards drawn", flush=True)
    whole = Stock([], [], [], [])
    for shard in shards:
        shard.load(whole)
    return whole.first(count)


@dataclass
class Shard:
    """Some scenes of consecutive seeds in one file; fewer than SHARD only where fewer are asked for in all."""

    folder: Path
    start: int
    count: int

    @property
    def file(self) -> Path:
        """Where the scenes are kept."""
        part = "" if self.count == SHARD else f"-{self.count}"
        return self.folder / f"stock-{self.start:08d}{part}.npz"

    def draw(self):
        """Draws the scenes and writes them beside, then renames: no half file is left behind."""
        cv2.setNumThreads(1)
        drawer = close_up if self.start >= CLOSE_UP_SEEDS else scene
        scenes = [drawer(seed) for seed in range(self.start, self.start + self.count)]
        jpegs = [encoded(drawn.picture) for drawn in scenes]
        unfinished = self.file.with_name(f"unfinished-{self.file.name}")
        np.savez(
            unfinished,
            jpegs=np.concatenate(jpegs),
            jpeg_lengths=[len(jpeg) for jpeg in jpegs],
            counts=[len(drawn.kinds) for drawn in scenes],
            kinds=np.concatenate([drawn.kinds for drawn in scenes]),
            outlines=np.concatenate([drawn.outlines for drawn in scenes]),
            legibility=np.concatenate([drawn.legibility for drawn in scenes]),
        )
        os.replace(unfinished, self.file)

    def load(self, into: Stock):
        """Appends the scenes."""
        with np.load(self.file) as data:
            into.pictures += np.split(data["jpegs"], np.cumsum(data["jpeg_lengths"])[:-1])
            ends = np.cumsum(data["counts"])[:-1]
            into.kinds += np.split(data["kinds"], ends)
            into.outlines += np.split(data["outlines"], ends)
            into.legibility += np.split(data["legibility"], ends)


def encoded(picture: np.ndarray) -> np.ndarray:
    """A picture as JPEG of a quality that adds nothing to see."""
    bgr = cv2.cvtColor(picture, cv2.COLOR_RGB2BGR)
    return cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, 93])[1].ravel()
