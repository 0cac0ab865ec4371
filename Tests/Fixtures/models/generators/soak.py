"""A small convolutional network, fp32 and int8 (QDQ), for tests of concurrent runs."""

import tempfile
from pathlib import Path

import numpy as np
import onnx
from onnx import helper
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, quantize_static

from .graph import FLOAT, IR_VERSION, constant, model, save, tensor


def make():
    """Writes `soak_fp32.onnx` and `soak_int8.onnx`."""
    network = small_network()
    path = save(network, "soak_fp32.onnx")
    save(quantized(path), "soak_int8.onnx")


def small_network():
    """`image [1, 3, 48, 48]` → three 3×3 convolutions → mean over the plane → `scores [1, 10]`."""
    random = np.random.default_rng(20240501)
    nodes, weights, channels, value = [], [], 3, "image"
    for index, (outputs, stride) in enumerate(((8, 1), (12, 2), (16, 2))):
        weights.append(constant(f"w{index}", random.normal(0, (2 / (channels * 9)) ** 0.5, (outputs, channels, 3, 3))))
        weights.append(constant(f"b{index}", random.normal(0, 0.1, outputs)))
        nodes.append(helper.make_node(
            "Conv", [value, f"w{index}", f"b{index}"], [f"c{index}"], pads=[1] * 4, strides=[stride] * 2))
        nodes.append(helper.make_node("Relu", [f"c{index}"], [f"r{index}"]))
        value, channels = f"r{index}", outputs
    nodes.append(helper.make_node("ReduceMean", [value], ["mean"], axes=[2, 3], keepdims=0))
    weights += [constant("w", random.normal(0, 0.3, (channels, 10))), constant("b", random.normal(0, 0.1, 10))]
    nodes.append(helper.make_node("Gemm", ["mean", "w", "b"], ["scores"]))
    return model(
        "soak", nodes, [tensor("image", FLOAT, [1, 3, 48, 48])], [tensor("scores", FLOAT, [1, 10])], weights)


class NoiseReader(CalibrationDataReader):
    """Eight pictures of seeded noise to calibrate with."""

    def __init__(self):
        random = np.random.default_rng(7)
        self.batches = iter([{"image": random.random((1, 3, 48, 48), np.float32)} for _ in range(8)])

    def get_next(self):
        return next(self.batches, None)


def quantized(path):
    """The network at `path` in 8 bits, QDQ form."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "int8.onnx"
        quantize_static(path, target, NoiseReader(), quant_format=QuantFormat.QDQ, per_channel=False)
        proto = onnx.load(target)
    proto.ir_version = IR_VERSION
    return proto
