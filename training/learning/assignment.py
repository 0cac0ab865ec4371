"""Which cells answer for which code: task-aligned assignment (Feng et al. 2021, TOOD), for a whole batch at once."""

from dataclasses import dataclass

import torch

from learning.overlap import iou
from network.detector import CellGrid
from rendering.classes import IGNORED

#: Cells per code, and the powers of score and overlap in what makes a cell the right one.
CELLS, SCORE_POWER, OVERLAP_POWER = 10, 0.5, 6.0


@dataclass
class Assignment:
    """The chosen cells, `n` in all: picture, cell, class, box and target score of each; and which cells are ignored."""

    pictures: torch.Tensor
    cells: torch.Tensor
    kinds: torch.Tensor
    boxes: torch.Tensor
    scores: torch.Tensor
    #: `[pictures, cells]`, true where the scores do not matter.
    ignored: torch.Tensor


def padded(boxes: list[torch.Tensor]) -> torch.Tensor:
    """The boxes `[n, 5]` of each picture as one tensor `[pictures, most, 5]`; what is missing is an IGNORED nothing."""
    most = max(1, max(len(found) for found in boxes))
    whole = boxes[0].new_zeros(len(boxes), most, 5)
    whole[:, :, 0] = IGNORED
    whole[:, :, 1:] = -1e4
    for number, found in enumerate(boxes):
        whole[number, : len(found)] = found
    return whole


def assign(grid: CellGrid, scores: torch.Tensor, corners: torch.Tensor, truth: torch.Tensor) -> Assignment:
    """Assigns cells to the boxes `[N, most, 5]`.

    `scores` are probabilities `[N, classes, cells]`, `corners` the predicted boxes `[N, cells, 4]`; neither needs
    gradients.
    """
    kinds, boxes = truth[:, :, 0].long(), truth[:, :, 1:]
    within = inside(grid, boxes)
    asked = (kinds != IGNORED)[:, :, None]
    overlaps = iou(boxes[:, :, None], corners[:, None])
    scores = scores.gather(1, kinds.clamp(min=0)[:, :, None].expand(-1, -1, scores.shape[2]))
    fitness = (scores.pow(SCORE_POWER) * overlaps.pow(OVERLAP_POWER) + 1e-9) * (within & asked)
    best, cells = fitness.topk(min(CELLS, fitness.shape[2]), dim=2)
    chosen = torch.zeros_like(fitness).scatter_(2, cells, (best > 0).float())
    # A cell that several codes want answers for the one that it overlaps most.
    most, code = ((overlaps + 1e-6) * chosen).max(dim=1)
    pictures, cells = torch.nonzero(most > 0, as_tuple=True)
    code = code[pictures, cells]
    fitness = fitness * chosen
    scale = (overlaps * chosen).amax(dim=2) / fitness.amax(dim=2).clamp(min=1e-9)
    return Assignment(
        pictures=pictures,
        cells=cells,
        kinds=kinds[pictures, code],
        boxes=boxes[pictures, code],
        scores=(fitness[pictures, code, cells] * scale[pictures, code]).clamp(0, 1),
        ignored=(within & ~asked).any(dim=1) & (most == 0),
    )


def inside(grid: CellGrid, boxes: torch.Tensor) -> torch.Tensor:
    """Whether a cell's centre lies in a box, `[N, most, cells]`; tiny boxes are as wide as a cell of stride 8."""
    centers = (boxes[..., :2] + boxes[..., 2:]) / 2
    halves = ((boxes[..., 2:] - boxes[..., :2]) / 2).clamp(min=5.0)
    distance = (grid.centers - centers[:, :, None]).abs()
    return (distance < halves[:, :, None]).all(dim=3)
