"""The backbone: from pixels to features at strides 8, 16 and 32."""

import torch
from torch import nn

from network.layers import Convolution, CrossStage, PyramidPooling

#: Channels of the features at strides 8, 16 and 32.
FEATURES = (48, 64, 96)


class Backbone(nn.Module):
    """Five halvings with cross-stage blocks between them."""

    def __init__(self):
        super().__init__()
        small, middle, large = FEATURES
        self.stem = nn.Sequential(Convolution(3, 16, stride=2), Convolution(16, 32, stride=2), CrossStage(32, 32, 1))
        self.stride8 = nn.Sequential(Convolution(32, small, stride=2), CrossStage(small, small, 2))
        self.stride16 = nn.Sequential(Convolution(small, middle, stride=2), CrossStage(middle, middle, 2))
        self.stride32 = nn.Sequential(
            Convolution(middle, large, stride=2), CrossStage(large, large, 1), PyramidPooling(large)
        )

    def forward(self, images: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        small = self.stride8(self.stem(images))
        middle = self.stride16(small)
        return small, middle, self.stride32(middle)
