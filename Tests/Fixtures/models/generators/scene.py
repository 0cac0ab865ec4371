"""One imaginary picture for all detector fixtures: overlapping boxes, ties, near misses, boxes over the edge."""

import numpy as np

SIZE = 64
NAMES = ["cat", "dog", "bird", "horse"]

# cx, cy, w, h in input pixels, then the scores of the four classes. What each row is for stands beside it.
RAW = np.array([
    (22, 26, 20, 16, 0.91, 0.02, 0.01, 0.01),  # a cat …
    (23, 26, 20, 17, 0.88, 0.03, 0.01, 0.01),  # … twice more, with equal scores: both suppressed
    (21, 25.5, 19, 16, 0.88, 0.02, 0.02, 0.01),
    (22.5, 26.5, 20, 16, 0.02, 0.67, 0.01, 0.03),  # a dog in the same place: kept unless agnostic
    (45, 20, 6, 5, 0.01, 0.02, 0.55, 0.01),  # a small bird
    (48, 20.5, 6, 5, 0.01, 0.01, 0.42, 0.01),  # another one, overlapping by less than the threshold
    (60, 40, 14, 30, 0.02, 0.01, 0.02, 0.73),  # a horse over the right edge: clipped
    (30, 52, 18, 14, 0.61, 0.04, 0.01, 0.02),  # a cat that reaches into the letterbox's pad
    (10, 12, 8, 8, 0.26, 0.02, 0.01, 0.01),  # just above the usual threshold
    (14, 50, 8, 8, 0.24, 0.02, 0.01, 0.01),  # just below it
    (40, 44, 12, 12, 0.35, 0.52, 0.01, 0.02),  # two classes above the threshold: only the better one counts
], np.float32)

# What is left of it after suppression: rows for families whose models suppress by themselves.
KEPT = RAW[[0, 3, 4, 5, 6, 7, 8, 9, 10]]


def spread(rows, count, background, seed=11):
    """`count` rows with the scene's rows at seeded places among three kinds of background rows."""
    random = np.random.default_rng(seed)
    table = np.concatenate([rows, background]).astype(np.float32)
    index = random.integers(len(rows), len(table), count)
    index[random.choice(count, len(rows), replace=False)] = np.arange(len(rows))
    return table, index


def corners(rows):
    """`cx, cy, w, h` → `x1, y1, x2, y2`."""
    half = rows[:, 2:4] / 2
    return np.concatenate([rows[:, :2] - half, rows[:, :2] + half], axis=1)


def sorted_detections(rows=KEPT):
    """Boxes `x1, y1, x2, y2`, best scores and classes of the rows, best score first."""
    classes = rows[:, 4:].argmax(1)
    scores = rows[np.arange(len(rows)), classes + 4]
    order = np.argsort(-scores, kind="stable")
    return corners(rows)[order], scores[order], classes[order]
