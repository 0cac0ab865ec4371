"""Writes the tiny pictures of this folder and expected.json, which holds what Pillow makes of each.

    python make_fixtures.py

Lossless pictures are told by a checksum of their pixels, lossy ones by the pixels themselves and a tolerance.

The pixels are those of `ImageOps.exif_transpose(image).convert("RGB")`; the one exception is 16-bit gray PNG, where
Pillow clips at 255 and the upper eight bits are expected instead.
"""

import base64
import io
import json
import pathlib
import struct
import zlib

from PIL import Image, ImageOps

from handmade import bmp, chunk, gif, png
from pictures import HEIGHT, WIDTH, exif, indices, palette, picture, samples, saved, xmp

FOLDER = pathlib.Path(__file__).parent
#: Each fixture's file name, bytes, tolerance in levels, and error code where it is refused.
FIXTURES = []
#: Refused although Pillow reads them: seconds of work out of a few kilobytes, and rows that are not there.
STRICTER = {"jpeg-scan-bomb.jpg", "png-short-stream.png"}


def add(name, data, tolerance=0, refused=None, pixels=None, shrink=1):
    FIXTURES.append((name, data, tolerance, refused, pixels, shrink))


def segment(marker, data):
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


def jpeg_with(*segments):
    data = saved(picture(), "JPEG", quality=90)
    return data[:2] + b"".join(segments) + data[2:]


def patched(data, marker, offset, value):
    """A JPEG with bytes changed inside its first segment of a kind, counted from the marker."""
    place = data.index(bytes([0xFF, marker])) + offset
    return data[:place] + value + data[place + len(value):]


def add_jpegs():
    for sampling in ["4:4:4", "4:2:2", "4:2:0", "4:1:1"]:
        add(f"jpeg-{sampling.replace(':', '')}.jpg", saved(picture(), "JPEG", subsampling=sampling), 2)
    for mode in ["L", "CMYK"]:
        add(f"jpeg-{mode.lower()}.jpg", saved(picture(mode), "JPEG"), 2)
    add("jpeg-rgb.jpg", saved(picture(), "JPEG", keep_rgb=True), 2)
    add("jpeg-ycck.jpg", patched(saved(picture("CMYK"), "JPEG"), 0xEE, 15, b"\2"), 2)
    progressive = saved(picture(), "JPEG", progressive=True)
    add("jpeg-progressive.jpg", progressive, 2)
    add("jpeg-restart.jpg", saved(picture(size=(40, 24)), "JPEG", restart_marker_blocks=1), 2)
    add("jpeg-quality1.jpg", saved(picture(), "JPEG", quality=1), 2)
    add("jpeg-1x1.jpg", saved(picture(size=(1, 1)), "JPEG"), 2)
    add("jpeg-column.jpg", saved(picture(size=(1, 30)), "JPEG"), 2)
    large = saved(picture(size=(41, 27)), "JPEG", quality=80)
    for shrink in [1, 2, 4, 8]:
        add("jpeg-41x27.jpg", large, 2, shrink=shrink)
    add_jpeg_orientations()

    whole = saved(picture(), "JPEG")
    add("jpeg-trailing.jpg", whole + b"more bytes", 2)
    add("jpeg-fill-bytes.jpg", whole[:2] + b"\xff\xff\xff" + whole[2:], 2)
    add("jpeg-no-end.jpg", whole[:-2], refused="image-truncated")
    add("jpeg-half.jpg", whole[:len(whole) - 60], refused="image-truncated")
    add("jpeg-12bit.jpg", patched(whole, 0xC0, 4, b"\x0c"), refused="image-unsupported")
    add("jpeg-lossless.jpg", patched(whole, 0xC0, 1, b"\xc3"), refused="image-unsupported")
    add("jpeg-two-components.jpg", patched(whole, 0xC0, 9, b"\2"), refused="image-unsupported")
    add("jpeg-no-height.jpg", patched(whole, 0xC0, 5, b"\0\0"), refused="image-unsupported")
    add("jpeg-no-width.jpg", patched(whole, 0xC0, 7, b"\0\0"), refused="image-corrupt")
    add("jpeg-no-frame.jpg", b"\xff\xd8" + segment(0xDA, b"\1\1\0\0\x3f\0") + b"\0\xff\xd9", refused="image-corrupt")
    last = progressive.rindex(b"\xff\xda")
    add("jpeg-scan-bomb.jpg", progressive[:-2] + progressive[last:-2] * 120 + b"\xff\xd9", refused="image-corrupt")


