"""The neck: coarse context flows down to fine cells, and fine detail back up (Liu et al. 2018, PANet)."""

import torch
from torch import nn
from torch.nn import functional

from network.backbone import FEATURES
from network.layers import Convolution, CrossStage


class Neck(nn.Module):
    """Fuses features of three strides; channels stay as the backbone has them."""

    def __init__(self):
        super().__init__()
        small, middle, large = FEATURES
        self.down_middle = CrossStage(large + middle, middle, 1)
        self.down_small = CrossStage(middle + small, small, 1)
        self.up_middle = Convolution(small, small, stride=2)
        self.fuse_middle = CrossStage(small + middle, middle, 1)
        self.up_large = Convolution(middle, small, stride=2)
        self.fuse_large = CrossStage(small + large, large, 1)

    def forward(self, features):
        small, middle, large = features
        middle = self.down_middle(torch.cat([double(large), middle], dim=1))
        small = self.down_small(torch.cat([double(middle), small], dim=1))
        middle = self.fuse_middle(torch.cat([self.up_middle(small), middle], dim=1))
        large = self.fuse_large(torch.cat([self.up_large(middle), large], dim=1))
        return small, middle, large


def double(x: torch.Tensor) -> torch.Tensor:
    """Twice the width and height, by repeating cells."""
    return functional.interpolate(x, scale_factor=2.0, mode="nearest")
