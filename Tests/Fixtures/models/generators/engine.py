"""Models for the tests of an ONNX Runtime wrapper: element types, shapes, sequences, maps, metadata, time."""

import numpy as np
import onnxruntime
from onnx import TensorProto, helper

from .graph import FLOAT, FOLDER, INT64, constant, model, save, save_json, tensor

ELEMENT_TYPES = {
    "f32": TensorProto.FLOAT,
    "f16": TensorProto.FLOAT16,
    "f64": TensorProto.DOUBLE,
    "i8": TensorProto.INT8,
    "u8": TensorProto.UINT8,
    "i16": TensorProto.INT16,
    "u16": TensorProto.UINT16,
    "i32": TensorProto.INT32,
    "i64": TensorProto.INT64,
    "bool": TensorProto.BOOL,
    "string": TensorProto.STRING,
}


def make():
    """Writes every engine model, and `engine.json` with sample runs by onnxruntime's Python API."""
    for suffix, element in ELEMENT_TYPES.items():
        save(identity(element), f"identity_{suffix}.onnx")
    for build in (add, scalar, two_in_two_out, sequence, metadata, slow, runtime_failure):
        save(build(), f"{build.__name__}.onnx")
    save(classifier("int64"), "zipmap_int64.onnx")
    save(classifier("string"), "zipmap_string.onnx")
    save_json(sample_runs(), "engine.json")


def identity(element):
    """`y = x`, any shape of rank 2."""
    node = helper.make_node("Identity", ["x"], ["y"])
    return model("identity", [node], [tensor("x", element, ["n", "m"])], [tensor("y", element, ["n", "m"])])


def add():
    """`sum = a + b` over `[n, k]`, both dimensions dynamic."""
    node = helper.make_node("Add", ["a", "b"], ["sum"])
    inputs = [tensor(name, FLOAT, ["n", "k"]) for name in ("a", "b")]
    return model("add", [node], inputs, [tensor("sum", FLOAT, ["n", "k"])])


def scalar():
    """The sum of a vector, as a tensor of rank 0."""
    node = helper.make_node("ReduceSum", ["x"], ["total"], keepdims=0)
    return model("scalar", [node], [tensor("x", FLOAT, ["n"])], [tensor("total", FLOAT, [])])


def two_in_two_out():
    """Fixed shapes: sum and product of two `[2, 3]` tensors."""
    nodes = [helper.make_node("Add", ["a", "b"], ["sum"]), helper.make_node("Mul", ["a", "b"], ["product"])]
    inputs = [tensor(name, FLOAT, [2, 3]) for name in ("a", "b")]
    return model("two_in_two_out", nodes, inputs, [tensor(name, FLOAT, [2, 3]) for name in ("sum", "product")])


def sequence():
    """A sequence of two tensors: `x` and `2x`."""
    nodes = [
        helper.make_node("Add", ["x", "x"], ["doubled"]),
        helper.make_node("SequenceConstruct", ["x", "doubled"], ["parts"]),
    ]
    parts = helper.make_tensor_sequence_value_info("parts", FLOAT, ["n"])
    return model("sequence", nodes, [tensor("x", FLOAT, ["n"])], [parts])


def metadata():
    """An identity that carries every kind of metadata, with non-ASCII text and an empty value."""
    proto = identity(FLOAT)
    proto.producer_name, proto.producer_version = "apus-fixtures", "1.2.3"
    proto.domain, proto.model_version = "apus.test", 42
    proto.doc_string, proto.graph.doc_string = "A model for metadata tests.", "The graph's own note."
    proto.graph.name = "metadata"
    helper.set_model_props(proto, {
        "author": "Ünïcødé ✓",
        "empty": "",
        "names": "{0: 'cat', 1: \"dog's bed\"}",
        "task": "detect",
    })
    return proto


def slow():
    """`iterations` products of 96×96 matrices in a Loop: 300,000 take about three seconds on one core."""
    body = helper.make_graph(
        [
            helper.make_node("Identity", ["condition_in"], ["condition_out"]),
            helper.make_node("MatMul", ["state_in", "weight"], ["state_out"]),
        ],
        "body",
        [tensor("step", INT64, []), tensor("condition_in", TensorProto.BOOL, []), tensor("state_in", FLOAT, [96, 96])],
        [tensor("condition_out", TensorProto.BOOL, []), tensor("state_out", FLOAT, [96, 96])],
    )
    ones = helper.make_tensor("value", FLOAT, [1], [1 / 96])
    nodes = [
        helper.make_node("ConstantOfShape", ["shape"], ["weight"], value=ones),
        helper.make_node("Loop", ["iterations", "", "weight"], ["state"], body=body),
        helper.make_node("ReduceSum", ["state"], ["total"], keepdims=0),
    ]
    return model(
        "slow", nodes, [tensor("iterations", INT64, [])], [tensor("total", FLOAT, [])],
        [constant("shape", [96, 96], np.int64)])


def runtime_failure():
    """Loads, but fails when run unless `x` has exactly 6 elements (Reshape to `[2, 3]`)."""
    node = helper.make_node("Reshape", ["x", "shape"], ["y"])
    return model(
        "runtime_failure", [node], [tensor("x", FLOAT, ["n"])], [tensor("y", FLOAT, [2, 3])],
        [constant("shape", [2, 3], np.int64)])


def classifier(keys):
    """A linear classifier with a ZipMap, the form in which skl2onnx writes scikit-learn classifiers."""
    label_type, labels = {
        "int64": (INT64, [3, 5, 9]), "string": (TensorProto.STRING, ["ash", "birch", "cedar"]),
    }[keys]
    classifier_labels = {"classlabels_ints" if keys == "int64" else "classlabels_strings": labels}
    zip_labels = {f"classlabels_{keys}s": labels}
    nodes = [
        helper.make_node(
            "LinearClassifier", ["X"], ["output_label", "scores"], domain="ai.onnx.ml", multi_class=0,
            post_transform="SOFTMAX", coefficients=[0.5, -0.25, 0.125, 1, 1, -0.5, -1, 0.75, 0.25, 0.5, 0.5, -0.125],
            intercepts=[0.1, 0.2, -0.3], **classifier_labels),
        helper.make_node("ZipMap", ["scores"], ["output_probability"], domain="ai.onnx.ml", **zip_labels),
    ]
    pairs = helper.make_map_type_proto(label_type, helper.make_tensor_type_proto(FLOAT, []))
    probability = helper.make_value_info("output_probability", helper.make_sequence_type_proto(pairs))
    return model(
        "classifier", nodes, [tensor("X", FLOAT, ["N", 4])], [tensor("output_label", label_type, ["N"]), probability],
        opsets={"": 17, "ai.onnx.ml": 1})


def sample_runs():
    """What onnxruntime answers for one input of each model whose answer is not obvious."""
    rows = np.array([[1, 2, 3, 4], [0.5, -1, 0.25, 2], [-2, 1, 3, -1]], np.float32)
    samples = {"X": rows.tolist()}
    for keys in ("int64", "string"):
        session = onnxruntime.InferenceSession(FOLDER / f"zipmap_{keys}.onnx", providers=["CPUExecutionProvider"])
        label, probability = session.run(None, {"X": rows})
        samples[f"zipmap_{keys}"] = {
            "output_label": label.tolist(),
            "output_probability": [
                [[key, round(float(value), 6)] for key, value in sorted(row.items())] for row in probability
            ],
        }
    return samples
