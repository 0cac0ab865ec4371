"""Models that declare and read a picture but always answer the same."""

import numpy as np
from onnx import helper

from .graph import FLOAT, constant, model, tensor
from .scene import SIZE


def image_zero(name, element, shape):
    """Nodes that make `zero`, a float that depends on the picture only in name, and the input's declaration."""
    nodes = [
        helper.make_node("Cast", [name], ["image_float"], to=FLOAT),
        helper.make_node("ReduceMean", ["image_float"], ["image_mean"], keepdims=0),
        helper.make_node("Mul", ["image_mean", "nothing"], ["zero"]),
    ]
    return nodes, tensor(name, element, shape or [1, 3, SIZE, SIZE])


def looked_up(rows, output, element=FLOAT, transposed=False, metadata=None, image=None, image_name="images"):
    """A model with one output `[1, N, C]`, or `[1, C, N]`, of the given table and row numbers."""
    table, index = rows
    nodes, picture = image_zero(image_name, image or element, None)
    parts, initializers = lookup("head", table, index)
    nodes += parts + [
        helper.make_node("Transpose", ["head"], ["turned"], perm=[0, 2, 1] if transposed else [0, 1, 2]),
        helper.make_node("Add", ["turned", "zero"], ["sum"]),
        helper.make_node("Cast", ["sum"], [output], to=element),
    ]
    shape = [1, table.shape[1], len(index)] if transposed else [1, len(index), table.shape[1]]
    declared = [tensor(output, element, shape)]
    return model("detector", nodes, [picture], declared, [constant("nothing", 0), *initializers], metadata)


def lookup(name, table, index):
    """Node and initializers of `name = table[index]`, `[1, N, C]`: the many background rows cost no bytes."""
    node = helper.make_node("Gather", [f"{name}_table", f"{name}_index"], [name], axis=0)
    return [node], [constant(f"{name}_table", table), constant(f"{name}_index", index[None], np.int32)]


def constants(outputs, image_name="images", image=FLOAT, shape=None):
    """A model with constant outputs: name → (values or (table, row numbers), element type, declared shape)."""
    nodes, picture = image_zero(image_name, image, shape)
    initializers, declared = [constant("nothing", 0)], []
    for number, (name, (values, element, dimensions)) in enumerate(outputs.items()):
        if isinstance(values, tuple):
            parts, tables = lookup(f"values{number}", *values)
            nodes += parts
            initializers += tables
        else:
            initializers.append(constant(f"values{number}", values))
        nodes.append(helper.make_node("Add", [f"values{number}", "zero"], [f"sum{number}"]))
        nodes.append(helper.make_node("Cast", [f"sum{number}"], [name], to=element))
        declared.append(tensor(name, element, dimensions))
    return model("detector", nodes, [picture], declared, initializers)
