"""The head: for every cell, distances to the four sides of a box, and a probability for each class."""

import math

import torch
from torch import nn

from network.backbone import FEATURES
from network.layers import Convolution

STRIDES = (8, 16, 32)

#: Channels inside the head.
WIDTH = 32


class LevelHead(nn.Module):
    """The head of one stride: a shared convolution, then a branch for boxes and one for classes."""

    def __init__(self, inputs: int, classes: int, stride: int):
        super().__init__()
        self.shared = Convolution(inputs, WIDTH)
        self.box = nn.Sequential(Convolution(WIDTH, WIDTH), nn.Conv2d(WIDTH, 4, 1))
        self.score = nn.Sequential(Convolution(WIDTH, WIDTH), nn.Conv2d(WIDTH, classes, 1))
        self.start(stride)

    def start(self, stride: int):
        """Starts with boxes of a few cells and few positives, so that the first steps are calm."""
        nn.init.constant_(self.box[-1].bias, 1.0)
        nn.init.constant_(self.score[-1].bias, math.log(5 / (416 / stride) ** 2 / 5))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.shared(x)
        return torch.cat([self.box(x), self.score(x)], dim=1)


class Head(nn.Module):
    """Raw outputs `[N, 4 + classes, cells]` over strides 8, 16 and 32, in that order."""

    def __init__(self, classes: int):
        super().__init__()
        self.levels = nn.ModuleList(LevelHead(inputs, classes, stride) for inputs, stride in zip(FEATURES, STRIDES))

    def forward(self, features) -> torch.Tensor:
        return torch.cat([level(x).flatten(2) for level, x in zip(self.levels, features)], dim=2)
