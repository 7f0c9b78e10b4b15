"""PDF documents: the text page by page with the lines as they are printed."""

import re
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from .apart import ReaderFailedError, read_apart
from .document import MAX_PAGES, MAX_TEXT_LENGTH, page_numbers
from .encodings import plausibility
from .errors import DocumentError, ErrorCode
from .folding import fold_lookalikes

READER = Path(__file__).with_name("pdf_pages.py")
READABLE = 0.5
MOSTLY = 0.5
HYPHEN_AT_LINE_END = re.compile("[\x02\ufffe]")
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f]")


def read_pdf(data: bytes) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    """The text, the offsets at which pages start in it, and which of them (from 0) are pictures.

    Raises DocumentError (encrypted, damaged, too_large, scanned, undecodable).
    """
    pages = _pages(data)
    scanned = tuple(index for index, (_text, is_picture) in enumerate(pages) if is_picture)
    if scanned and len(scanned) >= MOSTLY * len(pages):
        raise _scanned(scanned)
    texts = [_tidy(text) for text, _is_picture in pages]
    _require_readable("".join(texts))
    starts = tuple(accumulate(map(len, texts[:-1]), initial=0))
    return "".join(texts), starts, scanned


def _pages(data: bytes) -> list[tuple[str, bool]]:
    """Each page's raw text and whether it is only a picture."""
    answer = _ask_reader(data)
    if "too_many_pages" in answer:
        raise _too_many_pages(answer["too_many_pages"])
    if "protected" in answer:
        raise _protected() if answer["protected"] else _damaged()
    pages: list[tuple[str, bool]] = answer["pages"]
    if sum(len(text) for text, _is_picture in pages) > MAX_TEXT_LENGTH:
        raise _too_long(len(pages))
    return pages


def _ask_reader(data: bytes) -> dict[str, Any]:
    """What the reading process answers; one that was stopped or fell over counts as a damaged file."""
    try:
        return read_apart(READER, data, MAX_PAGES, MAX_TEXT_LENGTH)
    except ReaderFailedError as error:
        raise _damaged() from error


def _tidy(text: str) -> str:
    lines = HYPHEN_AT_LINE_END.sub("-", text).replace("\r\n", "\n").replace("\r", "\n")
    return fold_lookalikes(CONTROL.sub("", lines)).rstrip("\n") + "\n"


def _require_readable(text: str) -> None:
    """A font without a character table gives letters that mean nothing; a few odd signs do no harm."""
    foreign = sum(not sign.isascii() for sign in text)
    if foreign > MOSTLY * len(text) and plausibility(text) < READABLE:
        raise DocumentError(
            ErrorCode.UNDECODABLE,
            _(
                "The PDF's fonts do not say which characters they show, so its text comes out garbled. "
                "Send the Word file, or run text recognition (OCR) first."
            ),
        )


def _scanned(pages: Sequence[int]) -> DocumentError:
    return DocumentError(
        ErrorCode.SCANNED,
        _(
            "The PDF is a scan: page {pages} is a picture without text, and text recognition is not installed here. "
            "Ask whoever runs this site for it (the command is “make ocr”), or send the Word file."
        ),
        pages=page_numbers(pages),
    )


def _too_many_pages(count: int) -> DocumentError:
    return DocumentError(
        ErrorCode.TOO_LARGE,
        _("The PDF has {count} pages; at most {limit} are read. Send only the pages of the report."),
        count=count,
        limit=MAX_PAGES,
    )


def _too_long(page: int) -> DocumentError:
    return DocumentError(
        ErrorCode.TOO_LARGE,
        _("The text is too long: more than {limit} characters by page {page}. Send only the report itself."),
        limit=MAX_TEXT_LENGTH,
        page=page,
    )


def _protected() -> DocumentError:
    return DocumentError(
        ErrorCode.ENCRYPTED, _("The PDF is protected by a password. Save it without a password and send it again.")
    )


def _damaged() -> DocumentError:
    return DocumentError(
        ErrorCode.DAMAGED,
        _(
            "The PDF is damaged, incomplete or far too complicated to read. "
            "Save it again in the program that made it, or send the Word file."
        ),
    )
