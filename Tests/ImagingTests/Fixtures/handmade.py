"""Writers for the forms of PNG, BMP and GIF that Pillow reads but does not write."""

import struct
import zlib

ADAM7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def pack_bits(values, depth):
    """Samples of 1, 2, 4, 8 or 16 bits as bytes, each row padded to a whole byte."""
    bits = "".join(format(value, f"0{depth}b") for value in values)
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8))


def filtered(row, previous, unit, kind):
    """One row with PNG filter 0…4 applied."""
    def paeth(a, b, c):
        return min((a, b, c), key=lambda value: abs(a + b - c - value))
    out = [kind]
    for i, value in enumerate(row):
        left = row[i - unit] if i >= unit else 0
        up = previous[i] if previous else 0
        corner = previous[i - unit] if previous and i >= unit else 0
        guess = [0, left, up, (left + up) // 2, paeth(left, up, corner)][kind]
        out.append((value - guess) & 255)
    return bytes(out)


def png_rows(pixels, depth, unit):
    """Filtered rows, one filter after another."""
    out, previous = b"", None
    for y, pixel_row in enumerate(pixels):
        row = pack_bits([sample for pixel in pixel_row for sample in pixel], depth)
        out += filtered(row, previous, unit, y % 5)
        previous = row
    return out


def png(pixels, depth, color, palette=None, before=b"", after=b"", interlaced=False, spoil=lambda data: data):
    """A PNG of rows of sample tuples; `before` and `after` are chunks around the picture data."""
    height, width = len(pixels), len(pixels[0])
    unit = max(1, depth * SAMPLES[color] // 8)
    if interlaced:
        data = b""
        for x, y, across, down in ADAM7:
            part = [row[x::across] for row in pixels[y::down]]
            if part and part[0]:
                data += png_rows(part, depth, unit)
    else:
        data = png_rows(pixels, depth, unit)
    stream = spoil(zlib.compress(data, 9))
    half = len(stream) // 2
    header = struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, int(interlaced))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + (chunk(b"PLTE", palette) if palette else b"") + before
            + chunk(b"IDAT", stream[:half]) + chunk(b"IDAT", stream[half:]) + after + chunk(b"IEND", b""))


def bmp(rows, bits, palette=b"", header_size=40, compression=0, masks=b"", colors=0, top_down=False, data=None,
        size=None):
    """A bitmap of rows of integers (indices or pixels), given from the top; `data` replaces the packed rows."""
    width, height = size or (len(rows[0]), len(rows))
    if data is None:
        packed = []
        for row in rows:
            if bits < 8:
                line = pack_bits(row, bits)
            else:
                line = b"".join(value.to_bytes(bits // 8, "little") for value in row)
            packed.append(line + bytes(-len(line) % 4))
        data = b"".join(packed if top_down else reversed(packed))
    if header_size == 12:
        header = struct.pack("<IHHHH", 12, width, height, 1, bits)
    else:
        header = struct.pack("<IiiHHIIiiII", header_size, width, -height if top_down else height, 1, bits, compression,
                             len(data), 2835, 2835, colors, 0)
        if header_size >= 52:
            header += masks
            masks = b""
        header += bytes(header_size - len(header))
    offset = 14 + len(header) + len(masks) + len(palette)
    return b"BM" + struct.pack("<IHHI", offset + len(data), 0, 0, offset) + header + masks + palette + data


def lzw(indices, bits):
    """GIF codes without a dictionary: the table is cleared before codes would grow."""
    clear, codes = 1 << bits, []
    for position, index in enumerate(indices):
        if position % (clear - 2 if clear > 2 else 1) == 0:
            codes.append(clear)
        codes.append(index)
    codes.append(clear + 1)
    value = sum(code << (position * (bits + 1)) for position, code in enumerate(codes))
    data = value.to_bytes((len(codes) * (bits + 1) + 7) // 8, "little")
    blocks = [data[i:i + 255] for i in range(0, len(data), 255)]
    return bytes([bits]) + b"".join(bytes([len(block)]) + block for block in blocks) + b"\0"


def gif(rows, bits, screen, place=(0, 0), palette=None, local=None, transparent=None, interlaced=False, before=b""):
    """A GIF of one frame of palette indices; `palette` is the file's and `local` the frame's."""
    def table(colors):
        return 0x80 | (len(colors) // 3).bit_length() - 2 if colors else 0
    width, height = len(rows[0]), len(rows)
    out = b"GIF89a" + struct.pack("<HHBBB", *screen, table(palette), 1, 0) + (palette or b"") + before
    if transparent is not None:
        out += b"\x21\xf9\x04" + bytes([1, 10, 0, transparent, 0])
    out += b"," + struct.pack("<HHHHB", *place, width, height, table(local) | (0x40 if interlaced else 0))
    order = [y for start, step in [(0, 8), (4, 8), (2, 4), (1, 2)] for y in range(start, height, step)]
    stored = [rows[y] for y in order] if interlaced else rows
    return out + (local or b"") + lzw([index for row in stored for index in row], bits) + b";"
