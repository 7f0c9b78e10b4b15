"""The picture of the lines from which a text was recognised, so that a person can compare both."""

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .apart import ReaderFailedError, read_apart
from .recognition import Box, PlacedLine

READER = Path(__file__).with_name("page_pictures.py")
PARTS_OF_WIDTH = 100_000
MARGIN = 0.003


@dataclass(frozen=True, slots=True)
class Strip:
    """A part of a page."""

    page: int
    box: Box


def strip_of(lines: Iterable[PlacedLine], start: int, end: int) -> Strip | None:
    """The part of the page on which the text from `start` to `end` stands; where it goes on overleaf, its beginning."""
    found = [line for line in lines if line.start < end and line.end > start]
    if not found:
        return None
    box = found[0].box
    for line in found:
        box = box.around(line.box) if line.page == found[0].page else box
    return Strip(found[0].page, Box(box.left - MARGIN, box.top - MARGIN, box.right + MARGIN, box.bottom + MARGIN))


def picture_of(data: bytes, strip: Strip) -> bytes | None:
    """The strip as PNG, or nothing where it cannot be drawn."""
    box = (round(share * PARTS_OF_WIDTH) for share in strip.box.as_json())
    try:
        return base64.b64decode(read_apart(READER, data, strip.page, *box)["png"])
    except ReaderFailedError:
        return None
