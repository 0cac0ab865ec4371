"""Tiny detectors: constant outputs in each family's own names and shapes, and the detections its own code makes."""

import functools

import numpy as np
import onnxruntime
from families import geometry, nanodet, ssd, transformers, yolo
from families.suppression import Options
from onnx import TensorProto, helper

from .constant_outputs import constants, looked_up
from .graph import FLOAT, FLOAT16, INT64, save, save_json, tensor
from .heads import anchor_free_rows, nanodet_rows, objectness_rows, yolox_rows
from .scene import NAMES, SIZE, sorted_detections

# Picture sizes for which every family's letterbox is exact: no rounding of scale or pad.
CASES = [
    ((128, 96), Options(0.25, 0.45)),
    ((112, 128), Options(0.25, 0.45, agnostic=True)),
    ((64, 44), Options(0.5, 0.7, max_detections=3)),
]


def make():
    """Writes every detector with its golden detections."""
    for build in (yolo_models, end_to_end_models, grid_models, transformer_models, ssd_models):
        build()


def yolo_models():
    """YOLO heads that need suppression."""
    v5 = {"names": str(dict(enumerate(NAMES))), "stride": "32"}
    with_objectness = {
        "yolov5": looked_up(objectness_rows(), "output0", metadata=v5),
        "yolov5_coco80": looked_up(objectness_rows(classes=80), "output0"),
        "yolov6": looked_up(objectness_rows(objectness=1), "outputs"),
        "yolov7": looked_up(objectness_rows(), "output"),
    }
    for name, proto in with_objectness.items():
        write(name, proto, yolo.objectness, geometry.centered_single_scale)
    names = ultralytics_metadata()
    for suffix, element in (("", FLOAT), ("_fp16", FLOAT16)):
        head = looked_up(anchor_free_rows(), "output0", element, transposed=True, metadata=names)
        write(f"yolov8{suffix}", head, yolo.anchor_free)
    bytes_in = looked_up(anchor_free_rows(), "output0", transposed=True, metadata=names, image=TensorProto.UINT8)
    write("yolov8_uint8_input", bytes_in, yolo.anchor_free)
    write("yolov8_coco80", looked_up(anchor_free_rows(classes=80), "output0", transposed=True), yolo.anchor_free)
    quantised_output("yolov8_uint8_output", 1 / 255, 0, names)


def end_to_end_models():
    """Heads without suppression and exports that suppress by themselves."""
    boxes, scores, classes = sorted_detections()
    rows = np.concatenate([boxes, scores[:, None], classes[:, None]], axis=1)
    head = padded(rows, 300)
    write("yolov10_end2end", looked_up(head, "output0"), yolo.end_to_end)
    write("yolo26_end2end", looked_up(head, "output0", metadata=ultralytics_metadata(end2end="True")), yolo.end_to_end)
    inside = ultralytics_metadata(args="{'nms': True}")
    write("yolov8_nms", looked_up(head, "output0", metadata=inside), yolo.end_to_end)
    numbered = np.concatenate([np.zeros((len(rows), 1)), boxes, classes[:, None], scores[:, None]], axis=1)
    outputs = {"output": (numbered, FLOAT, ["num", 7])}
    write("yolov7_end2end", constants(outputs), yolo.yolov7_end_to_end, geometry.centered_single_scale)
    table, index = padded(rows, 100)
    table[-1] = (1, 2, 3, 4, 0.99, 1)  # what stands past the count must not be read
    outputs = {
        "num_dets": ([[len(rows)]], TensorProto.INT32, [1, 1]),
        "det_boxes": (table[index, :4][None], FLOAT, [1, 100, 4]),
        "det_scores": (table[index, 4][None], FLOAT, [1, 100]),
        "det_classes": (table[index, 5][None], TensorProto.INT32, [1, 100]),
    }
    write("efficient_nms", constants(outputs), yolo.efficient_nms, geometry.centered_single_scale)


