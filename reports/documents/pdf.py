"""PDF documents: the text page by page with the lines as they are printed."""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

import pypdfium2
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from pypdfium2 import raw

from .document import MAX_PAGES, MAX_TEXT_LENGTH
from .encodings import plausibility
from .errors import DocumentError, ErrorCode
from .folding import fold_lookalikes

PDFIUM = threading.Lock()
"""PDFium may only be used by one thread at a time."""

READABLE = 0.5
MOSTLY = 0.5
FORM_DEPTH = 3
LONGEST_PAGE_NUMBER = 10
HYPHEN_AT_LINE_END = re.compile("[\x02\ufffe]")
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    text: str
    is_picture: bool


def read_pdf(data: bytes) -> tuple[str, tuple[int, ...], tuple[Promise | str, ...]]:
    """The text, the offsets at which pages start in it, and warnings about pages that are pictures.

    Raises DocumentError (encrypted, damaged, too_large, scanned, undecodable).
    """
    with PDFIUM:
        pages = _read_pages(data)
    scanned = [page.number for page in pages if page.is_picture]
    if scanned and len(scanned) >= MOSTLY * len(pages):
        raise _scanned(scanned)
    text = "".join(page.text for page in pages)
    _require_readable(text)
    starts = tuple(accumulate((len(page.text) for page in pages[:-1]), initial=0))
    return text, starts, _warnings(scanned)


def _read_pages(data: bytes) -> list[_Page]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _unopened(error) from error
    try:
        _require_pages(len(document))
        return list(_pages(document))
    except pypdfium2.PdfiumError as error:
        raise _damaged() from error
    finally:
        document.close()


def _pages(document: pypdfium2.PdfDocument) -> Iterator[_Page]:
    """All pages, unless their text becomes too long."""
    length = 0
    for number in range(1, len(document) + 1):
        page = _page(document, number)
        length += len(page.text)
        if length > MAX_TEXT_LENGTH:
            raise DocumentError(
                ErrorCode.TOO_LARGE,
                _("The text is too long: more than {limit} characters by page {page}. Send only the report itself."),
                limit=MAX_TEXT_LENGTH,
                page=number,
            )
        yield page


def _page(document: pypdfium2.PdfDocument, number: int) -> _Page:
    page = document[number - 1]
    try:
        text = _tidy(page.get_textpage().get_text_bounded())
        return _Page(number, text, len(text.strip()) <= LONGEST_PAGE_NUMBER and _has_picture(page))
    finally:
        page.close()


def _has_picture(page: pypdfium2.PdfPage) -> bool:
    return any(True for _picture in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=FORM_DEPTH))


def _tidy(text: str) -> str:
    lines = HYPHEN_AT_LINE_END.sub("-", text).replace("\r\n", "\n").replace("\r", "\n")
    return fold_lookalikes(CONTROL.sub("", lines)).rstrip("\n") + "\n"


def _require_pages(count: int) -> None:
    if count > MAX_PAGES:
        raise DocumentError(
            ErrorCode.TOO_LARGE,
            _("The PDF has {count} pages; at most {limit} are read. Send only the pages of the report."),
            count=count,
            limit=MAX_PAGES,
        )


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


def _warnings(scanned: list[int]) -> tuple[Promise | str, ...]:
    if not scanned:
        return ()
    message = _("Without text, probably a picture: page {pages}. What stands there was not read.")
    return (format_lazy(message, pages=_listed(scanned)),)


def _scanned(pages: list[int]) -> DocumentError:
    return DocumentError(
        ErrorCode.SCANNED,
        _(
            "The PDF is a scan: page {pages} is a picture without text. "
            "Run text recognition (OCR) first, or send the Word file."
        ),
        pages=_listed(pages),
    )


def _listed(numbers: list[int], shown: int = 10) -> str:
    return ", ".join(map(str, numbers[:shown])) + (" …" if len(numbers) > shown else "")


def _unopened(error: pypdfium2.PdfiumError) -> DocumentError:
    if error.err_code in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}:
        return DocumentError(
            ErrorCode.ENCRYPTED, _("The PDF is protected by a password. Save it without a password and send it again.")
        )
    return _damaged()


def _damaged() -> DocumentError:
    return DocumentError(
        ErrorCode.DAMAGED, _("The PDF is damaged or incomplete. Save it again in the program that made it.")
    )
