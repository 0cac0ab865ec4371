"""Small steps shared by the generators: build a model, write its bytes, write rounded JSON."""

import json
from pathlib import Path

import numpy as np
from onnx import ModelProto, TensorProto, helper, numpy_helper

FOLDER = Path(__file__).resolve().parent.parent
IR_VERSION = 8
OPSET = 17


def tensor(name, element, shape):
    """Value info of a tensor: a name, an element type of TensorProto, a shape (str = dynamic)."""
    return helper.make_tensor_value_info(name, element, shape)


def constant(name, values, dtype=np.float32):
    """An initializer with the given numbers."""
    return numpy_helper.from_array(np.asarray(values, dtype=dtype), name)


def model(name, nodes, inputs, outputs, initializers=(), metadata=None, opsets=None, ir_version=IR_VERSION):
    """A model proto with this project's producer and opset, and optional custom metadata."""
    graph = helper.make_graph(nodes, name, inputs, outputs, initializer=list(initializers))
    imports = [helper.make_opsetid(domain, version) for domain, version in (opsets or {"": OPSET}).items()]
    proto = helper.make_model(graph, opset_imports=imports, producer_name="apus-fixtures", ir_version=ir_version)
    helper.set_model_props(proto, metadata or {})
    return proto


def save(proto: ModelProto, file_name):
    """Writes the model with a fixed byte order of its fields and maps; returns its path."""
    path = FOLDER / file_name
    path.write_bytes(proto.SerializeToString(deterministic=True))
    return path


def save_json(value, file_name):
    """Writes JSON that is readable by line."""
    (FOLDER / file_name).write_text(compact(value) + "\n")


def compact(value, depth=3):
    """JSON text that breaks lines in the outer `depth` levels only."""
    pad = "  "
    if depth == 0 or not isinstance(value, (dict, list)) or not value:
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, dict):
        rows = [f"{json.dumps(key)}: {compact(item, depth - 1)}" for key, item in value.items()]
        opening, closing = "{", "}"
    else:
        rows = [compact(item, depth - 1) for item in value]
        opening, closing = "[", "]"
    body = ",\n".join(pad + row.replace("\n", "\n" + pad) for row in rows)
    return f"{opening}\n{body}\n{closing}"


FLOAT = TensorProto.FLOAT
FLOAT16 = TensorProto.FLOAT16
INT64 = TensorProto.INT64