def grid_models():
    """Raw heads whose boxes are relative to grid cells."""
    write("yolox", looked_up(yolox_rows(), "output"), yolo.yolox, geometry.top_left)
    table, index = nanodet_rows((8, 16, 32), lambda stride: (stride - 1) / 2)
    levels = np.split(index, np.cumsum([64, 16]))
    outputs = {}
    for names, columns in (((792, 814, 836), slice(0, 4)), ((795, 817, 839), slice(4, 36))):
        for name, level in zip(names, levels):
            outputs[str(name)] = ((table[:, columns], level), FLOAT, [1, len(level), table[:, columns].shape[1]])
    write("nanodet", constants(outputs, image_name="input.1"), nanodet.six_outputs, geometry.centered_floor)
    plus = looked_up(nanodet_rows((8, 16, 32, 64), lambda stride: 0), "output", image_name="data")
    write("nanodet_plus", plus, functools.partial(nanodet.one_output, classes=4), geometry.centered_floor)


def transformer_models():
    """DETR and RT-DETR."""
    table, index = anchor_free_rows(scale=SIZE)
    index = np.resize(index, 300)
    index[84:] = len(table) - 1
    names = ultralytics_metadata(description="Ultralytics rtdetr-l model")
    head = looked_up((table, index), "output0", metadata=names)
    write("rtdetr_ultralytics", head, transformers.rtdetr_ultralytics, geometry.stretched)
    boxes, scores, classes = sorted_detections()
    centers = np.concatenate([(boxes[:, :2] + boxes[:, 2:]) / 2, boxes[:, 2:] - boxes[:, :2]], axis=1) / SIZE
    rows = np.concatenate([centers, scores[:, None], classes[:, None]], axis=1)
    top = looked_up(padded(rows, 300), "output0", metadata=names | {"head": "RTDETRDecoder"})
    write("rtdetr_ultralytics_top300", top, transformers.rtdetr_ultralytics_top, geometry.stretched)
    original = rtdetr_original(boxes / SIZE, scores, classes)
    write("rtdetr", original, transformers.labels_boxes_scores, geometry.stretched)
    logits = np.full((len(scores) + 1, 92), -4.0)
    logits[:-1, 91], logits[-1, 91] = 0, 6
    rest = 90 * np.exp(-4.0) + 1
    logits[np.arange(len(scores)), classes + 16] = np.log(scores * rest / (1 - scores))
    boxes = np.concatenate([centers, [[0.5, 0.5, 1, 1]]])
    index = np.minimum(np.arange(100), len(scores))
    outputs = {"logits": ((logits, index), FLOAT, [1, 100, 92]), "pred_boxes": ((boxes, index), FLOAT, [1, 100, 4])}
    write("detr", constants(outputs, image_name="pixel_values"), transformers.detr, geometry.stretched)


def ssd_models():
    """TensorFlow's detection API (uint8 NHWC input) and torchvision's three outputs."""
    boxes, scores, classes = sorted_detections()
    count, room = len(scores), 20
    unit_boxes = np.pad(boxes[:, [1, 0, 3, 2]] / SIZE, ((0, room - count), (0, 0)))
    outputs = {
        "detection_boxes:0": (unit_boxes[None], FLOAT, [1, room, 4]),
        "detection_classes:0": (np.pad(classes + 16, (0, room - count))[None], FLOAT, [1, room]),
        "detection_scores:0": (np.pad(scores, (0, room - count))[None], FLOAT, [1, room]),
        "num_detections:0": ([count], FLOAT, [1]),
    }
    tensorflow = constants(outputs, "image_tensor:0", TensorProto.UINT8, [1, SIZE, SIZE, 3])
    write("ssd_tensorflow", tensorflow, ssd.tensorflow, geometry.stretched)
    outputs = {
        "boxes": (boxes, FLOAT, ["n", 4]),
        "labels": (classes + 1, INT64, ["n"]),
        "scores": (scores, FLOAT, ["n"]),
    }
    write("ssd_torchvision", constants(outputs, "input"), ssd.torchvision, geometry.stretched)


