"""The toy classifier as TFLite, of the weights that out/surfaces.onnx has.

python -m toys.surfaces_tflite       writes out/surfaces.tflite; needs requirements-tflite.txt in an environment of its own
"""

from pathlib import Path

import litert_torch
import numpy as np
import onnx
import torch
from ai_edge_litert.interpreter import Interpreter
from onnx import numpy_helper

from exporting.onnx_model import fused
from toys.surfaces import SIZE, Probabilities, SurfaceClassifier

FOLDER = Path(__file__).parent.parent / "out"

#: How far probabilities may lie apart: two engines sum in different orders.
TOLERANCE = 1e-4


def restored(file: Path) -> torch.nn.Module:
    """The classifier with the weights of its ONNX file."""
    model = Probabilities(fused(SurfaceClassifier().eval())).eval()
    weights = {tensor.name: numpy_helper.to_array(tensor) for tensor in onnx.load(str(file)).graph.initializer}
    model.load_state_dict({name: torch.from_numpy(values.copy()) for name, values in weights.items()})
    return model


def difference(model: torch.nn.Module, file: Path) -> float:
    """How far the converted model's probabilities for some noise lie from the model's."""
    pictures = np.random.default_rng(0).random((20, 1, SIZE, SIZE, 3), dtype=np.float32)
    interpreter = Interpreter(str(file))
    interpreter.allocate_tensors()
    source, target = interpreter.get_input_details()[0]["index"], interpreter.get_output_details()[0]["index"]
    largest = 0.0
    for picture in pictures:
        interpreter.set_tensor(source, picture)
        interpreter.invoke()
        expected = model(torch.from_numpy(picture).permute(0, 3, 1, 2)).detach().numpy()
        largest = max(largest, float(np.abs(interpreter.get_tensor(target) - expected).max()))
    return largest


def main():
    """Converts, compares, writes."""
    model = restored(FOLDER / "surfaces.onnx")
    target = FOLDER / "surfaces.tflite"
    wrapped = litert_torch.to_channel_last_io(model, args=[0])
    litert_torch.convert(wrapped.eval(), (torch.zeros(1, SIZE, SIZE, 3),)).export(str(target))
    distance = difference(model, target)
    print(f"{target.name}: {target.stat().st_size:,} bytes, probabilities differ by at most {distance:.1e}")
    if distance > TOLERANCE:
        raise SystemExit("the converted model answers differently")


if __name__ == "__main__":
    main()
