"""Lays a flat card into a scene: bent around a bottle, crumpled, turned, and seen in perspective."""

import cv2
import numpy as np

from rendering.rectangle import Rectangle

#: Points along each side of a code that are followed through bends; corners alone would cut off round sides.
SIDE_POINTS = 6


def outline(box: Rectangle) -> np.ndarray:
    """Points `[4 * SIDE_POINTS, 2]` around a rectangle."""
    xs, ys = (box.left, box.right, box.right, box.left), (box.top, box.top, box.bottom, box.bottom)
    corners = np.stack([xs, ys], axis=1).astype(np.float32)
    steps = np.linspace(0, 1, SIDE_POINTS, endpoint=False, dtype=np.float32)[:, None]
    return np.concatenate([a + (b - a) * steps for a, b in zip(corners, np.roll(corners, -1, axis=0))])


def bent(rng: np.random.Generator, picture: np.ndarray, outlines: list[np.ndarray]):
    """The card around a cylinder, whose axis stands or lies, seen from the side; its edges recede and darken."""
    if rng.random() < 0.5:
        picture, outlines = around(rng, picture, outlines)
    else:
        turned, swapped = picture.swapaxes(0, 1), [points[:, ::-1] for points in outlines]
        picture, swapped = around(rng, np.ascontiguousarray(turned), swapped)
        picture, outlines = np.ascontiguousarray(picture.swapaxes(0, 1)), [points[:, ::-1] for points in swapped]
    return picture, outlines


def around(rng: np.random.Generator, picture: np.ndarray, outlines: list[np.ndarray]):
    """The card around a standing cylinder that it covers by up to 140 degrees."""
    height, width = picture.shape[:2]
    half_angle = rng.uniform(0.3, 1.2)
    radius = width / (2 * half_angle)
    new_width = max(4, int(2 * radius * np.sin(half_angle)))
    sag = rng.uniform(-0.12, 0.12) * height
    x = (np.arange(new_width, dtype=np.float32) + 0.5 - new_width / 2) / radius
    angle = np.arcsin(np.clip(x, -1, 1))
    lift = sag * (np.cos(angle) - np.cos(half_angle))
    map_x = np.broadcast_to((angle * radius + width / 2).astype(np.float32), (height, new_width))
    map_y = np.arange(height, dtype=np.float32)[:, None] - lift[None, :]
    border = cv2.BORDER_REPLICATE
    picture = cv2.remap(picture, np.ascontiguousarray(map_x), map_y.astype(np.float32), cv2.INTER_LINEAR, None, border)
    shade = 1 - rng.uniform(0, 0.6) * (1 - np.cos(angle + rng.uniform(-0.4, 0.4)))
    picture = np.clip(picture * shade[None, :, None], 0, 255).astype(np.uint8)
    moved = []
    for points in outlines:
        angle = (points[:, 0] - width / 2) / radius
        lift = sag * (np.cos(angle) - np.cos(half_angle))
        moved.append(np.stack([radius * np.sin(angle) + new_width / 2, points[:, 1] + lift], 1).astype(np.float32))
    return picture, moved


def view(rng: np.random.Generator, width: int, height: int, tilt: float) -> np.ndarray:
    """A 3x3 matrix that turns a card of the given size freely and tilts it; the result is centred at (0, 0)."""
    angle = rng.uniform(-np.pi, np.pi) if rng.random() < 0.45 else rng.normal(0, 0.12) + rng.integers(4) * np.pi / 2
    if rng.random() < 0.35:
        angle = rng.normal(0, 0.05)
    pitch, yaw = rng.uniform(-tilt, tilt, 2)
    center = np.array([[1, 0, -width / 2], [0, 1, -height / 2], [0, 0, 1.0]])
    turn = np.array([[np.cos(angle), -np.sin(angle), 0], [np.sin(angle), np.cos(angle), 0], [0, 0, 1]])
    size = max(width, height)
    distance = rng.uniform(1.4, 4)
    tipped = np.array(
        [
            [np.cos(yaw), 0, 0],
            [np.sin(yaw) * np.sin(pitch), np.cos(pitch), 0],
            [np.sin(yaw) / size / distance, np.sin(pitch) / size / distance, 1],
        ]
    )
    return tipped @ turn @ center


def moved(matrix: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Points `[n, 2]` through a 3x3 matrix."""
    return cv2.perspectiveTransform(points[None].astype(np.float32), matrix)[0]
