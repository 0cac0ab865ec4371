"""A stock of rendered scenes on disk: drawing a scene takes longer than learning from it."""

import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from rendering.scene import scene

#: Scenes in one file.
SHARD = 250

#: First seeds of scenes to learn from and of scenes to be judged by.
TRAINING_SEEDS, VALIDATION_SEEDS = 1_000_000, 0


@dataclass
class Stock:
    """Scenes as JPEG bytes, with class numbers `[n]` and outlines `[n, points, 2]` for each."""

    pictures: list[np.ndarray]
    kinds: list[np.ndarray]
    outlines: list[np.ndarray]

    def __len__(self) -> int:
        return len(self.pictures)

    def picture(self, number: int) -> np.ndarray:
        """One picture as RGB bytes."""
        return cv2.imdecode(self.pictures[number], cv2.IMREAD_COLOR_RGB)


def stock(folder: Path, first_seed: int, count: int, processes: int = 2) -> Stock:
    """The scenes of `count` seeds, drawn where they are not on disk yet; the last shard may hold more than asked."""
    folder.mkdir(parents=True, exist_ok=True)
    starts = range(first_seed, first_seed + count, SHARD)
    missing = [start for start in starts if not shard_file(folder, start).exists()]
    with ProcessPoolExecutor(processes) as pool:
        for done, _ in enumerate(pool.map(draw_shard, [folder] * len(missing), missing), start=1):
            print(f"scenes: {done * SHARD} of {len(missing) * SHARD} drawn", flush=True)
    whole = Stock([], [], [])
    for start in starts:
        load_shard(shard_file(folder, start), whole)
    return Stock(whole.pictures[:count], whole.kinds[:count], whole.outlines[:count])


def shard_file(folder: Path, start: int) -> Path:
    """Where the scenes from a seed on are kept."""
    return folder / f"scenes-{start:08d}.npz"


def draw_shard(folder: Path, start: int):
    """Draws SHARD scenes and writes them beside, then renames: no half file is left behind."""
    cv2.setNumThreads(1)
    scenes = [scene(seed) for seed in range(start, start + SHARD)]
    jpegs = [encoded(drawn.picture) for drawn in scenes]
    unfinished = folder / f"unfinished-{start:08d}.npz"
    np.savez(
        unfinished,
        jpegs=np.concatenate(jpegs),
        jpeg_lengths=[len(jpeg) for jpeg in jpegs],
        counts=[len(drawn.kinds) for drawn in scenes],
        kinds=np.concatenate([drawn.kinds for drawn in scenes]),
        outlines=np.concatenate([drawn.outlines for drawn in scenes]),
    )
    os.replace(unfinished, shard_file(folder, start))


def encoded(picture: np.ndarray) -> np.ndarray:
    """A picture as JPEG of a quality that adds nothing to see."""
    bgr = cv2.cvtColor(picture, cv2.COLOR_RGB2BGR)
    return cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, 93])[1].ravel()


def load_shard(file: Path, into: Stock):
    """Appends the scenes of a file."""
    with np.load(file) as data:
        into.pictures += np.split(data["jpegs"], np.cumsum(data["jpeg_lengths"])[:-1])
        ends = np.cumsum(data["counts"])[:-1]
        into.kinds += np.split(data["kinds"], ends)
        into.outlines += np.split(data["outlines"], ends)
