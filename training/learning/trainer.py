"""The training loop: resumable, paced by steps or by minutes, quiet but for a line now and then."""

import math
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

import torch
from torch.utils.data import DataLoader

from learning.average import AverageModel
from learning.batches import Batch, Batches
from learning.loss import Loss, detection_loss
from learning.team import Team
from network.detector import CellGrid, Detector
from rendering.classes import NAMES
from rendering.stock import Stock

#: Seconds that a step may take; what is beyond was a pause of the machine or the process, and no time of learning.
LONGEST_STEP = 30.0


@dataclass
class TrainingOptions:
    """How to train. `steps` and `minutes` may be changed when a training goes on: the rate follows the part done."""

    steps: int = 40_000
    #: Where this is set, the training ends after so many minutes of learning, and `steps` is not looked at.
    minutes: float | None = None
    #: Pictures of 320 pixels, or as many pixels in others, in a step, all processes together.
    batch: int = 16
    #: Widths of the pictures and how often each comes, and the same for the last steps.
    sizes: dict[int, float] = field(default_factory=lambda: {192: 0.2, 256: 0.3, 320: 0.25, 416: 0.25})
    last_sizes: dict[int, float] = field(default_factory=lambda: {320: 0.3, 416: 0.7})
    #: The part of the training after which the last sizes come.
    last_from: float = 0.8
    rate: float = 1.5e-3
    weight_decay: float = 0.02
    warmup: int = 150
    seed: int = 1
    #: Processes that learn together, with one thread each; 1 where there is a GPU.
    processes: int = 2
    #: Steps between lines of the log and between checkpoints.
    show_every: int = 50
    save_every: int = 200


def train(load: Callable[[], Stock], options: TrainingOptions, checkpoint: Path):
    """Trains, or goes on from the checkpoint; every process loads the stock for itself."""
    load()
    if torch.cuda.is_available() or options.processes == 1:
        Trainer(load(), options, checkpoint, Team(0, 1, checkpoint)).run()
        return
    with tempfile.TemporaryDirectory() as folder:
        arguments = (load, options, checkpoint, Path(folder) / "meeting")
        torch.multiprocessing.spawn(train_in_team, arguments, nprocs=options.processes)


def train_in_team(rank: int, load: Callable[[], Stock], options: TrainingOptions, checkpoint: Path, meeting: Path):
    """One process of the training."""
    torch.set_num_threads(1)
    team = Team(rank, options.processes, meeting)
    Trainer(load(), options, checkpoint, team).run()
    team.leave()


class Trainer:
    """Owns model, optimiser and average, and the checkpoint file that all three are kept in."""

    def __init__(self, stock: Stock, options: TrainingOptions, checkpoint: Path, team: Team):
        torch.manual_seed(options.seed)
        self.stock, self.options, self.checkpoint, self.team = stock, options, checkpoint, team
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.model = Detector(len(NAMES)).to(self.device, memory_format=torch.channels_last)
        self.average = AverageModel(self.model)
        self.optimizer = torch.optim.AdamW(self.parameter_groups(), lr=options.rate, fused=True)
        self.grids: dict[int, CellGrid] = {}
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
        self.say(f"training: resumed at step {self.step}")

    def save(self):
        """Writes the checkpoint beside and renames it."""
        if not self.team.leads:
            return
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

    def say(self, line: str):
        """Prints a line, once for all processes."""
        if self.team.leads:
            print(line, flush=True)

    def done(self) -> float:
        """The part of the training that is done, 0...1, on which all processes agree."""
        minutes = self.options.minutes
        part = self.seconds / 60 / minutes if minutes else self.step / self.options.steps
        return self.team.agree(min(part, 1.0))

    def batches(self, sizes: dict[int, float]) -> DataLoader:
        """Batches without end, from the present step on. Alone on a GPU, other processes prepare them."""
        options, team = self.options, self.team
        share = max(1, options.batch // team.processes)
        dataset = Batches(self.stock, sizes, share, (options.seed, team.rank), self.step, 1 << 30)
        workers = max(1, min(12, (os.cpu_count() or 1) - 1)) if self.device.type == "cuda" else 0
        return DataLoader(dataset, batch_size=None, sampler=range(len(dataset)), num_workers=workers)

    def run(self):
        """Trains to the end: pictures of all sizes, then mostly of the size that the model is made for."""
        self.model.train()
        self.run_sizes(self.options.sizes, self.options.last_from)
        self.run_sizes(self.options.last_sizes, 1.0)
        self.save()

    def run_sizes(self, sizes: dict[int, float], until: float):
        """Trains with pictures of some sizes until a part of the training is done."""
        if (done := self.done()) >= until:
            return
        shown, pictures, before = self.seconds, 0, time.monotonic()
        for batch in self.batches(sizes):
            loss = self.learn(batch, done)
            self.step += 1
            now = time.monotonic()
            self.seconds, before = self.seconds + min(now - before, LONGEST_STEP), now
            pictures += len(batch.pictures) * self.team.processes
            done = self.done()
            if self.step % self.options.show_every == 0:
                self.say(
                    f"step {self.step}  {done:.1%}  boxes {loss.boxes:.3f}  scores {loss.scores:.3f}  "
                    f"{pictures / (self.seconds - shown):.1f} pictures/s  {self.seconds / 60:.1f} min"
                )
                shown, pictures = self.seconds, 0
            if self.step % self.options.save_every == 0:
                self.save()
            if done >= until:
                return

    def learn(self, batch: Batch, done: float) -> Loss:
        """One step; gives the loss without its graph."""
        for group in self.optimizer.param_groups:
            group["lr"] = self.rate(done)
        pictures = batch.pictures.to(self.device).contiguous(memory_format=torch.channels_last).float().div_(255)
        truth = [boxes.to(self.device) for boxes in batch.boxes]
        loss = detection_loss(self.grid(pictures.shape[-1]), self.model(pictures), truth)
        self.optimizer.zero_grad(set_to_none=True)
        loss.total.backward()
        self.team.average_gradients(self.model.parameters())
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 10.0)
        self.optimizer.step()
        self.average.follow(self.model, self.step + 1)
        return Loss(loss.boxes.detach(), loss.scores.detach())

    def grid(self, size: int) -> CellGrid:
        """The cells of pictures of a size."""
        if size not in self.grids:
            self.grids[size] = CellGrid(size, size).to(self.device)
        return self.grids[size]

    def rate(self, done: float) -> float:
        """The learning rate: a short rise, then a cosine down to a hundredth."""
        fall = 0.01 + 0.99 * (1 + math.cos(math.pi * done)) / 2
        return self.options.rate * min(1.0, (self.step + 1) / self.options.warmup) * fall
