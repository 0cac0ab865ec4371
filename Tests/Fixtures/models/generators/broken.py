"""Models that must be refused, each for one reason."""

from onnx import TensorProto, helper

from .engine import add, identity
from .graph import FLOAT, FOLDER, model, save, tensor


def make():
    """Writes every broken model."""
    save(external_data(), "broken_external_data.onnx")
    save(model_of_opset(999), "broken_opset_999.onnx")
    save(model_of_ir_version(99), "broken_ir_version_99.onnx")
    save(missing_node_input(), "broken_missing_node_input.onnx")
    save(unknown_operator(), "broken_unknown_operator.onnx")
    save(type_mismatch(), "broken_type_mismatch.onnx")
    whole = add().SerializeToString(deterministic=True)
    (FOLDER / "broken_truncated.onnx").write_bytes(whole[: len(whole) * 2 // 3])
    (FOLDER / "broken_garbage.onnx").write_bytes(bytes((index * 167 + 89) % 256 for index in range(512)))
    (FOLDER / "broken_empty.onnx").write_bytes(b"")


def external_data():
    """Its weight lives in `missing_weights.bin`, which does not exist."""
    weight = TensorProto(name="weight", data_type=FLOAT, dims=[4], data_location=TensorProto.EXTERNAL)
    for key, value in (("location", "missing_weights.bin"), ("offset", "0"), ("length", "16")):
        weight.external_data.add(key=key, value=value)
    node = helper.make_node("Add", ["x", "weight"], ["y"])
    return model("external_data", [node], [tensor("x", FLOAT, [4])], [tensor("y", FLOAT, [4])], [weight])


def model_of_opset(version):
    """An operator set that no runtime knows."""
    proto = identity(FLOAT)
    proto.opset_import[0].version = version
    return proto


def model_of_ir_version(version):
    """A file format version that no runtime knows."""
    proto = identity(FLOAT)
    proto.ir_version = version
    return proto


def missing_node_input():
    """The node reads `nowhere`, which nothing writes."""
    node = helper.make_node("Add", ["x", "nowhere"], ["y"])
    return model("missing_node_input", [node], [tensor("x", FLOAT, [4])], [tensor("y", FLOAT, [4])])


def unknown_operator():
    """The node's operator belongs to no known domain."""
    node = helper.make_node("Teleport", ["x"], ["y"], domain="apus.test")
    return model(
        "unknown_operator", [node], [tensor("x", FLOAT, [4])], [tensor("y", FLOAT, [4])],
        opsets={"": 17, "apus.test": 1})


def type_mismatch():
    """Adds a float to an integer."""
    node = helper.make_node("Add", ["x", "count"], ["y"])
    inputs = [tensor("x", FLOAT, [4]), tensor("count", TensorProto.INT64, [4])]
    return model("type_mismatch", [node], inputs, [tensor("y", FLOAT, [4])])
