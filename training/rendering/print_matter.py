"""Printed and built things that are no codes but have their edges: the hard negatives."""

import cv2
import numpy as np

from rendering import palette
from rendering.textures import clouds, plain
from rendering.writing import random_line, write


def sheet(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Empty paper."""
    picture = np.empty((height, width, 3), np.uint8)
    picture[:] = palette.paper(rng).astype(np.uint8)
    return picture


def text_page(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Columns of text, small or large."""
    picture = sheet(rng, height, width)
    color = palette.ink(rng)
    if rng.random() < 0.12:
        picture, color = 255 - picture, 255 - color
    size = int(np.exp(rng.uniform(np.log(4), np.log(40))))
    step, margin = int(size * rng.uniform(1.0, 1.8)) + 1, int(width * rng.uniform(0, 0.1))
    for top in range(margin, height - size, step):
        left = margin
        while left < width - margin and rng.random() > 0.04:
            left += write(picture, random_line(rng), (left, top), size, color) + size // 3
    return picture


def table(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Rules and cells, with or without words in them; without they are grids and crosswords' sisters."""
    picture = sheet(rng, height, width)
    color, filled = palette.ink(rng), rng.random() < 0.75
    tall, long = int(rng.integers(5, 50)), int(rng.integers(5, 120))
    thickness = int(rng.integers(1, 3))
    for top in range(0, height, tall):
        cv2.line(picture, (0, top), (width, top), color.tolist(), thickness)
        for left in range(0, width, long):
            if filled and rng.random() < 0.7:
                line = random_line(rng)[:, : int(28 * max(1, long / tall))]
                write(picture, line, (left + 2, top + 2), max(3, int(tall * 0.6)), color)
    for left in range(0, width, long):
        cv2.line(picture, (left, 0), (left, height), color.tolist(), thickness)
    return picture


def plot(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Axes with curves, bars or dots."""
    picture = sheet(rng, height, width)
    color = palette.ink(rng).tolist()
    count = int(rng.integers(5, 60))
    x = np.linspace(width * 0.1, width * 0.95, count).astype(int)
    for _ in range(int(rng.integers(1, 4))):
        line = palette.anything(rng).tolist()
        y = (height * (0.1 + 0.8 * np.clip(0.5 + np.cumsum(rng.normal(0, 0.1, count)), 0, 1))).astype(int)
        if rng.random() < 0.4:
            for left, top in zip(x, y):
                half = max(1, int(width / count * 0.3))
                cv2.rectangle(picture, (int(left - half), int(top)), (int(left + half), int(height * 0.9)), line, -1)
        else:
            cv2.polylines(picture, [np.stack([x, y], 1).astype(np.int32)], False, line, 2, cv2.LINE_AA)
    cv2.line(picture, (int(width * 0.08), 0), (int(width * 0.08), height), color, 2)
    cv2.line(picture, (0, int(height * 0.91)), (width, int(height * 0.91)), color, 2)
    for left in x[::3]:
        write(picture, random_line(rng)[:, :60], (int(left), int(height * 0.93)), 10, np.zeros(3))
    return picture


def crossword(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Black and white squares with thin rules and letters; a chessboard now and then."""
    cell = int(rng.integers(10, 60))
    rows, columns = height // cell + 1, width // cell + 1
    dark = rng.random((rows, columns)) < rng.uniform(0.08, 0.35)
    if rng.random() < 0.3:
        dark = np.indices((rows, columns)).sum(0) % 2 == 0
    low, high = palette.ink(rng), palette.paper(rng)
    small = np.where(dark[..., None], low, high).astype(np.uint8)
    picture = cv2.resize(small, (columns * cell, rows * cell), interpolation=cv2.INTER_NEAREST)[:height, :width].copy()
    if rng.random() < 0.8:
        picture[::cell] = low
        picture[:, ::cell] = low
    for row, column in zip(*np.nonzero(~dark)):
        if cell > 14 and rng.random() < 0.25:
            write(picture, random_line(rng)[:, 2:20], (column * cell + 3, row * cell + 3), cell - 5, low)
    return picture


def keyboard(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Keys in staggered rows."""
    picture = plain(rng, height, width)
    key, gap = int(rng.integers(12, 60)), int(rng.integers(1, 8))
    body = (palette.ink(rng) if rng.random() < 0.6 else palette.paper(rng)) * rng.uniform(0.7, 1)
    letters = 255 - body
    for number, top in enumerate(range(0, height, key + gap)):
        left = -int(key * 0.3) * (number % 3)
        while left < width:
            wide = key if rng.random() < 0.9 else int(key * rng.uniform(1.3, 5))
            corners = (left, top), (left + wide, top + key)
            cv2.rectangle(picture, *corners, body.tolist(), -1)
            cv2.rectangle(picture, *corners, (body * 0.7).tolist(), 1)
            write(picture, random_line(rng)[:, 2:22], (left + key // 5, top + key // 5), key // 2, letters)
            left += wide + gap
    return picture


def facade(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """A house front: windows in rows, some lit, some with blinds."""
    wall, glass = palette.muted(rng), palette.muted(rng) * rng.uniform(0.2, 0.7)
    picture = np.empty((height, width, 3), np.uint8)
    picture[:] = wall.astype(np.uint8)
    tall, long = int(rng.integers(8, 80)), int(rng.integers(6, 70))
    gap_y, gap_x = (max(2, int(side * rng.uniform(0.15, 0.9))) for side in (tall, long))
    for top in range(gap_y, height, tall + gap_y):
        for left in range(gap_x, width, long + gap_x):
            pane = np.clip(glass + rng.normal(0, 25), 0, 255).tolist()
            cv2.rectangle(picture, (left, top), (left + long, top + tall), pane, -1)
            cv2.rectangle(picture, (left, top), (left + long, top + tall), (wall * 0.6).tolist(), 1)
            if rng.random() < 0.5:
                cv2.line(picture, (left + long // 2, top), (left + long // 2, top + tall), (wall * 0.8).tolist(), 1)
    return np.clip(picture * (0.7 + 0.5 * clouds(rng, height, width, 3)[..., None]), 0, 255).astype(np.uint8)


def shelf(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Backs of books or packets side by side, with writing along them."""
    picture = plain(rng, height, width)
    board = int(rng.integers(60, 260))
    for top in range(0, height, board):
        left = 0
        while left < width:
            thick, tall = int(rng.integers(4, 60)), int(board * rng.uniform(0.6, 0.95))
            color = palette.anything(rng)
            base = top + board - 4
            cv2.rectangle(picture, (left, base - tall), (left + thick, base), color.tolist(), -1)
            if thick > 9:
                spine = np.ascontiguousarray(np.rot90(picture[max(0, base - tall) : base, left : left + thick]))
                write(spine, random_line(rng), (6, thick // 4), thick // 2, 255 - color)
                picture[max(0, base - tall) : base, left : left + thick] = np.rot90(spine, -1)
            left += thick + int(rng.random() < 0.3) * int(rng.integers(1, 8))
    return picture


MATTER = (text_page, text_page, table, plot, crossword, keyboard, facade, shelf)
