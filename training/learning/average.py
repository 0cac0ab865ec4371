"""A running average of the weights: it judges better than the weights of any one step."""

import copy

import torch
from torch import nn


class AverageModel:
    """Follows a model; young averages forget faster, so that the first steps do not linger."""

    def __init__(self, model: nn.Module, decay: float = 0.9985):
        self.model = copy.deepcopy(model).eval().requires_grad_(False)
        self.decay = decay

    @torch.no_grad()
    def follow(self, model: nn.Module, step: int):
        """Takes in the weights after a step, counted from 1."""
        decay = min(self.decay, (1 + step) / (20 + step))
        for mine, new in zip(self.model.state_dict().values(), model.state_dict().values()):
            if mine.is_floating_point():
                mine.lerp_(new, 1 - decay)
            else:
                mine.copy_(new)