def add_jpeg_orientations():
    for value in range(1, 9):
        add(f"jpeg-orientation{value}.jpg", jpeg_with(segment(0xE1, b"Exif\0\0" + exif(value))), 2)
    name, ns = b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0"
    add("jpeg-exif-bigendian.jpg", jpeg_with(segment(0xE1, name + exif(6, "MM"))), 2)
    add("jpeg-exif-long.jpg", jpeg_with(segment(0xE1, name + exif(6, kind=4))), 2)
    add("jpeg-exif-byte.jpg", jpeg_with(segment(0xE1, name + exif(6, kind=1))), 2)
    add("jpeg-exif-two-values.jpg", jpeg_with(segment(0xE1, name + exif(3, count=2))), 2)
    add("jpeg-exif-zero.jpg", jpeg_with(segment(0xE1, name + exif(0)), segment(0xE1, ns + xmp(6))), 2)
    add("jpeg-exif-nine.jpg", jpeg_with(segment(0xE1, name + exif(9))), 2)
    add("jpeg-exif-far.jpg", jpeg_with(segment(0xE1, name + exif(6, directory=0xFFFFFFF0))), 2)
    add("jpeg-exif-cut.jpg", jpeg_with(segment(0xE1, (name + exif(6))[:20]), segment(0xE1, ns + xmp(8))), 2)
    add("jpeg-exif-in-parts.jpg", jpeg_with(segment(0xE1, (name + exif(6))[:20]),
                                            segment(0xE1, name + exif(6)[14:])), 2)
    add("jpeg-exif-not-tiff.jpg", jpeg_with(segment(0xE1, name + b"no TIFF at all")), 2,
        pixels=picture_pixels(jpeg_with()))
    add("jpeg-exif-and-xmp.jpg", jpeg_with(segment(0xE1, ns + xmp(3)), segment(0xE1, name + exif(6))), 2)
    add("jpeg-xmp.jpg", jpeg_with(segment(0xE1, ns + xmp(6))), 2)
    add("jpeg-xmp-element.jpg", jpeg_with(segment(0xE1, ns + xmp(5, as_element=True))), 2)


def add_pngs():
    forms = [("gray", "L", 0, [1, 2, 4, 8, 16]), ("rgb", "RGB", 2, [8, 16]), ("graya", "LA", 4, [8, 16]),
             ("rgba", "RGBA", 6, [8, 16])]
    for interlaced in [False, True]:
        tail = "-interlaced" if interlaced else ""
        for name, mode, color, depths in forms:
            for depth in depths:
                rows = samples(mode, (1 << depth) - 1)
                high = [level for row in rows for (value,) in row for level in [value >> 8] * 3] \
                    if (color, depth) == (0, 16) else None
                add(f"png-{name}{depth}{tail}.png", png(rows, depth, color, interlaced=interlaced),
                    pixels=high and (WIDTH, HEIGHT, bytes(high)))
        for depth in [1, 2, 4, 8]:
            rows = [[(index,) for index in row] for row in indices(min(1 << depth, 40))]
            add(f"png-palette{depth}{tail}.png",
                png(rows, depth, 3, palette(min(1 << depth, 40)), interlaced=interlaced))
    add_png_oddities()


