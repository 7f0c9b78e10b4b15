"""Text recognition: the pages of a scan, or a photograph, become lines of text with their places in the picture.

It is an extra (`make ocr`). Each page is recognised in a process of its own, so that a long document can be read page
by page, an interruption costs one page, and a hostile picture harms nobody.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any, Self

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from .apart import Limits, ReaderFailedError, read_apart
from .document import MAX_TEXT_LENGTH, Document, Format, page_numbers, unread
from .errors import DocumentError, ErrorCode
from .folding import fold_lookalikes
from .kinds import identify_format

READER = Path(__file__).with_name("recognised_lines.py")
LIMITS = Limits(memory_bytes=4 * 1024 * 1024 * 1024, cpu_seconds=300, wall_seconds=120)
MAX_SCANNED_PAGES = 200
RECOGNISABLE = frozenset({Format.PDF, Format.PICTURE})
WITHOUT_READABLE_TEXT = frozenset({ErrorCode.SCANNED, ErrorCode.UNDECODABLE})

SAME_LINE = 0.5
"""Pieces are on one line if their middles differ by less than this share of their height."""
COLUMN = 1.5
"""A gap that is wider than this many line heights parts two cells."""

FULL_WIDTH = str.maketrans(",:;!?()", "，：；！？（）")
CHINESE = "[\u3400-\u9fff、。，：；！？（）《》“”]"
HALF_WIDTH_IN_CHINESE = re.compile(rf"(?<={CHINESE})[,:;!?()]|[,:;!?()](?={CHINESE})")


FROM_PICTURES = _("The text was read from pictures by text recognition. Compare every figure with the original.")
PAGE_NUMBER = re.compile(r"[-—－一]\s*(\d{1,3})\s*[-—－一]")


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page; across and down everything is told in shares of the page's width."""

    left: float
    top: float
    right: float
    bottom: float

    def as_json(self) -> list[float]:
        """The four shares, as exactly as a screen can show them."""
        return [round(share, 5) for share in (self.left, self.top, self.right, self.bottom)]

    def around(self, other: Self) -> "Box":
        """The smallest box around both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class RecognisedLine:
    """A line of a page: what stands there, and where."""

    text: str
    box: Box

    def as_json(self) -> list[Any]:
        """The line as a database keeps it."""
        return [self.text, *self.box.as_json()]

    @classmethod
    def from_json(cls, kept: Sequence[Any]) -> Self:
        """A line that a database kept."""
        text, *box = kept
        return cls(text, Box(*box))


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of the whole text: from where to where it goes there, on which page it stands and where on it."""

    start: int
    end: int
    page: int
    box: Box

    def as_json(self) -> list[Any]:
        """The line as a database keeps it."""
        return [self.start, self.end, self.page, *self.box.as_json()]

    @classmethod
    def from_json(cls, kept: Sequence[Any]) -> Self:
        """A line that a database kept."""
        start, end, page, *box = kept
        return cls(start, end, page, Box(*box))


Page = str | Sequence[RecognisedLine]
"""A page: its text as it is printed in the file, or the lines that were recognised in its picture."""
UNREADABLE = ""
"""Stands for the text of a page whose picture cannot be recognised, in a document whose other pages have text."""


def is_available() -> bool:
    """Whether the extra packages are installed."""
    return all(map(find_spec, ("rapidocr", "onnxruntime")))


def may_help(error: DocumentError, data: bytes, filename: str) -> bool:
    """Whether a file that was refused can be recognised here: a scan, a photograph, a PDF whose fonts are garbled."""
    return error.code in WITHOUT_READABLE_TEXT and is_available() and identify_format(data, filename) in RECOGNISABLE


def may_complete(document: Document) -> bool:
    """Whether pages of a document that was read are pictures, which can be recognised here."""
    return bool(document.pictures) and document.format in RECOGNISABLE and is_available()


def count_pages(data: bytes) -> int:
    """How many pages have to be recognised. Raises DocumentError (too_large, damaged)."""
    count: int = _answer(data, -1)["pages"]
    if count > MAX_SCANNED_PAGES:
        raise DocumentError(
            ErrorCode.TOO_LARGE,
            _("The scan has {count} pages; at most {limit} are recognised. Send only the pages of the report."),
            count=count,
            limit=MAX_SCANNED_PAGES,
        )
    return count


