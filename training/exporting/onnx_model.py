"""Writes the detector as ONNX, with the metadata that detectors of this kind carry."""

from pathlib import Path

import onnx
import torch
from torch import nn
from torch.nn.utils import fuse_conv_bn_eval

from network.detector import CellGrid, Detector
from network.layers import Convolution
from rendering.classes import NAMES

OPERATOR_SET = 17

LICENCE = "Apache-2.0"
DESCRIPTION = (
    "Finds machine-readable codes in photos: QR code, Data Matrix, Aztec, PDF417 and linear barcodes. "
    "Trained on synthetic scenes only."
)


class ExportedDetector(nn.Module):
    """The detector with its boxes decoded: `[N, 4 + classes, cells]` of cx, cy, w, h in pixels and probabilities."""

    def __init__(self, detector: Detector, size: int):
        super().__init__()
        self.detector = detector
        self.grid = CellGrid(size, size)

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        raw = self.detector(images)
        corners = self.grid.corners(raw[:, :4]).transpose(1, 2)
        low, high = corners[:, :2], corners[:, 2:]
        return torch.cat([(low + high) / 2, high - low, raw[:, 4:].sigmoid()], dim=1)


def fused(module: nn.Module) -> nn.Module:
    """The module with every normalisation folded into its convolution, in place."""
    for child in module.modules():
        if isinstance(child, Convolution) and isinstance(child[1], nn.BatchNorm2d):
            child[0], child[1] = fuse_conv_bn_eval(child[0], child[1]), nn.Identity()
    return module


def export(detector: Detector, file: Path, size: int):
    """Writes the model for pictures of `size` by `size` pixels, with its metadata."""
    model = ExportedDetector(fused(detector.cpu().eval()), size).eval()
    torch.onnx.export(
        model,
        (torch.zeros(1, 3, size, size),),
        str(file),
        input_names=["images"],
        output_names=["output0"],
        opset_version=OPERATOR_SET,
        dynamo=False,
    )
    describe(file, size)


def describe(file: Path, size: int):
    """Adds the metadata to a model file."""
    model = onnx.load(str(file))
    del model.metadata_props[:]
    metadata = {
        "description": DESCRIPTION,
        "author": "Apus",
        "license": LICENCE,
        "task": "detect",
        "stride": "32",
        "batch": "1",
        "imgsz": f"[{size}, {size}]",
        "names": str(dict(enumerate(NAMES))),
    }
    onnx.helper.set_model_props(model, metadata)
    model.producer_name, model.doc_string = "apus", DESCRIPTION
    onnx.checker.check_model(model)
    onnx.save(model, str(file))
