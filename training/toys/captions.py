"""A toy captioner: what is in this scene of shapes?

python -m toys.captions       trains for some minutes, writes the three files below and tells how often it is right

It is built as captioners with attention are (Xu et al. 2015, "Show, Attend and Tell") and exported as they are:

- out/captions-encoder.onnx: `images` `[1, 3, 96, 96]` (RGB, 0...1) to `features` `[1, 36, 64]`, one row for each of
  6 x 6 places, and the first state `h0`, `c0` `[1, 96]`.
- out/captions-decoder.onnx, one step: `token` `[1]`, `features`, `h`, `c` to `logits` `[1, words]`, `h_next`,
  `c_next` and `attention` `[1, 36]`.
- out/captions-vocabulary.json: words by number; which begin and end a caption, and how long one may be.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import onnx
import torch
from torch import nn
from torch.nn import functional

from exporting.onnx_model import OPERATOR_SET, fused
from network.layers import Convolution
from rendering.textures import plain, stone

#: Width and height of a picture, and of the grid of places that the decoder looks at.
SIZE, GRID = 96, 6

COLORS = {"red": (205, 40, 40), "green": (40, 160, 60), "blue": (45, 75, 205), "yellow": (235, 205, 40)}
SHAPES = ("circle", "square", "triangle")
COUNTS = ("a", "two", "three")

#: One of each pair of opposites: with both, every scene would have two right captions.
RELATIONS = ("left of", "above")

START, END = "<start>", "<end>"
WORDS = (START, END, *COUNTS, *COLORS, *SHAPES, *(f"{shape}s" for shape in SHAPES))
WORDS += tuple(dict.fromkeys(" ".join(RELATIONS).split()))

#: The most words of a caption, with its end: "two red circles left of three blue squares".
LONGEST = 9

FEATURES, STATE, EMBEDDING = 64, 96, 32

STEPS, BATCH, RATE = 3000, 32, 3e-3

#: Scenes that are drawn to learn from, and to judge by.
LEARNT, JUDGED = 20_000, 500


@dataclass
class Group:
    """Some shapes of one kind."""

    count: int
    color: str
    shape: str

    @property
    def words(self) -> str:
        """As in the caption."""
        return f"{COUNTS[self.count - 1]} {self.color} {self.shape}{'s' if self.count > 1 else ''}"

    def draw(self, rng: np.random.Generator, picture: np.ndarray, corner: np.ndarray, area: np.ndarray):
        """Draws the shapes beside each other or below each other, within a part of the picture."""
        along = int(np.argmax(area))
        place = np.linspace(0, area[along], 2 * self.count + 1)[1::2]
        radius = min(area[along] / self.count, area[1 - along]) * 0.5 * rng.uniform(0.55, 0.85)
        for middle in place:
            center = corner + area / 2
            center[along] = corner[along] + middle
            center += rng.uniform(-0.08, 0.08, 2) * area / self.count
            color = np.clip(np.array(COLORS[self.color]) * rng.uniform(0.8, 1.1) + rng.normal(0, 8, 3), 0, 255)
            self.draw_one(rng, picture, center, radius, color.tolist())

    def draw_one(self, rng: np.random.Generator, picture: np.ndarray, center: np.ndarray, radius: float, color: list):
        """Draws one shape, turned a little."""
        if self.shape == "circle":
            cv2.circle(picture, center.round().astype(int).tolist(), round(radius), color, -1, cv2.LINE_AA)
            return
        corners = 4 if self.shape == "square" else 3
        first = (np.pi / 4 if corners == 4 else -np.pi / 2) + rng.uniform(-0.2, 0.2)
        angles = first + np.arange(corners) * 2 * np.pi / corners
        points = center + radius * 1.15 * np.stack([np.cos(angles), np.sin(angles)], 1)
        cv2.fillPoly(picture, [points.round().astype(np.int32)], color, cv2.LINE_AA)


def scene(seed: int) -> tuple[np.ndarray, str]:
    """A picture and its caption."""
    rng = np.random.default_rng(seed)
    picture = (plain, stone)[rng.integers(2)](rng, SIZE, SIZE)
    picture = (picture * 0.35 + 140 * rng.uniform(0.3, 1.1)).clip(0, 255).astype(np.uint8)
    groups = [Group(int(rng.integers(1, 4)), rng.choice(list(COLORS)), rng.choice(SHAPES)) for _ in range(2)]
    if rng.random() < 0.2:
        groups[0].draw(rng, picture, np.full(2, SIZE * 0.15), np.array([SIZE * 0.7, SIZE * rng.uniform(0.3, 0.7)]))
        return picture, groups[0].words
    relation = RELATIONS[rng.integers(len(RELATIONS))]
    half = np.array([SIZE / 2, SIZE]) if relation == "left of" else np.array([SIZE, SIZE / 2])
    shift = np.where(half == SIZE, 0, SIZE / 2)
    for group, place in zip(groups, (np.zeros(2), shift)):
        group.draw(rng, picture, place + 2, half - 4)
    return picture, f"{groups[0].words} {relation} {groups[1].words}"


class Encoder(nn.Module):
    """Pictures `[N, 3, 96, 96]` to features `[N, 36, FEATURES]` and the decoder's first state."""

    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(
            Convolution(3, 16, stride=2),
            Convolution(16, 32, stride=2),
            Convolution(32, 64, stride=2),
            Convolution(64, FEATURES, stride=2),
        )
        self.place = nn.Parameter(torch.zeros(GRID * GRID, FEATURES))
        self.hidden, self.cell = nn.Linear(FEATURES, STATE), nn.Linear(FEATURES, STATE)

    def forward(self, images: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        features = self.layers(images).flatten(2).transpose(1, 2) + self.place
        mean = features.mean(dim=1)
        return features, self.hidden(mean).tanh(), self.cell(mean).tanh()


class DecoderStep(nn.Module):
    """One word: looks at the places that the state asks for, and moves on."""

    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(len(WORDS), EMBEDDING)
        self.keys, self.query = nn.Linear(FEATURES, 48), nn.Linear(STATE, 48)
        self.energy = nn.Linear(48, 1)
        self.gates = nn.Linear(EMBEDDING + FEATURES + STATE, 4 * STATE)
        self.words = nn.Linear(STATE + FEATURES, len(WORDS))

    def forward(self, token: torch.Tensor, features: torch.Tensor, h: torch.Tensor, c: torch.Tensor):
        energy = self.energy((self.keys(features) + self.query(h)[:, None]).tanh()).squeeze(2)
        attention = energy.softmax(dim=1)
        context = (attention[:, :, None] * features).sum(dim=1)
        entry, forget, output, value = self.gates(torch.cat([self.embedding(token), context, h], 1)).chunk(4, dim=1)
        c = forget.sigmoid() * c + entry.sigmoid() * value.tanh()
        h = output.sigmoid() * c.tanh()
        return self.words(torch.cat([h, context], 1)), h, c, attention


def drawn(first_seed: int, count: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Pictures `[count, 3, 96, 96]` as bytes and captions `[count, LONGEST]` as word numbers, filled up with END."""
    pictures, captions = zip(*(scene(seed) for seed in range(first_seed, first_seed + count)))
    numbers = [[WORDS.index(word) for word in caption.split()] for caption in captions]
    numbers = [words + [WORDS.index(END)] * (LONGEST - len(words)) for words in numbers]
    return torch.from_numpy(np.stack(pictures)).permute(0, 3, 1, 2), torch.tensor(numbers)


def caption_loss(encoder: Encoder, step: DecoderStep, pictures: torch.Tensor, captions: torch.Tensor) -> torch.Tensor:
    """The mean surprise at every right word, given the right words before it."""
    features, h, c = encoder(pictures.float() / 255)
    token, loss = torch.full((len(pictures),), WORDS.index(START)), 0.0
    for place in range(LONGEST):
        logits, h, c, _ = step(token, features, h, c)
        token = captions[:, place]
        loss = loss + functional.cross_entropy(logits, token)
    return loss / LONGEST


def trained() -> tuple[Encoder, DecoderStep]:
    """An encoder and a decoder that have learnt."""
    torch.manual_seed(1)
    pictures, captions = drawn(1_000_000, LEARNT)
    encoder, step = Encoder().train(), DecoderStep().train()
    parameters = [*encoder.parameters(), *step.parameters()]
    optimizer = torch.optim.AdamW(parameters, lr=RATE)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=STEPS)
    for number in range(1, STEPS + 1):
        chosen = torch.randint(LEARNT, (BATCH,))
        loss = caption_loss(encoder, step, pictures[chosen], captions[chosen])
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        schedule.step()
        if number % 250 == 0:
            print(f"step {number}/{STEPS}  loss {loss:.3f}", flush=True)
    return encoder.eval(), step.eval()


@torch.no_grad()
def accuracy(encoder: Encoder, step: DecoderStep) -> float:
    """How often the whole caption is right, word for word, of scenes that were not learnt from."""
    pictures, captions = drawn(0, JUDGED)
    features, h, c = encoder(pictures.float() / 255)
    token, right = torch.full((JUDGED,), WORDS.index(START)), torch.ones(JUDGED, dtype=torch.bool)
    for place in range(LONGEST):
        logits, h, c, _ = step(token, features, h, c)
        token = logits.argmax(dim=1)
        right &= token == captions[:, place]
    return float(right.float().mean())


@torch.no_grad()
def export(encoder: Encoder, step: DecoderStep, folder: Path):
    """Writes both models and the vocabulary."""
    features, h, c = fused(encoder)(torch.zeros(1, 3, SIZE, SIZE))
    write(encoder, (torch.zeros(1, 3, SIZE, SIZE),), folder / "captions-encoder.onnx", ["images"], "features h0 c0")
    inputs = (torch.zeros(1, dtype=torch.int64), features, h, c)
    outputs = "logits h_next c_next attention"
    write(step, inputs, folder / "captions-decoder.onnx", ["token", "features", "h", "c"], outputs)
    vocabulary = {"words": WORDS, "start": WORDS.index(START), "end": WORDS.index(END), "longest": LONGEST}
    (folder / "captions-vocabulary.json").write_text(json.dumps(vocabulary, indent=2) + "\n")


def write(model: nn.Module, inputs: tuple, file: Path, input_names: list[str], output_names: str):
    """Writes one model with its metadata."""
    names = {"input_names": input_names, "output_names": output_names.split()}
    torch.onnx.export(model, inputs, str(file), opset_version=OPERATOR_SET, dynamo=False, **names)
    written = onnx.load(str(file))
    metadata = {
        "description": "A toy: describes scenes of shapes.",
        "author": "Apus",
        "license": "Apache-2.0",
        "task": "caption",
        "imgsz": f"[{SIZE}, {SIZE}]",
    }
    onnx.helper.set_model_props(written, metadata)
    onnx.save(written, str(file))


def main():
    """Trains, judges, writes."""
    folder = Path(__file__).parent.parent / "out"
    folder.mkdir(exist_ok=True)
    encoder, step = trained()
    print(f"right, word for word: {accuracy(encoder, step):.1%} of {JUDGED}")
    export(encoder, step, folder)
    for file in sorted(folder.glob("captions-*")):
        print(f"{file.name}: {file.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
