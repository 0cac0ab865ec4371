"""Which cells answer for which code: task-aligned assignment (Feng et al. 2021, TOOD)."""

from dataclasses import dataclass

import torch

from learning.overlap import pairwise_iou
from network.detector import CellGrid

#: Cells per code, and the powers of score and overlap in what makes a cell the right one.
CELLS, SCORE_POWER, OVERLAP_POWER = 10, 0.5, 6.0


@dataclass
class Assignment:
    """For one picture: the chosen cells `[n]`, the code that each answers for `[n]`, and its target score `[n]`."""

    cells: torch.Tensor
    codes: torch.Tensor
    scores: torch.Tensor


def assign(grid: CellGrid, scores: torch.Tensor, corners: torch.Tensor, boxes: torch.Tensor) -> Assignment:
    """Assigns cells to the boxes `[n, 5]` of a picture.

    `scores` are probabilities `[classes, cells]`, `corners` the predicted boxes `[cells, 4]`; neither needs gradients.
    """
    overlaps = pairwise_iou(boxes[:, 1:], corners)
    fitness = scores[boxes[:, 0].long()].pow(SCORE_POWER) * overlaps.pow(OVERLAP_POWER)
    allowed = inside(grid, boxes)
    fitness = torch.where(allowed, fitness + 1e-9, torch.zeros_like(fitness))
    best, cells = fitness.topk(min(CELLS, fitness.shape[1]), dim=1)
    chosen = torch.zeros_like(fitness).scatter_(1, cells, (best > 0).float())
    # A cell that several codes want answers for the one that it overlaps most.
    wanted = torch.where(chosen > 0, overlaps + 1e-6, torch.zeros_like(overlaps))
    most, code = wanted.max(dim=0)
    taken = torch.nonzero(most > 0).squeeze(1)
    code = code[taken]
    fitness = fitness * chosen
    scale = overlaps.mul(chosen).amax(dim=1) / fitness.amax(dim=1).clamp(min=1e-9)
    return Assignment(taken, code, (fitness[code, taken] * scale[code]).clamp(0, 1))


def inside(grid: CellGrid, boxes: torch.Tensor) -> torch.Tensor:
    """Whether a cell's centre lies in a box, `[n, cells]`; tiny boxes are taken as wide as a cell of stride 8."""
    centers = (boxes[:, 1:3] + boxes[:, 3:5]) / 2
    halves = ((boxes[:, 3:5] - boxes[:, 1:3]) / 2).clamp(min=5.0)
    distance = (grid.centers[None] - centers[:, None]).abs()
    return (distance < halves[:, None]).all(dim=2)
