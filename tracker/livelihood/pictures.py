"""Photographs before they are kept: only what is needed to draw them stays, and nothing that a camera wrote beside it.

A picture is taken apart and put together again from the parts that a browser draws: place, time, the camera's owner,
comments, small previews and whatever hangs behind the end of the picture are left out, and what is no whole picture is
refused. Pixels are not computed anew. Pure Python, without a library for pictures.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

LARGEST_SIDE = 12_000
LARGEST_AREA = 50_000_000
"""Pixels; what is larger takes a browser hundreds of megabytes to draw."""
PNG_START = b"\x89PNG\r\n\x1a\n"
PNG_PARTS = {b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"sRGB", b"IDAT", b"IEND"}
JPEG_FRAMES = {0xC0, 0xC1, 0xC2}
"""Pictures in one pass and in several; what else there is no browser draws."""
JPEG_TABLES = {0xC4, 0xDB, 0xDD}
ADOBE = 0xEE
SCAN, END, EXIF = 0xDA, 0xD9, 0xE1
NEXT_MARKER = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
UPRIGHT, LAST_ORIENTATION, FIRST_ON_ITS_SIDE = 1, 8, 5


class PictureError(ValueError):
    """What was sent is no whole picture."""


class TooLargeError(PictureError):
    """The picture has more pixels than are kept."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is kept: `kind` is jpeg or png; width and height in pixels, as it is shown."""

    kind: str
    width: int
    height: int
    data: bytes


def without_traces(data: bytes) -> Picture:
    """Return a JPEG or PNG picture without anything but what is drawn. Raises PictureError."""
    try:
        return _png(data) if data.startswith(PNG_START) else _jpeg(data)
    except (struct.error, IndexError) as error:
        raise PictureError from error


def _png(data: bytes) -> Picture:
    parts = list(_png_parts(data))
    kinds = [kind for kind, _body in parts]
    if kinds[:1] != [b"IHDR"] or kinds[-1:] != [b"IEND"] or b"IDAT" not in kinds or kinds.count(b"IHDR") != 1:
        raise PictureError
    width, height = struct.unpack(">II", parts[0][1][:8])
    _check_size(width, height)
    kept = (_png_part(kind, body) for kind, body in parts if kind in PNG_PARTS)
    return Picture("png", width, height, PNG_START + b"".join(kept))


def _png_parts(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the parts up to the end of the picture, each with its sum checked."""
    at, kind = len(PNG_START), b""
    while kind != b"IEND":
        (length,) = struct.unpack_from(">I", data, at)
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        if _png_part(kind, body) != data[at : at + 12 + length]:
            raise PictureError
        yield kind, body
        at += 12 + length


def _png_part(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _jpeg(data: bytes) -> Picture:
    if not data.startswith(b"\xff\xd8"):
        raise PictureError
    orientation, size, kept = UPRIGHT, (0, 0), []
    for marker, body, drawn in _jpeg_parts(data):
        if marker == EXIF and orientation == UPRIGHT:
            orientation = _orientation(body)
        if marker in JPEG_FRAMES:
            height, width = struct.unpack_from(">HH", body, 1)
            _check_size(width, height)
            size = (width, height)
        if marker in JPEG_FRAMES | JPEG_TABLES | {SCAN} or (marker == ADOBE and body[:5] == b"Adobe"):
            kept.append(_jpeg_part(marker, body[:12] if marker == ADOBE else body) + drawn)
    if not size[0]:
        raise PictureError
    width, height = reversed(size) if orientation >= FIRST_ON_ITS_SIDE else size
    return Picture("jpeg", width, height, b"\xff\xd8" + _turned(orientation) + b"".join(kept) + b"\xff\xd9")


def _jpeg_parts(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield marker, body and, after the start of a scan, what is drawn, up to the end of the picture."""
    at = 2
    while True:
        if data[at] != 0xFF:
            raise PictureError
        while data[at] == 0xFF:
            at += 1
        marker = data[at]
        if marker == END:
            return
        (length,) = struct.unpack_from(">H", data, at + 1)
        body, at = data[at + 3 : at + 1 + length], at + 1 + length
        if len(body) != length - 2 or not _is_known(marker):
            raise PictureError
        drawn = _drawn(data, at) if marker == SCAN else b""
        at += len(drawn)
        yield marker, body, drawn


def _is_known(marker: int) -> bool:
    """Whether browsers draw what begins here, or it may be left out."""
    return marker in JPEG_FRAMES | JPEG_TABLES | {SCAN} or marker >= 0xE0


def _drawn(data: bytes, start: int) -> bytes:
    found = NEXT_MARKER.search(data, start)
    if found is None:
        raise PictureError
    return data[start : found.start()]


def _jpeg_part(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def _orientation(exif: bytes) -> int:
    """Return how a camera was held (1 to 8); upright where nothing sensible is said of it."""
    order = {b"II*\x00": "<", b"MM\x00*": ">"}.get(exif[6:10], "")
    if exif[:6] != b"Exif\x00\x00" or not order:
        return UPRIGHT
    try:
        (first,) = struct.unpack_from(f"{order}I", exif, 10)
        (count,) = struct.unpack_from(f"{order}H", exif, 6 + first)
        for at in range(8 + first, 8 + first + 12 * count, 12):
            tag, kind, _number, value = struct.unpack_from(f"{order}HHIH", exif, at)
            if (tag, kind) == (0x0112, 3):
                return value if UPRIGHT <= value <= LAST_ORIENTATION else UPRIGHT
    except struct.error:
        return UPRIGHT
    return UPRIGHT


def _turned(orientation: int) -> bytes:
    """Return the part that says how to turn a picture, and nothing else."""
    if orientation == UPRIGHT:
        return b""
    table = struct.pack(">HHHIHHI", 1, 0x0112, 3, 1, orientation, 0, 0)
    return _jpeg_part(EXIF, b"Exif\x00\x00MM\x00*" + struct.pack(">I", 8) + table)


def _check_size(width: int, height: int) -> None:
    if not width or not height:
        raise PictureError
    if max(width, height) > LARGEST_SIDE or width * height > LARGEST_AREA:
        raise TooLargeError
