"""The loss: do the right cells say the right class, and do their boxes fit."""

from dataclasses import dataclass

import torch
from torch.nn import functional

from learning.assignment import assign, padded
from learning.overlap import complete_iou
from network.detector import CellGrid

#: The weight of the boxes' part against the classes' part.
BOX_WEIGHT = 6.0


@dataclass
class Loss:
    """Both parts, each a scalar tensor."""

    boxes: torch.Tensor
    scores: torch.Tensor

    @property
    def total(self) -> torch.Tensor:
        """What is minimised."""
        return BOX_WEIGHT * self.boxes + self.scores


def detection_loss(grid: CellGrid, raw: torch.Tensor, truth: list[torch.Tensor]) -> Loss:
    """The loss of raw outputs `[N, 4 + classes, cells]` against the boxes `[n, 5]` of each picture."""
    corners, logits = grid.corners(raw[:, :4]), raw[:, 4:]
    with torch.no_grad():
        chosen = assign(grid, logits.sigmoid(), corners, padded(truth))
        targets = torch.zeros_like(logits)
        targets[chosen.pictures, chosen.kinds, chosen.cells] = chosen.scores
        weights = (~chosen.ignored).float()[:, None].expand_as(targets)
        total = targets.sum().clamp(min=1.0)
    scores = functional.binary_cross_entropy_with_logits(logits, targets, weights, reduction="sum") / total
    misfits = 1 - complete_iou(corners[chosen.pictures, chosen.cells], chosen.boxes)
    return Loss((misfits * chosen.scores).sum() / total, scores)