def add_png_oddities():
    rows = [[(index,) for index in row] for row in indices(16)]
    add("png-palette-short.png", png(rows, 4, 3, palette(5)))
    add("png-palette-alpha.png", png(rows, 4, 3, palette(16), before=chunk(b"tRNS", bytes(range(0, 160, 20)))))
    add("png-gray-transparent.png", png(samples("L", 255), 8, 0, before=chunk(b"tRNS", b"\0\x20")))
    add("png-rgb-transparent.png", png(samples("RGB", 255), 8, 2, before=chunk(b"tRNS", b"\0\xff\0\xfa\0\x05")))
    add("png-1x1.png", png([[(200, 100, 50)]], 8, 2))
    rgb = samples("RGB", 255)
    profile = "\nexif\n" + f"{len(exif(6)) + 6:8}\n" + (b"Exif\0\0" + exif(6)).hex() + "\n"
    itxt = b"XML:com.adobe.xmp\0\0\0\0\0" + xmp(8)
    bomb = b"Raw profile type exif\0\0" + zlib.compress(bytes(3 << 20), 9)
    add("png-exif.png", png(rgb, 8, 2, before=chunk(b"eXIf", exif(6))))
    add("png-exif-late.png", png(rgb, 8, 2, after=chunk(b"eXIf", exif(7))))
    add("png-profile.png",
        png(rgb, 8, 2, before=chunk(b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(profile.encode()))))
    add("png-profile-plain.png", png(rgb, 8, 2, before=chunk(b"tEXt", b"Raw profile type exif\0" + profile.encode())))
    add("png-xmp.png", png(rgb, 8, 2, before=chunk(b"iTXt", itxt)))
    add("png-text-bomb.png", png(rgb, 8, 2, before=chunk(b"zTXt", bomb)), pixels=picture_pixels(png(rgb, 8, 2)))

    whole = png(rgb, 8, 2)
    add("png-no-end.png", whole[:-12])
    add("png-bad-crc.png", whole[:-13] + b"\0" + whole[-12:])
    add("png-bad-header-crc.png", whole[:29] + b"\0\0\0\0" + whole[33:], refused="image-corrupt")
    add("png-bad-stream.png", png(rgb, 8, 2, spoil=lambda data: data[:20] + b"\xff" * 10 + data[30:]),
        refused="image-corrupt")
    add("png-short-stream.png", png(rgb[:3], 8, 2).replace(
        chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, 3, 8, 2, 0, 0, 0)),
        chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, 7, 8, 2, 0, 0, 0))), refused="image-truncated")
    add("png-half.png", whole[:len(whole) // 2], refused="image-truncated")
    add("png-no-pixels.png", whole[:33] + whole[-12:], refused="image-corrupt")
    add("png-no-width.png", whole[:8] + chunk(b"IHDR", struct.pack(">IIBBBBB", 0, 7, 8, 2, 0, 0, 0)) + whole[33:],
        refused="image-corrupt")


def add_webps():
    add("webp-lossy.webp", saved(picture(), "WEBP", quality=80), 2)
    add("webp-lossless.webp", saved(picture(), "WEBP", lossless=True))
    add("webp-lossy-alpha.webp", saved(picture("RGBA"), "WEBP", quality=80), 2)
    add("webp-lossless-alpha.webp", saved(picture("RGBA"), "WEBP", lossless=True, exact=True))
    add("webp-1x1.webp", saved(picture(size=(1, 1)), "WEBP", lossless=True))
    for value in [1, 6, 7]:
        add(f"webp-exif{value}.webp", saved(picture(), "WEBP", lossless=True, exif=b"Exif\0\0" + exif(value)))
    add("webp-xmp.webp", saved(picture(), "WEBP", lossless=True, xmp=xmp(8)))
    frames = [picture("RGBA"), picture("RGBA").rotate(180)]
    animation = saved(frames[0], "WEBP", save_all=True, append_images=frames[1:], lossless=True, exact=True)
    add("webp-animated.webp", animation)
    place = animation.index(b"ANMF") + 8
    canvas = struct.pack("<I", WIDTH + 5)[:3] + struct.pack("<I", HEIGHT + 3)[:3]
    moved = animation[:place] + b"\1\0\0\1\0\0" + animation[place + 6:]
    add("webp-frame-on-canvas.webp", moved[:24] + canvas + moved[30:])
    whole = saved(picture(), "WEBP", lossless=True)
    add("webp-half.webp", whole[:len(whole) // 2], refused="image-truncated")
    add("webp-damaged.webp", whole[:20] + bytes(len(whole) - 20), refused="image-corrupt")


def add_gifs():
    screen, four = (WIDTH, HEIGHT), palette(4)
    rows = indices(4)
    add("gif-plain.gif", gif(rows, 2, screen, palette=four))
    add("gif-pillow.gif", saved(picture().quantize(32), "GIF"))
    add("gif-gray.gif", saved(picture("L"), "GIF"))
    add("gif-lzw.gif", saved(picture(size=(60, 40)).quantize(8), "GIF"))
    add("gif-animated.gif", saved(picture("P"), "GIF", save_all=True, append_images=[picture("P").rotate(180)]))
    add("gif-interlaced.gif", gif(rows, 2, screen, palette=four, interlaced=True))
    add("gif-local-palette.gif", gif(rows, 2, screen, palette=four, local=palette(8)[12:]))
    add("gif-no-palette.gif", gif(rows, 2, screen))
    add("gif-index-past-palette.gif", gif(rows, 2, screen, palette=palette(2)))
    add("gif-transparent.gif", gif(rows, 2, screen, palette=four, transparent=2))
    add("gif-frame-inside.gif", gif(rows, 2, (WIDTH + 5, HEIGHT + 4), (3, 2), four))
    add("gif-frame-inside-transparent.gif", gif(rows, 2, (WIDTH + 5, HEIGHT + 4), (3, 2), four, transparent=3))
    add("gif-frame-outside.gif", gif(rows, 2, (5, 4), (2, 1), four))
    add("gif-comment.gif", gif(rows, 2, screen, palette=four, before=b"\x21\xfe\x05hello\0"))
    add("gif-no-end.gif", gif(rows, 2, screen, palette=four)[:-1])
    add("gif-half.gif", gif(rows, 2, screen, palette=four)[:40], refused="image-truncated")
    add("gif-early-end.gif", gif(rows[:3], 2, screen, palette=four).replace(
        struct.pack("<HHHH", 0, 0, WIDTH, 3), struct.pack("<HHHH", 0, 0, WIDTH, HEIGHT)), refused="image-truncated")
    add("gif-no-frame.gif", b"GIF89a" + struct.pack("<HHBBB", *screen, 0, 0, 0) + b";", refused="image-corrupt")
    empty = gif(rows, 2, screen, palette=four).replace(struct.pack("<HHHH", 0, 0, *screen), bytes(8))
    add("gif-no-pixels.gif", empty, refused="image-corrupt")


def add_bmps():
    rgb = [[red << 16 | green << 8 | blue for red, green, blue in row] for row in samples("RGB", 255)]
    for bits in [1, 4, 8]:
        colors = min(1 << bits, 40)
        add(f"bmp-{bits}.bmp", bmp(indices(colors), bits, palette(colors, "BGRX"), colors=colors))
        add(f"bmp-{bits}-os2.bmp", bmp(indices(colors), bits, palette(1 << bits, "BGR"), header_size=12))
    add("bmp-gray.bmp", saved(picture("L"), "BMP"))
    add("bmp-bilevel.bmp", saved(picture("1"), "BMP"))
    add("bmp-8-short-palette.bmp", bmp(indices(16), 8, palette(5, "BGRX"), colors=5))
    short = [[(red << 10 | green << 5 | blue) for red, green, blue in row] for row in samples("RGB", 31)]
    add("bmp-16.bmp", bmp(short, 16))
    add("bmp-24.bmp", bmp(rgb, 24))
    add("bmp-24-topdown.bmp", bmp(rgb, 24, top_down=True))
    add("bmp-24-os2.bmp", bmp(rgb, 24, header_size=12))
    add("bmp-24-os2v2.bmp", bmp(rgb, 24, header_size=64))
    add("bmp-32.bmp", bmp([[0x80000000 | value for value in row] for row in rgb], 32))
    add_bmp_masks(rgb)
    add_bmp_runs()
    whole = bmp(rgb, 24)
    add("bmp-no-last-padding.bmp", whole[:-3])
    add("bmp-half.bmp", whole[:len(whole) // 2], refused="image-truncated")
    add("bmp-no-width.bmp", bmp([[]] * HEIGHT, 24, size=(0, HEIGHT)), refused="image-corrupt")
    add("bmp-jpeg.bmp", bmp(rgb, 24, compression=4), refused="image-unsupported")
    add("bmp-2bit.bmp", bmp(indices(4), 2, palette(4, "BGRX")), refused="image-unsupported")


def add_bmp_masks(rgb):
    full = [[(red * 31 // 255) << 11 | (green * 63 // 255) << 5 | blue * 31 // 255 for red, green, blue in row]
            for row in samples("RGB", 255)]
    add("bmp-16-565.bmp", bmp(full, 16, compression=3, masks=struct.pack("<III", 0xF800, 0x7E0, 0x1F)))
    shifted = [[value << 8 | 0x55 for value in row] for row in rgb]
    for size in [40, 56, 108, 124]:
        masks = struct.pack("<III", 0xFF000000, 0xFF0000, 0xFF00) + (struct.pack("<I", 0xFF) if size > 40 else b"")
        add(f"bmp-32-masks{size}.bmp", bmp(shifted, 32, compression=3, masks=masks, header_size=size))
    add("bmp-32-no-masks.bmp", bmp(rgb, 32, compression=3, masks=bytes(16), header_size=56))
    add("bmp-bad-masks.bmp", bmp(rgb, 32, compression=3, masks=struct.pack("<III", 0xFF00FF, 0xFF00, 0)),
        refused="image-unsupported")


def add_bmp_runs():
    table = palette(16, "BGRX")
    eight = (bytes([5, 1, 6, 2, 0, 0]) + bytes([0, 5, 1, 2, 3, 4, 5, 0]) + bytes([6, 9, 0, 0]) + bytes([3, 7, 0, 0])
             + bytes([0, 2, 4, 1]) + bytes([9, 3, 0, 0]) + bytes([11, 4, 0, 0]) + bytes([20, 5, 0, 0, 11, 6, 0, 1]))
    four = (bytes([5, 0x12, 6, 0x34, 0, 0]) + bytes([0, 5, 0x12, 0x34, 0x50, 0]) + bytes([6, 0x9A, 0, 0])
            + bytes([3, 0x70, 0, 0]) + bytes([0, 2, 4, 1]) + bytes([9, 3, 0, 0]) + bytes([11, 0x4F, 0, 0])
            + bytes([20, 5, 0, 0, 11, 6, 0, 1]))
    size = (WIDTH, HEIGHT)
    add("bmp-rle8.bmp", bmp([], 8, table, compression=1, colors=16, data=eight, size=size))
    add("bmp-rle4.bmp", bmp([], 4, table, compression=2, colors=16, data=four, size=size))
    add("bmp-rle8-early-end.bmp", bmp([], 8, table, compression=1, colors=16, data=eight[:6] + b"\0\1", size=size),
        refused="image-truncated")
    add("bmp-rle8-half.bmp", bmp([], 8, table, compression=1, colors=16, data=eight[:13], size=size),
        refused="image-truncated")


def picture_pixels(data, shrink=1):
    """Width, height and RGB bytes as Pillow reads them."""
    image = Image.open(io.BytesIO(data))
    if shrink > 1:
        image.draft("RGB", (image.width // shrink, image.height // shrink))
    image = ImageOps.exif_transpose(image).convert("RGB")
    return image.width, image.height, image.tobytes()


def is_read(data):
    try:
        picture_pixels(data)
    except Exception:
        return False
    return True


def expectation(name, data, tolerance, refused, pixels, shrink):
    if refused:
        if name not in STRICTER and is_read(data):
            raise SystemExit(f"{name}: Pillow reads what is to be refused")
        return {"file": name, "refused": refused}
    width, height, rgb = pixels or picture_pixels(data, shrink)
    found = {"file": name, "width": width, "height": height}
    if tolerance:
        return found | {"shrink": shrink, "tolerance": tolerance, "pixels": base64.b64encode(rgb).decode()}
    return found | {"adler32": zlib.adler32(rgb)}


def main():
    for make in [add_jpegs, add_pngs, add_webps, add_gifs, add_bmps]:
        make()
    for name, data, *_ in FIXTURES:
        assert len(data) < 4096, f"{name}: {len(data)} bytes"
        (FOLDER / name).write_bytes(data)
    lines = [json.dumps(expectation(*fixture)) for fixture in FIXTURES]
    (FOLDER / "expected.json").write_text("[\n" + ",\n".join(lines) + "\n]\n")


if __name__ == "__main__":
    main()
