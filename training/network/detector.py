"""The whole detector, and the step from raw outputs to boxes."""

import torch
from torch import nn

from network.backbone import Backbone
from network.head import STRIDES, Head
from network.neck import Neck

#: The largest logarithm of a distance, in cells: e^4 = 55 cells are more than any picture is wide.
DISTANCE_LIMIT = 4.0


class Detector(nn.Module):
    """Maps pictures `[N, 3, H, W]` (RGB, 0...1) to raw outputs `[N, 4 + classes, cells]`."""

    def __init__(self, classes: int):
        super().__init__()
        self.backbone = Backbone()
        self.neck = Neck()
        self.head = Head(classes)

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        return self.head(self.neck(self.backbone(images)))


class CellGrid:
    """The centres of all cells in pixels `[cells, 2]` and their strides `[cells]`, for one picture size."""

    def __init__(self, height: int, width: int):
        centers, strides = [], []
        for stride in STRIDES:
            rows = (torch.arange(height // stride) + 0.5) * stride
            columns = (torch.arange(width // stride) + 0.5) * stride
            y, x = torch.meshgrid(rows, columns, indexing="ij")
            centers.append(torch.stack([x, y], dim=-1).reshape(-1, 2))
            strides.append(torch.full((x.numel(),), float(stride)))
        self.centers = torch.cat(centers)
        self.strides = torch.cat(strides)

    def to(self, device: torch.device) -> "CellGrid":
        """The same grid on another device."""
        self.centers, self.strides = self.centers.to(device), self.strides.to(device)
        return self

    def corners(self, raw_boxes: torch.Tensor) -> torch.Tensor:
        """Corners `[N, cells, 4]` (left, top, right, bottom in pixels) of raw boxes `[N, 4, cells]`."""
        distances = raw_boxes.clamp(max=DISTANCE_LIMIT).exp().transpose(1, 2) * self.strides[:, None]
        return torch.cat([self.centers - distances[..., :2], self.centers + distances[..., 2:]], dim=-1)
