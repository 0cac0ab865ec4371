"""The pictures and metadata that the fixtures are made of."""

import io
import struct

from PIL import Image

WIDTH, HEIGHT = 11, 7


def picture(mode="RGB", size=(WIDTH, HEIGHT)):
    """A gradient with a bright corner: no turn or mirroring leaves it as it is."""
    image = Image.new("RGB", size)
    image.putdata([(x * 255 // size[0], y * 255 // size[1], (x * 3 + y * 7) % 11 * 23)
                   for y in range(size[1]) for x in range(size[0])])
    image.paste((255, 250, 5), (0, 0, max(1, size[0] // 3), max(1, size[1] // 3)))
    if "A" in mode:
        image.putalpha(Image.linear_gradient("L").resize(size))
    return image.convert(mode)


def saved(image, form, **options):
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def exif(orientation, order="II", kind=3, count=1, directory=8):
    """A TIFF structure with one orientation entry."""
    mark = "<" if order == "II" else ">"
    value = struct.pack(mark + ("HH" if kind == 3 else "L"), *([orientation, 0] if kind == 3 else [orientation]))
    entry = struct.pack(mark + "HHL", 0x0112, kind, count) + value
    return order.encode() + struct.pack(mark + "HLH", 42, directory, 1) + entry + bytes(4)


def xmp(orientation, as_element=False):
    if as_element:
        return f"<x:xmpmeta><tiff:Orientation>{orientation}</tiff:Orientation></x:xmpmeta>".encode()
    return f'<x:xmpmeta><rdf:Description tiff:Orientation="{orientation}"/></x:xmpmeta>'.encode()


def samples(mode, top):
    """Rows of sample tuples, scaled from 0…255 to 0…top."""
    image = picture(mode)
    values = list(image.get_flattened_data())
    rows = [values[y * WIDTH:(y + 1) * WIDTH] for y in range(HEIGHT)]
    return [[tuple(level * top // 255 for level in (pixel if isinstance(pixel, tuple) else (pixel,))) for pixel in row]
            for row in rows]


def indices(colors):
    return [[(x * 2 + y * 3 + (x > 3 and y < 2)) % colors for x in range(WIDTH)] for y in range(HEIGHT)]


def palette(colors, entry="RGB"):
    colored = [{"R": i * 37 % 256, "G": 255 - i * 11 % 256, "B": i * 91 % 256, "X": 0} for i in range(colors)]
    return bytes(color[part] for color in colored for part in entry)
