"""Several processes that learn together: each has a part of every batch, and all take the mean of their gradients.

On processors, two processes of one thread each learn faster than one process of two threads: the layers of a small
network are too small to be shared.
"""

import os
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import torch
from torch import distributed

#: How long one process waits for another before it gives up.
PATIENCE = timedelta(minutes=20)


class Team:
    """This process among the others; with one process, nothing is exchanged."""

    def __init__(self, rank: int, processes: int, meeting: Path):
        self.rank, self.processes = rank, processes
        if processes > 1:
            os.environ.setdefault("GLOO_SOCKET_IFNAME", "lo")
            distributed.init_process_group("gloo", f"file://{meeting}", PATIENCE, processes, rank)

    @property
    def leads(self) -> bool:
        """Whether this process writes the checkpoints and the log."""
        return self.rank == 0

    def agree(self, value: float) -> float:
        """The first process' value."""
        if self.processes == 1:
            return value
        shared = torch.tensor([value], dtype=torch.float64)
        distributed.broadcast(shared, 0)
        return float(shared)

    def average_gradients(self, parameters: Iterable[torch.nn.Parameter]):
        """Replaces every gradient by its mean over the processes."""
        if self.processes == 1:
            return
        gradients = [parameter.grad for parameter in parameters]
        flat = torch.cat([gradient.reshape(-1) for gradient in gradients])
        distributed.all_reduce(flat)
        flat /= self.processes
        for gradient, mean in zip(gradients, flat.split([gradient.numel() for gradient in gradients])):
            gradient.copy_(mean.view(gradient.shape))

    def leave(self):
        """Ends the exchange."""
        if self.processes > 1:
            distributed.destroy_process_group()
