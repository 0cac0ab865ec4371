"""The loss: do the right cells say the right class, and do their boxes fit."""

from dataclasses import dataclass

import torch
from torch.nn import functional

from learning.assignment import assign
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
    targets = torch.zeros_like(logits)
    misfits, weights = [], []
    with torch.no_grad():
        probabilities = logits.sigmoid()
    for number, boxes in enumerate(truth):
        if len(boxes) == 0:
            continue
        with torch.no_grad():
            assignment = assign(grid, probabilities[number], corners[number].detach(), boxes)
        cells, codes = assignment.cells, assignment.codes
        targets[number, boxes[codes, 0].long(), cells] = assignment.scores
        misfits.append(1 - complete_iou(corners[number, cells], boxes[codes, 1:]))
        weights.append(assignment.scores)
    total = targets.sum().clamp(min=1.0)
    scores = functional.binary_cross_entropy_with_logits(logits, targets, reduction="sum") / total
    if not misfits:
        return Loss(scores * 0, scores)
    return Loss((torch.cat(misfits) * torch.cat(weights)).sum() / total, scores)
