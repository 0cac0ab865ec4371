"""The few photos among the backgrounds: samples that scikit-image ships and that anybody may use for anything."""

from functools import cache
from pathlib import Path

import cv2
import numpy as np

#: Public domain or CC0 according to scikit-image's own notes on its data (`skimage/data/_fetchers.py`).
FILES = (
    "astronaut.png",
    "brick.png",
    "camera.png",
    "chelsea.png",
    "clock_motion.png",
    "coffee.png",
    "grass.png",
    "gravel.png",
    "hubble_deep_field.jpg",
    "retina.jpg",
    "rocket.jpg",
)


@cache
def photos() -> tuple[np.ndarray, ...]:
    """All sample photos as RGB."""
    import skimage

    folder = Path(skimage.__file__).parent / "data"
    return tuple(cv2.cvtColor(cv2.imread(str(folder / name)), cv2.COLOR_BGR2RGB) for name in FILES)


def photo(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """A random, turned, recoloured part of a sample photo."""
    picture = photos()[rng.integers(len(FILES))]
    part = rng.uniform(0.25, 1.0)
    rows, columns = int(picture.shape[0] * part), int(picture.shape[1] * part)
    top, left = rng.integers(0, picture.shape[0] - rows + 1), rng.integers(0, picture.shape[1] - columns + 1)
    picture = np.rot90(picture[top : top + rows, left : left + columns], rng.integers(4))
    picture = cv2.resize(np.ascontiguousarray(picture), (width, height), interpolation=cv2.INTER_AREA)
    if rng.random() < 0.5:
        picture = picture[:, ::-1]
    if rng.random() < 0.4:
        mix = np.eye(3) * 0.6 + rng.dirichlet(np.ones(3), 3) * 0.4
        picture = np.clip(picture @ mix.T, 0, 255)
    return np.ascontiguousarray(picture).astype(np.uint8)
