"""Makes resize-goldens.json: what Pillow, OpenCV and Ultralytics do to pictures that tests can compute themselves.

Run with Pillow, opencv-python, numpy and ultralytics installed; the versions used are written into the file.
"""

import base64
import json
import pathlib

import cv2
import numpy
import PIL
import ultralytics
from PIL import Image
from ultralytics.data.augment import LetterBox

RATIOS = [  # picture width and height, resized width and height
    (61, 47, 23, 17), (64, 48, 32, 24), (64, 48, 64, 24), (30, 20, 41, 29), (9, 7, 27, 21),
    (97, 31, 13, 24), (200, 150, 11, 7), (33, 33, 32, 34), (1, 1, 5, 4), (1, 50, 3, 9), (50, 1, 9, 3), (2, 3, 1, 1),
    (127, 90, 37, 29), (17, 13, 18, 14),
]
LARGE = [
    (810, 1080, 480, 640), (1280, 720, 640, 360), (320, 240, 640, 480), (4000, 3000, 640, 480), (500, 375, 224, 224),
]
SCENES = [(97, 80, 31, 24), (300, 200, 24, 16), (64, 48, 54, 41), (20, 15, 41, 31), (640, 480, 29, 37)]
PICTURES = [(810, 1080), (640, 480), (1920, 1080), (427, 640), (333, 500), (100, 37), (37, 100), (1, 1), (641, 640),
            (639, 641), (1023, 767), (640, 426), (500, 281), (4032, 3024), (13, 640), (2000, 7)]
TENSORS = [(640, 640), (416, 320), (224, 224), (33, 47)]


def noise(width, height):
    """Bytes of an integer hash of their position: the hardest picture there is."""
    value = numpy.arange(width * height * 3, dtype=numpy.uint32) * numpy.uint32(2654435761)
    value = (value ^ (value >> numpy.uint32(15))) * numpy.uint32(2246822519)
    return (value >> numpy.uint32(24)).astype(numpy.uint8).reshape(height, width, 3)


def scene(width, height):
    """Slopes, a hard-edged disc and a little noise: more like a photograph."""
    y, x, channel = numpy.ogrid[:height, :width, :3]
    slopes = abs((x * 7 + y * 4 + channel * 85) % 510 - 255)
    inside = (2 * x - width) ** 2 + (2 * y - height) ** 2 < width * height // 3
    return (numpy.where(inside, 255 - slopes, slopes) * 15 // 16 + noise(width, height) // 17).astype(numpy.uint8)


def packed(pixels):
    return base64.b64encode(numpy.ascontiguousarray(pixels).tobytes()).decode()


def checksum(pixels):
    """Adler-like sums modulo 2^32, by position, as hexadecimal."""
    flat = pixels.reshape(-1).astype(numpy.uint64)
    weighted = (flat * (numpy.arange(flat.size, dtype=numpy.uint64) % numpy.uint64(65521) + numpy.uint64(1))).sum()
    return f"{int(flat.sum()) & 0xFFFFFFFF:08x}{int(weighted) & 0xFFFFFFFF:08x}"


def pillow(picture, width, height):
    return numpy.asarray(Image.fromarray(picture).resize((width, height), Image.Resampling.BILINEAR))


def opencv(picture, width, height):
    return cv2.resize(picture, (width, height), interpolation=cv2.INTER_LINEAR)


def noise_case(sizes):
    picture = noise(*sizes[:2])
    results = {"pillow": pillow(picture, *sizes[2:]), "opencv": opencv(picture, *sizes[2:])}
    return {"sizes": sizes, **{name: packed(pixels) for name, pixels in results.items()}}


def scene_case(sizes):
    return {"sizes": sizes, "pillow": packed(pillow(scene(*sizes[:2]), *sizes[2:]))}


def large_case(sizes):
    return {"sizes": sizes, "checksum": checksum(opencv(noise(*sizes[:2]), *sizes[2:]))}


def letterbox_case(picture, tensor):
    """The content's edges, found in what Ultralytics makes of a white picture."""
    (width, height), (tensor_width, tensor_height) = picture, tensor
    box = LetterBox(new_shape=(tensor_height, tensor_width), auto=False)
    result = box(image=numpy.full((height, width, 3), 255, numpy.uint8))
    rows, columns = (result[:, :, 0] == 255).nonzero()
    edges = [int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1]
    return {"picture": picture, "tensor": tensor, "content": edges}


def letterbox_cases():
    for picture in PICTURES:
        for tensor in TENSORS:
            ratio = min(tensor[0] / picture[0], tensor[1] / picture[1])
            if min(round(picture[0] * ratio), round(picture[1] * ratio)) > 0:  # else OpenCV refuses
                yield letterbox_case(picture, tensor)


def main():
    goldens = {
        "versions": {
            "opencv": cv2.__version__, "pillow": PIL.__version__, "ultralytics": ultralytics.__version__,
        },
        "noise": [noise_case(sizes) for sizes in RATIOS],
        "scenes": [scene_case(sizes) for sizes in SCENES],
        "large": [large_case(sizes) for sizes in LARGE],
        "letterboxes": list(letterbox_cases()),
    }
    path = pathlib.Path(__file__).with_name("resize-goldens.json")
    path.write_text(json.dumps(goldens, separators=(",", ":")).replace("},{", "},\n{") + "\n")


if __name__ == "__main__":
    main()