def ultralytics_metadata(**extra):
    """The keys that Ultralytics' exporter writes into a detection model."""
    return {
        "description": "Ultralytics YOLO model", "author": "Ultralytics", "task": "detect", "stride": "32",
        "batch": "1", "imgsz": f"[{SIZE}, {SIZE}]", "channels": "3", "names": str(dict(enumerate(NAMES))),
    } | extra


def padded(rows, count):
    """`rows` followed by zeros up to `count` rows, as a table and row numbers."""
    table = np.concatenate([rows, np.zeros((1, rows.shape[1]))]).astype(np.float32)
    return table, np.minimum(np.arange(count), len(rows))


def rtdetr_original(boxes, scores, classes):
    """The original RT-DETR export: the graph itself multiplies the boxes with `orig_target_sizes` (width, height)."""
    room = 300 - len(scores)
    proto = constants({
        "labels": (np.pad(classes, (0, room))[None], INT64, [1, 300]),
        "unit_boxes": (np.pad(boxes, ((0, room), (0, 0)))[None], FLOAT, [1, 300, 4]),
        "scores": (np.pad(scores, (0, room))[None], FLOAT, [1, 300]),
    })
    graph = proto.graph
    graph.node.extend([
        helper.make_node("Cast", ["orig_target_sizes"], ["sizes"], to=FLOAT),
        helper.make_node("Concat", ["sizes", "sizes"], ["factors"], axis=1),
        helper.make_node("Mul", ["unit_boxes", "factors"], ["boxes"]),
    ])
    graph.input.append(tensor("orig_target_sizes", INT64, [1, 2]))
    graph.output[1].name = "boxes"
    return proto


def quantised_output(name, scale, zero_point, metadata):
    """YOLOv8 with boxes normalised to 0…1 and one uint8 scale for all, the way 8-bit TFLite exports write it."""
    table, index = anchor_free_rows(scale=SIZE)
    levels = np.clip(np.round(table / scale) + zero_point, 0, 255)
    proto = looked_up((levels, index), "output0", TensorProto.UINT8, True, metadata, image=TensorProto.UINT8)

    def decode(outputs, fit, options):
        real = (outputs[0].astype(np.float32) - zero_point) * np.float32(scale)
        real[:, :4] *= SIZE
        return yolo.anchor_free([real], fit, options)

    facts = {"output_quantization": {"scale": scale, "zero_point": zero_point}, "boxes": "normalized"}
    write(name, proto, decode, facts=facts)


def write(name, proto, decode, fit=geometry.centered, facts=None):
    """Writes the model, runs it with onnxruntime, decodes with the family's code and writes the golden detections."""
    path = save(proto, f"detect_{name}.onnx")
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    cases = []
    for image, options in CASES:
        feeds = {}
        for wanted in session.get_inputs():
            if wanted.name == "orig_target_sizes":
                feeds[wanted.name] = np.array([image], np.int64)
            else:
                element = {"tensor(float)": np.float32, "tensor(float16)": np.float16, "tensor(uint8)": np.uint8}
                feeds[wanted.name] = np.zeros(wanted.shape, element[wanted.type])
        rows = decode(session.run(None, feeds), fit(image, (SIZE, SIZE)), options)
        cases.append({
            "image": {"width": image[0], "height": image[1]},
            "options": {
                "confidence": options.confidence, "iou": options.iou, "agnostic": options.agnostic,
                "max_detections": options.max_detections,
            },
            "detections": [
                {"class_id": int(row[5]), "score": round(float(row[4]), 5), "box": np.round(row[:4], 4).tolist()}
                for row in rows
            ],
        })
    placing = {geometry.stretched: ["stretch", None], geometry.top_left: ["letterbox", "top-left"]}
    fitted, anchor = placing.get(fit, ["letterbox", "center"])
    layout = {"model": path.name, "input": {"width": SIZE, "height": SIZE, "fit": fitted, "anchor": anchor}}
    save_json(layout | (facts or {}) | {"cases": cases}, f"detect_{name}.json")
