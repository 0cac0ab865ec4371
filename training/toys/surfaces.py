"""A toy classifier: which of ten surfaces is this?

python -m toys.surfaces       trains for a few minutes, writes out/surfaces.onnx and tells how often it is right
"""

from pathlib import Path

import numpy as np
import onnx
import torch
from torch import nn
from torch.nn import functional

from exporting.onnx_model import OPERATOR_SET, fused
from network.layers import Convolution
from rendering import print_matter, stripes, textures
from rendering.lens import color_cast, defocus, noise

#: Width and height of a picture.
SIZE = 96

#: What each class is drawn by, by its name.
SURFACES = {
    "wood": textures.wood,
    "fabric": textures.fabric,
    "bricks": textures.bricks,
    "cardboard": textures.cardboard,
    "text": print_matter.text_page,
    "crossword": print_matter.crossword,
    "keyboard": print_matter.keyboard,
    "shelf": print_matter.shelf,
    "zebra": stripes.zebra,
    "halftone": stripes.halftone,
}

STEPS, BATCH, RATE = 1200, 32, 3e-3

#: Pictures that are drawn to learn from, and to judge by.
LEARNT, JUDGED = 4000, 500


class SurfaceClassifier(nn.Module):
    """Pictures `[N, 3, 96, 96]` (RGB, 0...1) to logits `[N, 10]`."""

    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(
            Convolution(3, 16, stride=2),
            Convolution(16, 24, stride=2),
            Convolution(24, 48, stride=2),
            Convolution(48, 64, stride=2),
        )
        self.classes = nn.Linear(64, len(SURFACES))

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        return self.classes(self.features(images).mean(dim=(2, 3)))


class Probabilities(nn.Module):
    """A classifier whose outputs are probabilities."""

    def __init__(self, classifier: nn.Module):
        super().__init__()
        self.classifier = classifier

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        return self.classifier(images).softmax(dim=1)


def drawn(first_seed: int, count: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Pictures `[count, 3, 96, 96]` as bytes, and their classes, in turn."""
    drawers, pictures = list(SURFACES.values()), []
    for seed in range(first_seed, first_seed + count):
        rng = np.random.default_rng(seed)
        whole = drawers[seed % len(drawers)](rng, 2 * SIZE, 2 * SIZE)
        picture = whole[::2, ::2] if rng.random() < 0.3 else whole[:SIZE, :SIZE]
        for effect in (color_cast, defocus, noise):
            if rng.random() < 0.4:
                picture = effect(rng, np.ascontiguousarray(picture))
        pictures.append(torch.from_numpy(np.ascontiguousarray(picture)).permute(2, 0, 1))
    classes = torch.arange(first_seed, first_seed + count) % len(drawers)
    return torch.stack(pictures), classes


def trained() -> SurfaceClassifier:
    """A classifier that has learnt."""
    torch.manual_seed(1)
    pictures, classes = drawn(1_000_000, LEARNT)
    model = SurfaceClassifier().train()
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=STEPS)
    for step in range(1, STEPS + 1):
        chosen = torch.randint(LEARNT, (BATCH,))
        loss = functional.cross_entropy(model(pictures[chosen].float() / 255), classes[chosen])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        if step % 200 == 0:
            print(f"step {step}/{STEPS}  loss {loss:.3f}", flush=True)
    return model.eval()


def accuracy(model: nn.Module) -> float:
    """How often the model is right about surfaces that it has not learnt from."""
    pictures, classes = drawn(0, JUDGED)
    with torch.no_grad():
        return float((model(pictures.float() / 255).argmax(dim=1) == classes).float().mean())


def export(model: SurfaceClassifier, file: Path):
    """Writes the model as ONNX with its class names."""
    example = (torch.zeros(1, 3, SIZE, SIZE),)
    names = {"input_names": ["images"], "output_names": ["output0"]}
    torch.onnx.export(
        Probabilities(fused(model)), example, str(file), opset_version=OPERATOR_SET, dynamo=False, **names
    )
    written = onnx.load(str(file))
    metadata = {
        "description": "A toy: tells ten drawn surfaces apart.",
        "author": "Apus",
        "license": "Apache-2.0",
        "task": "classify",
        "imgsz": f"[{SIZE}, {SIZE}]",
        "names": str(dict(enumerate(SURFACES))),
    }
    onnx.helper.set_model_props(written, metadata)
    onnx.save(written, str(file))


def main():
    """Trains, judges, writes."""
    target = Path(__file__).parent.parent / "out" / "surfaces.onnx"
    target.parent.mkdir(exist_ok=True)
    model = trained()
    print(f"right: {accuracy(model):.1%} of {JUDGED}")
    export(model, target)
    print(f"{target.name}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
