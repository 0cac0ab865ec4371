"""Building blocks that backbone, neck and head share."""

import torch
from torch import nn


class Convolution(nn.Sequential):
    """A convolution, batch normalisation and ReLU.

    ReLU rather than SiLU: it fuses into the convolution at inference and survives 8-bit quantisation.
    """

    def __init__(self, inputs: int, outputs: int, kernel: int = 3, stride: int = 1):
        super().__init__(
            nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False),
            nn.BatchNorm2d(outputs, eps=1e-3, momentum=0.03),
            nn.ReLU(inplace=True),
        )


class Bottleneck(nn.Module):
    """Two 3x3 convolutions around which the input flows unchanged (He et al. 2015)."""

    def __init__(self, channels: int):
        super().__init__()
        self.first = Convolution(channels, channels)
        self.second = Convolution(channels, channels)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + self.second(self.first(x))


class CrossStage(nn.Module):
    """A cross-stage partial block: half of the channels pass `depth` bottlenecks, and all meet again at the end.

    After Wang et al. 2019 (CSPNet), with the outputs of every bottleneck kept, as in ELAN.
    """

    def __init__(self, inputs: int, outputs: int, depth: int):
        super().__init__()
        half = outputs // 2
        self.half = half
        self.split = Convolution(inputs, 2 * half, kernel=1)
        self.bottlenecks = nn.ModuleList(Bottleneck(half) for _ in range(depth))
        self.merge = Convolution((2 + depth) * half, outputs, kernel=1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        parts = list(self.split(x).split(self.half, dim=1))
        for bottleneck in self.bottlenecks:
            parts.append(bottleneck(parts[-1]))
        return self.merge(torch.cat(parts, dim=1))


class PyramidPooling(nn.Module):
    """Three chained 5x5 max-poolings, so that the coarsest cells see the whole picture (SPPF)."""

    def __init__(self, channels: int):
        super().__init__()
        self.reduce = Convolution(channels, channels // 2, kernel=1)
        self.pool = nn.MaxPool2d(5, stride=1, padding=2)
        self.merge = Convolution(2 * channels, channels, kernel=1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        levels = [self.reduce(x)]
        for _ in range(3):
            levels.append(self.pool(levels[-1]))
        return self.merge(torch.cat(levels, dim=1))
