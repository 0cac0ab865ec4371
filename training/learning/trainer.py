"""The training loop: resumable, paced by steps, quiet but for a line now and then."""

import math
import os
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

import torch

from learning.average import AverageModel
from learning.batches import Samples, batches
from learning.loss import detection_loss
from network.detector import CellGrid, Detector
from rendering.classes import NAMES
from rendering.stock import Stock


@dataclass
class TrainingOptions:
    """How to train. `steps` may be changed when a training goes on: the learning rate follows the part that is done."""

    steps: int = 30_000
    batch: int = 16
    small_size: int = 256
    full_size: int = 416
    #: The part of the steps after which pictures have their full size.
    full_from: float = 0.6
    rate: float = 1.5e-3
    weight_decay: float = 0.02
    warmup: int = 150
    seed: int = 1
    #: Processes that prepare batches; 0 does it between the steps.
    workers: int = field(default_factory=lambda: max(1, min(12, (os.cpu_count() or 1) - 1)))
    #: Steps between checkpoints.
    save_every: int = 200


class Trainer:
    """Owns model, optimiser and average, and the checkpoint file that all three are kept in."""

    def __init__(self, stock: Stock, options: TrainingOptions, checkpoint: Path):
        torch.manual_seed(options.seed)
        self.stock, self.options, self.checkpoint = stock, options, checkpoint
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.model = Detector(len(NAMES)).to(self.device, memory_format=torch.channels_last)
        self.average = AverageModel(self.model)
        self.optimizer = torch.optim.AdamW(self.parameter_groups(), lr=options.rate)
        self.step = 0
        self.seconds = 0.0
        if checkpoint.exists():
            self.resume()

    def parameter_groups(self) -> list[dict]:
        """Weights decay; biases and normalisation do not."""
        matrices = [p for p in self.model.parameters() if p.ndim > 1]
        vectors = [p for p in self.model.parameters() if p.ndim <= 1]
        decay = self.options.weight_decay
        return [{"params": matrices, "weight_decay": decay}, {"params": vectors, "weight_decay": 0.0}]

    def resume(self):
        """Goes on where the checkpoint was written."""
        state = torch.load(self.checkpoint, map_location=self.device, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.average.model.load_state_dict(state["average"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.seconds = state["step"], state["seconds"]
        print(f"training: resumed at step {self.step}", flush=True)

    def save(self):
        """Writes the checkpoint beside and renames it."""
        state = {
            "model": self.model.state_dict(),
            "average": self.average.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
            "seconds": self.seconds,
            "options": asdict(self.options),
        }
        unfinished = self.checkpoint.with_suffix(".unfinished")
        torch.save(state, unfinished)
        os.replace(unfinished, self.checkpoint)

    def run(self):
        """Trains to the last step: small pictures first, full ones at the end."""
        switch = int(self.options.steps * self.options.full_from)
        for size, last in ((self.options.small_size, switch), (self.options.full_size, self.options.steps)):
            if self.step < last:
                self.run_size(size, last)
        self.save()

    def run_size(self, size: int, last: int):
        """Trains with pictures of one size until a step."""
        options = self.options
        count = (last - self.step) * options.batch
        samples = Samples(self.stock, size, self.step * options.batch, count, options.seed)
        grid = CellGrid(size, size).to(self.device)
        started, shown = time.monotonic(), self.step
        self.model.train()
        for pictures, truth in batches(samples, options.batch, options.workers):
            loss = self.learn(grid, pictures, truth)
            self.step += 1
            if self.step % 50 == 0 or self.step == last:
                now = time.monotonic()
                speed = (self.step - shown) * options.batch / (now - started)
                self.seconds += now - started
                started, shown = now, self.step
                print(
                    f"step {self.step}/{options.steps}  {size} px  boxes {loss.boxes:.3f}  scores {loss.scores:.3f}  "
                    f"{speed:.1f} pictures/s  {self.seconds / 60:.1f} min",
                    flush=True,
                )
            if self.step % options.save_every == 0:
                self.save()

    def learn(self, grid: CellGrid, pictures: torch.Tensor, truth: list[torch.Tensor]):
        """One step; gives the loss without its graph."""
        for group in self.optimizer.param_groups:
            group["lr"] = self.rate()
        pictures = pictures.to(self.device).float().div_(255).contiguous(memory_format=torch.channels_last)
        loss = detection_loss(grid, self.model(pictures), [boxes.to(self.device) for boxes in truth])
        self.optimizer.zero_grad(set_to_none=True)
        loss.total.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 10.0)
        self.optimizer.step()
        self.average.follow(self.model, self.step + 1)
        return type(loss)(loss.boxes.detach(), loss.scores.detach())

    def rate(self) -> float:
        """The learning rate: a short rise, then a cosine down to a hundredth."""
        done = self.step / self.options.steps
        fall = 0.01 + 0.99 * (1 + math.cos(math.pi * min(done, 1))) / 2
        return self.options.rate * min(1.0, (self.step + 1) / self.options.warmup) * fall
