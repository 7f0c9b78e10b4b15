"""Cuts a strip out of a page as a grey picture in a confined process (`confined.py`): PNG, written with zlib alone.

Places are numbers of which 100,000 make up the page's width. A PDF's page is drawn; a photograph needs a package that
`make ocr` brings.
"""

import base64
import json
import struct
import sys
import zlib
from io import BytesIO
from typing import NamedTuple

WIDTH = 100_000
MAX_PIXELS = 40_000_000
DRAWN_WIDTH = 1000


class Picture(NamedTuple):
    """Grey pixels, row by row."""

    width: int
    height: int
    stride: int
    pixels: bytes


def page_of(data: bytes, index: int) -> Picture:
    """A page, about a thousand pixels wide."""
    if b"%PDF-" not in data[:1024]:
        return _photograph(data)
    import pypdfium2

    page = pypdfium2.PdfDocument(data)[index]
    width, height = page.get_size()
    scale = min(DRAWN_WIDTH / width, (MAX_PIXELS / (width * height)) ** 0.5)
    drawn = page.render(scale=scale, grayscale=True)
    return Picture(drawn.width, drawn.height, drawn.stride, bytes(drawn.buffer))


def _photograph(data: bytes) -> Picture:
    from PIL import Image, ImageOps

    picture = Image.open(BytesIO(data), formats=("PNG", "JPEG"))
    if picture.width * picture.height > MAX_PIXELS:
        raise OverflowError(picture.size)
    upright = ImageOps.exif_transpose(picture).convert("L")
    upright.thumbnail((DRAWN_WIDTH, MAX_PIXELS))
    return Picture(upright.width, upright.height, upright.width, upright.tobytes())


def strip(page: Picture, left: int, top: int, right: int, bottom: int) -> bytes:
    """The part of a page between these places, as PNG."""
    first, last = (min(max(place * page.width // WIDTH, 0), page.width) for place in (left, right))
    upper, lower = (min(max(place * page.width // WIDTH, 0), page.height) for place in (top, bottom))
    rows = [page.pixels[row * page.stride + first : row * page.stride + last] for row in range(upper, lower)]
    if not rows or first >= last:
        raise ValueError(left, top, right, bottom)
    header = struct.pack(">IIBBBBB", last - first, lower - upper, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(b"\x00" + row for row in rows))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


if __name__ == "__main__":
    page, *box = map(int, sys.argv[1:])
    picture = strip(page_of(sys.stdin.buffer.read(), page), *box)
    json.dump({"png": base64.b64encode(picture).decode()}, sys.stdout)
