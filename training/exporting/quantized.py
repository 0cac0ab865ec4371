"""Static 8-bit quantisation: convolutions in integers, the decoding of boxes in floats."""

from pathlib import Path

import cv2
import numpy as np
import onnx
from onnxruntime.quantization import CalibrationDataReader, CalibrationMethod, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

from exporting.onnx_model import describe
from rendering.stock import Stock

#: Scenes that the ranges of activations are taken from.
CALIBRATION_SCENES = 200


class CalibrationScenes(CalibrationDataReader):
    """Scenes one by one, as the model is fed with them."""

    def __init__(self, stock: Stock, count: int, size: int):
        pictures = (stock.picture(number) for number in range(min(count, len(stock))))
        self.inputs = ({"images": prepared(picture, size)} for picture in pictures)

    def get_next(self):
        return next(self.inputs, None)


def prepared(picture: np.ndarray, size: int) -> np.ndarray:
    """A square RGB picture as input `[1, 3, size, size]` in 0...1."""
    small = cv2.resize(picture, (size, size), interpolation=cv2.INTER_AREA)
    return small.transpose(2, 0, 1)[None].astype(np.float32) / 255


def quantize(source: Path, target: Path, stock: Stock, size: int):
    """Writes the 8-bit model; what some scenes make of each activation sets its range."""
    cleaned = target.with_suffix(".cleaned")
    quant_pre_process(str(source), str(cleaned), skip_symbolic_shape=True)
    convolutions = [node for node in onnx.load(str(cleaned)).graph.node if node.op_type == "Conv"]
    quantize_static(
        str(cleaned),
        str(target),
        CalibrationScenes(stock, CALIBRATION_SCENES, size),
        quant_format=QuantFormat.QDQ,
        activation_type=QuantType.QUInt8,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=False,
        calibrate_method=CalibrationMethod.MinMax,
        op_types_to_quantize=["Conv", "Relu", "Concat", "Add", "MaxPool", "Resize", "Split"],
        nodes_to_exclude=[node.name for node in convolutions if is_last(node.output[0])] + decoding_nodes(cleaned),
    )
    cleaned.unlink()
    describe(target, size)


def is_last(output: str) -> bool:
    """Whether an output is that of a branch's last convolution, whose distances and logits want all their digits."""
    return "/box/box.1/" in output or "/score/score.1/" in output


def decoding_nodes(file: Path) -> list[str]:
    """Names of the nodes after the branches: everything that is not inside of backbone, neck or a head's level."""
    inside = ("/backbone/", "/neck/", "/head/levels")
    return [node.name for node in onnx.load(str(file)).graph.node if not any(part in node.name for part in inside)]
