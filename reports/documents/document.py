"""What reading a file gives, and how much of a file is read at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

MAX_FILE_BYTES = 20 * 1024 * 1024
"""The largest file that is accepted, in bytes."""

MAX_TEXT_LENGTH = 1_000_000
"""The longest text that is accepted, in characters; a work report has some 20,000 to 40,000."""

MAX_PAGES = 1_000
"""The most pages that a PDF may have."""

MAX_TAGS = 500_000
"""The most tags that a web page or a part of a zipped document may have; each costs memory, whatever its length."""


class Format(StrEnum):
    """The kinds of documents that can be read."""

    TEXT = "text"
    MARKDOWN = "markdown"
    DOCX = "docx"
    DOC = "doc"
    RTF = "rtf"
    PDF = "pdf"
    OFD = "ofd"
    HTML = "html"
    XLSX = "xlsx"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Document:
    """A document's text with its origin.

    `text` of plain text and Markdown is exactly what the bytes decode to: line ends untouched, a byte
    order mark kept as U+FEFF, so that offsets agree with `bytes.decode(encoding)`.
    `encoding` is that of the file for text, Markdown and HTML, else empty.
    `pages` are the offsets in `text` at which the pages of a PDF or OFD document start.
    `pictures` are the pages, counted from 0, that hold no text and probably a picture.
    `warnings` say what a reader of the text should know, for example that such pages were not read.
    """

    text: str
    format: Format
    encoding: str = ""
    pages: tuple[int, ...] = ()
    pictures: tuple[int, ...] = ()
    warnings: tuple[Promise | str, ...] = ()

    @property
    def texts(self) -> list[str]:
        """The text of each page."""
        ends = (*self.pages[1:], len(self.text))
        return [self.text[start:end] for start, end in zip(self.pages, ends, strict=True)]


def page_numbers(pages: Sequence[int], shown: int = 10) -> str:
    """Name pages that are counted from 0 as people count them: “3, 7”; of many only the first."""
    return ", ".join(str(page + 1) for page in pages[:shown]) + (" …" if len(pages) > shown else "")


def unread(pictures: Sequence[int]) -> tuple[Promise | str, ...]:
    """Return the warning about pages (from 0) whose pictures were not read; none where there are none."""
    if not pictures:
        return ()
    message = _("Without text, probably a picture: page {pages}. What stands there was not read.")
    return (format_lazy(message, pages=page_numbers(pictures)),)
