"""Writes assets.json: what is to become of each picture of the shared folders images/nasty and images/exif.

    python make_asset_reference.py FOLDER

FOLDER holds `images/`. A picture that is read has its size and its mean colour in each field of an 4 × 4 grid, as
Pillow sees it; one that is refused has the error code. The codes are those below or follow from the extension.
"""

import io
import json
import pathlib
import sys
import warnings

import numpy
from PIL import Image, ImageOps

FOREIGN = {".avif", ".heic", ".heif", ".ico", ".j2k", ".jp2", ".tif", ".tiff"}
REFUSED = {
    "bomb_header_2147483647x1.png": "image-too-large",
    "bomb_header_60000x60000.png": "image-too-large",
    "bomb_jpeg_65500x65500.jpg": "image-too-large",
    "bomb_real_12000x12000_gray.png": "image-too-large",
    "broken.png": "image-truncated",
    "broken_data_stream.png": "image-corrupt",
    "bus_truncated_100b.jpg": "image-truncated",
    "bus_truncated_half.jpg": "image-truncated",
    "decompression_bomb.gif": "image-too-large",
    "gif_truncated.gif": "image-truncated",
    "html_error_page.jpg": "image-unrecognized",
    "jpeg_12bit_monkey12.jpg": "image-unsupported",
    "one_byte.png": "image-unrecognized",
    "png_bad_crc.png": "image-corrupt",
    "png_truncated.png": "image-truncated",
    "svg_named.png": "image-unsupported",
    "text_named.jpg": "image-unrecognized",
    "truncated_image.png": "image-truncated",
    "truncated_jpeg.jpg": "image-truncated",
    "ultrahdr.jpg": "image-truncated",
    "webp_truncated.webp": "image-truncated",
    "zero_bytes.jpg": "image-empty",
    "zero_width.gif": "image-corrupt",
    "zero_width.png": "image-corrupt",
}
#: Read although Pillow refuses them, for a chunk that has nothing to do with the pixels; only the size is known.
MORE_TOLERANT = {
    "png_decompression_dos.png": (1, 1), "truncated_end_chunk.png": (128, 128),
    "unknown_compression_method.png": (57, 57),
}


def rgb(path):
    """The upright picture; of 16-bit gray the upper eight bits, which Pillow's conversion would clip."""
    image = Image.open(io.BytesIO(path.read_bytes()))
    if image.mode == "I;16":
        gray = numpy.asarray(image).astype(numpy.uint16) >> 8
        return numpy.stack([gray.astype(numpy.uint8)] * 3, axis=-1)
    return numpy.asarray(ImageOps.exif_transpose(image).convert("RGB"))


def grid(pixels):
    """The mean colour of each field, rounded down; field k of n pixels in a row begins at pixel k × n / 4."""
    height, width = pixels.shape[:2]
    means = []
    for row in range(4):
        for column in range(4):
            top, left = row * height // 4, column * width // 4
            bottom, right = max(top + 1, (row + 1) * height // 4), max(left + 1, (column + 1) * width // 4)
            field = pixels[top:bottom, left:right].reshape(-1, 3).astype(int)
            means += list(field.sum(0) // len(field))
    return [int(level) for level in means]


def outcome(path):
    name = path.name
    if path.suffix in FOREIGN or name in REFUSED:
        return {"refused": REFUSED.get(name, "image-unsupported")}
    if name in MORE_TOLERANT:
        width, height = MORE_TOLERANT[name]
        return {"width": width, "height": height}
    pixels = rgb(path)
    return {"width": pixels.shape[1], "height": pixels.shape[0], "grid": bytes(grid(pixels)).hex()}


def main():
    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = None
    images = pathlib.Path(sys.argv[1]) / "images"
    paths = sorted(path for folder in ["nasty", "exif"] for path in (images / folder).iterdir())
    lines = [json.dumps({"file": str(path.relative_to(images)), **outcome(path)}) for path in paths]
    (pathlib.Path(__file__).parent / "assets.json").write_text("[\n" + ",\n".join(lines) + "\n]\n")


if __name__ == "__main__":
    main()
