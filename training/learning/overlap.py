"""How much boxes overlap. Boxes are left, top, right, bottom."""

import math

import torch


def area(boxes: torch.Tensor) -> torch.Tensor:
    """Areas of boxes `[..., 4]`."""
    return (boxes[..., 2] - boxes[..., 0]).clamp(min=0) * (boxes[..., 3] - boxes[..., 1]).clamp(min=0)


def iou(first: torch.Tensor, second: torch.Tensor) -> torch.Tensor:
    """Intersection over union of boxes, with broadcasting."""
    low = torch.maximum(first[..., :2], second[..., :2])
    high = torch.minimum(first[..., 2:], second[..., 2:])
    shared = (high - low).clamp(min=0).prod(dim=-1)
    return shared / (area(first) + area(second) - shared + 1e-7)


def complete_iou(first: torch.Tensor, second: torch.Tensor) -> torch.Tensor:
    """IoU less penalties for distance and for another aspect ratio, pair by pair (Zheng et al. 2020, CIoU)."""
    overlap = iou(first, second)
    hull = torch.maximum(first[..., 2:], second[..., 2:]) - torch.minimum(first[..., :2], second[..., :2])
    diagonal = hull.pow(2).sum(dim=-1) + 1e-7
    offset = (first[..., :2] + first[..., 2:] - second[..., :2] - second[..., 2:]).pow(2).sum(dim=-1) / 4
    ratio = [torch.atan((b[..., 2] - b[..., 0]) / (b[..., 3] - b[..., 1] + 1e-7)) for b in (first, second)]
    shape = (4 / math.pi**2) * (ratio[0] - ratio[1]).pow(2)
    with torch.no_grad():
        weight = shape / (1 - overlap + shape + 1e-7)
    return overlap - offset / diagonal - weight * shape