def recognise_page(data: bytes, index: int) -> list[RecognisedLine]:
    """The lines of one page from top to bottom. Raises DocumentError (too_large, damaged)."""
    answer = _answer(data, index)
    if "refused" in answer:
        raise DocumentError(
            ErrorCode.TOO_LARGE,
            _("The picture has too many pixels. Save it smaller (some 2,000 pixels wide) and send it again."),
        )
    return _lines([RecognisedLine(piece["text"], Box(*piece["box"])) for piece in answer["pieces"]])


def composed(pages: Sequence[Page], file_format: Format) -> tuple[Document, list[PlacedLine]]:
    """The document that the pages make up, and where each line that was recognised stands.

    Raises DocumentError (no_text, too_large).
    """
    parts: list[str] = []
    starts, placed, at = [], [], 0
    for number, page in enumerate(pages):
        starts.append(at)
        if isinstance(page, str):
            parts.append(page)
            at += len(page)
            continue
        for line in page:
            placed.append(PlacedLine(at, at + len(line.text), number, line.box))
            parts.append(f"{line.text}\n")
            at += len(line.text) + 1
    if not at or at > MAX_TEXT_LENGTH:
        raise _nothing_to_read(at)
    return Document("".join(parts), file_format, pages=tuple(starts), warnings=_warnings(pages)), placed


def _warnings(pages: Sequence[Page]) -> tuple[Promise | str, ...]:
    recognised = [index for index, page in enumerate(pages) if not isinstance(page, str)]
    if len(recognised) == len(pages):
        return (FROM_PICTURES,)
    message = _("Page {pages} was read from a picture by text recognition. Compare every figure there.")
    of_some = (format_lazy(message, pages=page_numbers(recognised)),) if recognised else ()
    return (*of_some, *unread([index for index, page in enumerate(pages) if page == UNREADABLE]))


def _answer(data: bytes, index: int) -> dict[str, Any]:
    try:
        return read_apart(READER, data, index, limits=LIMITS)
    except ReaderFailedError as error:
        raise DocumentError(
            ErrorCode.DAMAGED,
            _("Page {page} cannot be recognised: its picture is damaged or far too large. Send the Word file."),
            page=max(index, 0) + 1,
        ) from error


def _nothing_to_read(length: int) -> DocumentError:
    if length:
        return DocumentError(
            ErrorCode.TOO_LARGE,
            _("The text has more than {limit} characters. Send only the report itself."),
            limit=MAX_TEXT_LENGTH,
        )
    return DocumentError(ErrorCode.NO_TEXT, _("No text was recognised in the pictures. Are they sharp and upright?"))


def _lines(pieces: list[RecognisedLine]) -> list[RecognisedLine]:
    """Pieces of one height become one line."""
    rows: list[list[RecognisedLine]] = []
    for piece in sorted(pieces, key=lambda piece: _middle(piece.box)):
        if rows and _is_beside(rows[-1][0].box, piece.box):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_joined(sorted(row, key=lambda piece: piece.box.left)) for row in rows]


def _middle(box: Box) -> float:
    return (box.top + box.bottom) / 2


def _is_beside(one: Box, other: Box) -> bool:
    height = min(one.bottom - one.top, other.bottom - other.top)
    return abs(_middle(one) - _middle(other)) < SAME_LINE * height


def _joined(row: list[RecognisedLine]) -> RecognisedLine:
    text, box = row[0].text, row[0].box
    for before, piece in pairwise(row):
        is_apart = piece.box.left - before.box.right > COLUMN * (before.box.bottom - before.box.top)
        text += ("\t" if is_apart else "") + piece.text
        box = box.around(piece.box)
    return RecognisedLine(_as_printed(text), box)


def _as_printed(text: str) -> str:
    """Some signs are recognised in their half-width forms, which beside Chinese are full-width; dashes as 一."""
    if found := PAGE_NUMBER.fullmatch(text.strip()):
        return f"— {found[1]} —"
    for _side in range(2):
        text = HALF_WIDTH_IN_CHINESE.sub(lambda match: match[0].translate(FULL_WIDTH), text)
    return fold_lookalikes(text)
