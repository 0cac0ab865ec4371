"""Random colours as people print and paint them."""

import numpy as np


def paper(rng: np.random.Generator) -> np.ndarray:
    """A light colour, most often nearly white."""
    white = rng.uniform(215, 255) if rng.random() < 0.75 else rng.uniform(150, 235)
    tint = rng.normal(0, 5 if rng.random() < 0.7 else 22, 3)
    return np.clip(white + tint, 0, 255)


def ink(rng: np.random.Generator) -> np.ndarray:
    """A dark colour, most often nearly black."""
    if rng.random() < 0.75:
        return np.clip(rng.uniform(0, 55) + rng.normal(0, 6, 3), 0, 255)
    return np.clip(rng.uniform(0, 130, 3), 0, 255)


def anything(rng: np.random.Generator) -> np.ndarray:
    """Any colour."""
    return rng.uniform(0, 255, 3)


def muted(rng: np.random.Generator) -> np.ndarray:
    """A colour of little saturation, as most of what is around us."""
    return np.clip(rng.uniform(30, 230) + rng.normal(0, 18, 3), 0, 255)


def cardboard(rng: np.random.Generator) -> np.ndarray:
    """The brown of a parcel."""
    return np.array([190, 150, 105]) * rng.uniform(0.65, 1.2) + rng.normal(0, 6, 3)
