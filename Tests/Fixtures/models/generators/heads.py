"""Raw outputs that detectors of each family would give for the scene, as tables of rows and row numbers."""

import numpy as np

from .scene import RAW, SIZE, spread

LEVELS = (8, 16, 32)


def anchor_free_rows(scale=1.0, classes=4):
    """YOLOv8 rows: box, class probabilities. `scale` divides the boxes; more classes are padded with little noise."""
    rows = widened(RAW, classes)
    rows[:, :4] /= scale
    noise = np.random.default_rng(3).random((3, 4 + classes)) * [[SIZE / scale] * 4 + [0.05] * classes]
    return spread(rows, cells(LEVELS), noise)


def objectness_rows(classes=4, objectness=None):
    """YOLOv5 rows: box, objectness, class probabilities whose product with it is the scene's score."""
    rows = widened(RAW, classes)
    strength = np.linspace(0.97, 0.93, len(rows)).astype(np.float32) if objectness is None else np.float32(objectness)
    strength = np.broadcast_to(strength, len(rows))
    rows = np.concatenate([rows[:, :4], strength[:, None], rows[:, 4:] / strength[:, None]], axis=1)
    random = np.random.default_rng(5)
    noise = random.random((3, rows.shape[1])) * [[SIZE] * 4 + [0.02] + [0.9] * classes]
    if objectness is not None:
        noise[:, 4], noise[:, 5:] = objectness, noise[:, 5:] * 0.05
    return spread(rows, cells(LEVELS) * (3 if objectness is None else 1), noise)


def widened(rows, classes):
    """The scene's rows with `classes` class columns; the four known classes keep their numbers."""
    extra = np.random.default_rng(9).random((len(rows), classes - 4)) * 0.02
    return np.concatenate([rows, extra], axis=1).astype(np.float32)


def cells(levels):
    """Number of grid cells of a 64×64 input."""
    return sum((SIZE // stride) ** 2 for stride in levels)


def placed(levels):
    """`(row, level, column, line)` for each row of the scene: the cell with its centre, or one to the left of it."""
    used, places = set(), []
    for row, (x, y, width, height) in enumerate(RAW[:, :4]):
        first = 0 if max(width, height) < 14 else 1
        near = [(level, step) for step in range(3) for level in (first, 1 - first)]
        free = (cell for cell in (containing(levels, x, y, *place) for place in near) if cell not in used)
        cell = next(free)
        used.add(cell)
        places.append((row, *cell))
    return places


def containing(levels, x, y, level, step):
    """The cell of a point at a level, `step` cells to the left."""
    stride = levels[level]
    return level, max(min(int(x // stride), SIZE // stride - 1) - step, 0), min(int(y // stride), SIZE // stride - 1)


def cell_index(levels, level, column, line):
    """Number of a cell when levels follow each other and cells go line by line."""
    return cells(levels[:level]) + line * (SIZE // levels[level]) + column


def yolox_rows():
    """YOLOX rows: (centre / stride − cell), log(extent / stride), objectness, class probabilities."""
    random = np.random.default_rng(13)
    noise = np.concatenate([random.normal(0, 0.3, (3, 4)), np.full((3, 1), 0.01), random.random((3, 4))], axis=1)
    table, index = [*noise], random.integers(0, 3, cells(LEVELS))
    for row, level, column, line in placed(LEVELS):
        stride, box = LEVELS[level], RAW[row, :4]
        raw = [box[0] / stride - column, box[1] / stride - line, np.log(box[2] / stride), np.log(box[3] / stride)]
        index[cell_index(LEVELS, level, column, line)] = len(table)
        table.append(np.concatenate([raw, [0.95], RAW[row, 4:] / 0.95]))
    return np.array(table, np.float32), index


def nanodet_rows(levels, first):
    """NanoDet rows: class probabilities, then four distributions over 0…7 of the distances in strides.

    `first(stride)` is where the first cell's point lies. Distances past 7 strides do not occur in the scene.
    """
    random = np.random.default_rng(17)
    noise = np.concatenate([random.random((3, 4)) * 0.04, random.normal(0, 1, (3, 32))], axis=1)
    table, index = [*noise], random.integers(0, 3, cells(levels))
    for row, level, column, line in placed(levels):
        stride, (x, y, width, height) = levels[level], RAW[row, :4]
        point_x, point_y = column * stride + first(stride), line * stride + first(stride)
        distances = np.array([
            point_x - (x - width / 2), point_y - (y - height / 2), x + width / 2 - point_x, y + height / 2 - point_y])
        index[cell_index(levels, level, column, line)] = len(table)
        table.append(np.concatenate([RAW[row, 4:], distribution(distances / stride).ravel()]))
    return np.array(table, np.float32), index


def distribution(distances):
    """Logits over 0…7, one row a distance, whose softmax has its mass on the two neighbours of the distance."""
    logits = np.full((len(distances), 8), -14.0)
    for row, distance in enumerate(np.clip(distances, 0.01, 6.99)):
        low = int(distance)
        logits[row, low], logits[row, low + 1] = np.log(1 - (distance - low) + 1e-6), np.log(distance - low + 1e-6)
    return logits
