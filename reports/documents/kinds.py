"""Which kind of document a file is: its extension says what may be in it, its content says what is."""

import re
from enum import Enum, auto
from pathlib import PurePath

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .document import Format
from .errors import DocumentError, ErrorCode


class Content(Enum):
    """What is in a file, whatever its name says."""

    PDF = auto()
    ZIP = auto()
    OFD = auto()
    WORD = auto()
    EXCEL = auto()
    OLE = auto()
    OLD_WORD = auto()
    OLD_EXCEL = auto()
    RTF = auto()
    PICTURE = auto()
    OTHER_PICTURE = auto()
    ARCHIVE = auto()
    WEB_PAGE = auto()
    OTHER = auto()


IN_WORDS: dict[Content, Promise] = {
    Content.PDF: _("a PDF document"),
    Content.ZIP: _("a ZIP file"),
    Content.OFD: _("an OFD document"),
    Content.WORD: _("a Word file (.docx)"),
    Content.EXCEL: _("an Excel file (.xlsx)"),
    Content.OLE: _("an old or protected Office file"),
    Content.OLD_WORD: _("a Word file of the old kind (.doc)"),
    Content.OLD_EXCEL: _("an Excel file of the old kind (.xls)"),
    Content.RTF: _("an RTF document"),
    Content.PICTURE: _("a picture"),
    Content.OTHER_PICTURE: _("a picture of another kind (GIF or TIFF)"),
    Content.ARCHIVE: _("a compressed archive"),
    Content.WEB_PAGE: _("a web page"),
    Content.OTHER: _("something else"),
}

SIGNATURES = (
    (b"%PDF-", Content.PDF),
    (b"PK\x03\x04", Content.ZIP),
    (b"PK\x05\x06", Content.ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Content.OLE),
    (rb"{\rtf", Content.RTF),
    (b"\x89PNG", Content.PICTURE),
    (b"\xff\xd8\xff", Content.PICTURE),
    (b"GIF8", Content.OTHER_PICTURE),
    (b"II*\x00", Content.OTHER_PICTURE),
    (b"MM\x00*", Content.OTHER_PICTURE),
    (b"Rar!", Content.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Content.ARCHIVE),
    (b"\x1f\x8b", Content.ARCHIVE),
)
PARTS = {
    Content.ZIP: ((b"OFD.xml", Content.OFD), (b"word/", Content.WORD), (b"xl/", Content.EXCEL)),
    Content.OLE: (
        ("WordDocument".encode("utf-16-le"), Content.OLD_WORD),
        ("Workbook".encode("utf-16-le"), Content.OLD_EXCEL),
    ),
}
"""Zips and old Office files carry the names of their parts, which say what kind of document it is."""

WORD_FILES = {
    Content.OLD_WORD: Format.DOC,
    Content.OLE: Format.DOC,
    Content.RTF: Format.RTF,
    Content.WORD: Format.DOCX,
    Content.ZIP: Format.DOCX,
    Content.WEB_PAGE: Format.HTML,
}
"""What Word and WPS write, or open without a word, under the name of a .doc."""

EXTENSIONS: dict[str, dict[Content, Format]] = {
    ".txt": {Content.OTHER: Format.TEXT},
    ".md": {Content.OTHER: Format.MARKDOWN},
    ".markdown": {Content.OTHER: Format.MARKDOWN},
    ".docx": {Content.WORD: Format.DOCX, Content.ZIP: Format.DOCX},
    ".doc": WORD_FILES,
    ".wps": WORD_FILES,
    ".rtf": WORD_FILES,
    ".pdf": {Content.PDF: Format.PDF},
    ".ofd": {Content.OFD: Format.OFD, Content.ZIP: Format.OFD},
    ".xlsx": {Content.EXCEL: Format.XLSX, Content.ZIP: Format.XLSX},
    ".html": {Content.WEB_PAGE: Format.HTML, Content.OTHER: Format.HTML},
    ".png": {Content.PICTURE: Format.PICTURE},
    ".jpg": {Content.PICTURE: Format.PICTURE},
    ".jpeg": {Content.PICTURE: Format.PICTURE},
    ".htm": {Content.WEB_PAGE: Format.HTML, Content.OTHER: Format.HTML},
}
"""What may be in a file of that name, and as what it is read then."""

START_OF_WEB_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
PDF_HEADER_WITHIN = 1024
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


def identify_format(data: bytes, filename: str) -> Format:
    """The format of what is in the file, if that is what the extension promises.

    Raises DocumentError: unsupported_type, wrong_type, or encrypted for an Office file with a password.
    """
    formats = _formats(filename)
    content = _sniff(data)
    if content is Content.OLE and ENCRYPTED_PACKAGE in data:
        raise DocumentError(
            ErrorCode.ENCRYPTED, _("The file is protected by a password. Remove the password and send it again.")
        )
    if content not in formats:
        raise _wrong_type(filename, content)
    return formats[content]


def _formats(filename: str) -> dict[Content, Format]:
    extension = PurePath(filename).suffix.lower()
    if extension not in EXTENSIONS:
        raise DocumentError(
            ErrorCode.UNSUPPORTED_TYPE,
            _(
                "Files of the type “{extension}” cannot be read. "
                "Save the report as .docx, .pdf, .ofd, .xlsx, .txt, .md or .html."
            ),
            extension=extension or filename,
        )
    return EXTENSIONS[extension]


def _sniff(data: bytes) -> Content:
    """What the first bytes say, and of a file that holds others their names; junk may stand before a PDF's header."""
    for signature, content in SIGNATURES:
        if data.startswith(signature):
            return next((kind for name, kind in PARTS.get(content, ()) if name in data), content)
    if START_OF_WEB_PAGE.match(data):
        return Content.WEB_PAGE
    return Content.PDF if b"%PDF-" in data[:PDF_HEADER_WITHIN] else Content.OTHER


def _wrong_type(filename: str, content: Content) -> DocumentError:
    return DocumentError(
        ErrorCode.WRONG_TYPE,
        _(
            "The name “{filename}” does not fit what is in the file: {content}. "
            "Send the original, or save it again in the type that its name says."
        ),
        filename=PurePath(filename).name,
        content=IN_WORDS[content],
    )
