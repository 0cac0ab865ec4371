"""The stages of making the model, in their order, each of which finds what the one before has left on disk."""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import torch

from evaluation import photos
from evaluation.gallery import gallery, scene_gallery
from evaluation.predictor import Predictor
from evaluation.scenes import scene_scores
from exporting.half_precision import store_in_half_precision
from exporting.manifest import write_manifest
from exporting.onnx_model import export
from exporting.quantized import quantize
from learning.trainer import TrainingOptions
from learning.trainer import train as learn
from network.detector import Detector
from rendering.classes import NAMES
from rendering.stock import CLOSE_UP_SEEDS, TRAINING_SEEDS, VALIDATION_SEEDS, Stock, stock

#: The model's name, of which the files' names are made.
NAME = "codes"

#: Failures shown in a picture.
SHOWN = 24


@dataclass
class Plan:
    """What is made of how much, and where it is kept."""

    cache: Path
    out: Path
    scenes: int
    close_ups: int
    judged_scenes: int
    training: TrainingOptions
    #: Width and height of the exported models' input.
    size: int
    photos: Path | None
    empty_photos: Path | None

    @property
    def checkpoint(self) -> Path:
        """Where training keeps its state."""
        return self.cache / "detector.pt"

    @property
    def models(self) -> tuple[Path, Path, Path]:
        """The model in floats, with weights of 16 bits, and in 8-bit integers."""
        return self.out / f"{NAME}-float.onnx", self.out / f"{NAME}.onnx", self.out / f"{NAME}-int8.onnx"

    def training_stock(self) -> Stock:
        """The scenes to learn from."""
        folder = self.cache / "scenes"
        return stock(folder, TRAINING_SEEDS, self.scenes) + stock(folder, CLOSE_UP_SEEDS, self.close_ups)

    def judged_stock(self) -> Stock:
        """The scenes to be judged by."""
        return stock(self.cache / "scenes", VALIDATION_SEEDS, self.judged_scenes)


def plan(arguments: argparse.Namespace) -> Plan:
    """The plan that a command line asks for."""
    cache, out = arguments.cache, arguments.out
    training = TrainingOptions()
    scenes, close_ups, judged = 6_000, 6_000, 1_000
    if arguments.smoke:
        cache, out = cache / "smoke", out / "smoke"
        training = TrainingOptions(steps=4, batch=4, sizes={160: 1.0}, last_sizes={192: 1.0})
        scenes, close_ups, judged = 50, 50, 50
    training.steps = arguments.steps or training.steps
    training.minutes = arguments.minutes
    training.processes = arguments.threads
    return Plan(
        cache=cache,
        out=out,
        scenes=arguments.scenes or scenes,
        close_ups=arguments.close_ups if arguments.close_ups is not None else close_ups,
        judged_scenes=judged,
        training=training,
        size=arguments.size,
        photos=arguments.photos,
        empty_photos=arguments.empty_photos,
    )


def run(stages: list[str], plan: Plan):
    """Runs stages by name."""
    plan.cache.mkdir(parents=True, exist_ok=True)
    plan.out.mkdir(parents=True, exist_ok=True)
    for stage in stages:
        print(f"stage: {stage}", flush=True)
        STAGES[stage](plan)


def draw(plan: Plan):
    """Draws the scenes that are not on disk yet."""
    plan.training_stock()
    plan.judged_stock()


def train(plan: Plan):
    """Trains, or goes on with it."""
    learn(plan.training_stock, plan.training, plan.checkpoint)


def export_models(plan: Plan):
    """Writes the models and their manifests; training scenes set the ranges of the 8-bit one."""
    detector = Detector(len(NAMES))
    state = torch.load(plan.checkpoint, map_location="cpu", weights_only=True)
    detector.load_state_dict(state["average"])
    floats, halves, integers = plan.models
    export(detector, floats, plan.size)
    store_in_half_precision(floats, halves)
    quantize(floats, integers, plan.training_stock(), plan.size)
    for model in plan.models:
        write_manifest(model, plan.size)
        print(f"{model.name}: {model.stat().st_size:,} bytes, after {state['step']} steps")


def evaluate(plan: Plan):
    """Judges the models on unseen scenes and, where there are some, on real photos."""
    scores = {model.name: model_scores(model, plan) for model in plan.models}
    (plan.out / "scores.json").write_text(json.dumps(scores, indent=2) + "\n")
    for name, score in scores.items():
        print(f"{name}: mAP50 {score['scenes']['map50']}, mAP50-95 {score['scenes']['map']}")
        for part in ("photos", "empty_photos"):
            if part in score:
                print(f"  {part}: {json.dumps({k: v for k, v in score[part].items() if k != 'failures'})}")


def model_scores(model: Path, plan: Plan) -> dict:
    """Everything that is measured of a model."""
    predictor = Predictor(model, torch.get_num_threads())
    scores = {"bytes": model.stat().st_size, "scenes": scene_scores(predictor, plan.judged_stock())}
    scene_gallery(predictor, plan.judged_stock(), plan.out / f"{model.stem}-scenes-failures.png", SHOWN)
    for part, folder, judge in (
        ("photos", plan.photos, photos.with_codes),
        ("empty_photos", plan.empty_photos, photos.without_codes),
    ):
        if folder:
            counted = judge(predictor, photos.photo_files(folder))
            scores[part] = counted.report()
            failed = sorted({file for file, _ in counted.failures})
            gallery(predictor, evenly(failed, SHOWN), plan.out / f"{model.stem}-{part}-failures.png")
    return scores


def evenly(files: list[Path], count: int) -> list[Path]:
    """At most `count` of the files, taken at even distances."""
    step = max(1, -(-len(files) // count))
    return files[::step]


STAGES = {"scenes": draw, "train": train, "export": export_models, "evaluate": evaluate}
