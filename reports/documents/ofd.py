"""OFD documents (GB/T 33190): the text page by page, put together from where each piece is printed.

A file holds one document or several, a document lists its pages, and a page draws pieces of text at their places. Text
that is there but not seen is read too: recognised text lies like that over a scanned page.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import isfinite

from django.utils.translation import gettext_lazy as _
from lxml import etree

from .archive import Package, damaged, resolved
from .document import MAX_PAGES, MAX_TEXT_LENGTH
from .errors import DocumentError, ErrorCode
from .folding import fold_lookalikes
from .wordml import child, children, name_of

ROOT = "OFD.xml"
SAME_LINE = 0.5
"""Pieces are on one line if their base lines differ by less than this share of the font's size."""
SAME_SPOT = 4
"""The same text within a quarter of its font's size is the same text printed twice."""
SPACE, COLUMN = 0.3, 1.5
"""Gaps from which on, measured in font sizes, there is a space between Latin words, and a new cell."""
MOSTLY = 0.5
UNSHIFTED = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Piece:
    """Text printed in one go: its number on the page, where its base line begins, its width, the size of its font."""

    number: int
    text: str
    x: float
    y: float
    width: float
    size: float


def read_ofd(data: bytes) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    """The text, the offsets at which pages start in it, and which of them (from 0) are pictures without text.

    Raises DocumentError (damaged, encrypted, zip_bomb, wrong_type, too_large, no_text).
    """
    package = Package(data)
    if ROOT not in package:
        raise _no_ofd()
    pages = list(_pages(package))
    texts = [fold_lookalikes(text) for text, _is_picture in pages]
    pictures = tuple(index for index, (_text, is_picture) in enumerate(pages) if is_picture)
    if pictures and len(pictures) >= MOSTLY * len(pages):
        raise _scanned()
    return "".join(texts), tuple(accumulate(map(len, texts[:-1]), initial=0)), pictures


def _pages(package: Package) -> Iterator[tuple[str, bool]]:
    """Each page's text and whether it is only a picture. Raises DocumentError (damaged, too_large)."""
    names = [name for document in _documents(package) for name in _page_names(package, document)]
    if len(names) > MAX_PAGES:
        raise _too_large()
    length = 0
    for name in names:
        content = _part(package, name)
        text = "".join(f"{line}\n" for line in _lines(_pieces(content)))
        length += len(text)
        if length > MAX_TEXT_LENGTH:
            raise _too_large()
        yield text or "\n", not text.strip() and any(name_of(element) == "ImageObject" for element in content.iter("*"))


def _documents(package: Package) -> Iterator[str]:
    for body in children(package.xml(ROOT), "DocBody"):
        root = child(body, "DocRoot")
        if root is not None:
            yield resolved(ROOT, (root.text or "").strip())


def _page_names(package: Package, document: str) -> Iterator[str]:
    for page in children(child(_part(package, document), "Pages"), "Page"):
        yield resolved(document, page.get("BaseLoc", ""))


def _part(package: Package, name: str) -> etree._Element:
    """A part that another one names; without it the file is not whole."""
    if name not in package:
        raise damaged(name)
    return package.xml(name)


def _pieces(page: etree._Element) -> Iterator[Piece]:
    for number, element in enumerate(page.iter("*")):
        if name_of(element) == "TextObject":
            yield from _pieces_of(element, number)


def _pieces_of(text: etree._Element, number: int) -> Iterator[Piece]:
    left, top, *_rest = (*_numbers(text.get("Boundary")), 0.0, 0.0)
    a, b, c, d, e, f = (*_numbers(text.get("CTM")), *UNSHIFTED)[:6] if text.get("CTM") else UNSHIFTED
    size = next(_numbers(text.get("Size") or text.get("size")), 0.0) or 1.0
    x = y = 0.0
    for code in children(text, "TextCode"):
        x, y = next(_numbers(code.get("X")), x), next(_numbers(code.get("Y")), y)
        shown = "".join((code.text or "").split("\n"))
        width = (sum(_steps(code.get("DeltaX"), len(shown))) + size) * abs(a or 1)
        yield Piece(number, shown, left + a * x + c * y + e, top + b * x + d * y + f, width, size * abs(d or 1))


def _steps(written: str | None, most: int) -> Iterator[float]:
    """The steps from sign to sign: “g 3 2.5” stands for 2.5 three times."""
    words = iter((written or "").split())
    left = most
    for word in words:
        count = 1
        if word == "g":
            count, word = int(next(_numbers(next(words, "0")), 0)), next(words, "0")
        count = max(0, min(count, left))
        left -= count
        yield count * next(_numbers(word), 0.0)


def _numbers(written: str | None) -> Iterator[float]:
    """The numbers in an attribute; what is none counts as zero."""
    for word in (written or "").split():
        try:
            number = float(word)
        except ValueError:
            number = 0.0
        yield number if isfinite(number) else 0.0


def _lines(pieces: Iterable[Piece]) -> Iterator[str]:
    """The lines from top to bottom, each from left to right; what is printed twice to look bold is read once."""
    line: list[Piece] = []
    seen: set[tuple[str, int, int]] = set()
    for piece in sorted(pieces, key=lambda piece: (piece.y, piece.x)):
        key = (piece.text, round(SAME_SPOT * piece.x / piece.size), round(SAME_SPOT * piece.y / piece.size))
        if not piece.text.strip() or key in seen:
            continue
        seen.add(key)
        if line and piece.y - line[0].y >= SAME_LINE * min(piece.size, line[0].size):
            yield _joined(line)
            line = []
        line.append(piece)
    if line:
        yield _joined(line)


def _joined(line: list[Piece]) -> str:
    """A line from left to right; some programs let all its pieces begin at its left, in the order of reading."""
    line.sort(key=lambda piece: (piece.x, piece.number))
    parts = [line[0].text]
    for before, piece in pairwise(line):
        parts += [_between(before, piece), piece.text]
    return "".join(parts)


def _between(before: Piece, piece: Piece) -> str:
    gap = (piece.x - before.x - before.width) / max(before.size, piece.size)
    if gap > COLUMN and min(len(before.text), len(piece.text)) > 1:
        return "\t"
    is_latin = before.text[-1].isascii() and piece.text[0].isascii()
    return " " if gap > (SPACE if is_latin else COLUMN) else ""


def _no_ofd() -> DocumentError:
    return DocumentError(
        ErrorCode.WRONG_TYPE,
        _("The file is no OFD document, though its name says so. Send the original, or save it as .docx or .pdf."),
    )


def _scanned() -> DocumentError:
    return DocumentError(
        ErrorCode.NO_TEXT,
        _("The OFD document is a scan: its pages are pictures without text. Send the Word file, or the OFD with text."),
    )


def _too_large() -> DocumentError:
    return DocumentError(
        ErrorCode.TOO_LARGE,
        _("The OFD document has more than {pages} pages or {limit} characters. Send only the report itself."),
        pages=MAX_PAGES,
        limit=MAX_TEXT_LENGTH,
    )
