"""Which kind of document a file is: its extension says, its first bytes must agree."""

import re
from pathlib import PurePath

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .document import Format
from .errors import DocumentError, ErrorCode

EXTENSIONS = {
    ".txt": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".docx": Format.DOCX,
    ".pdf": Format.PDF,
    ".html": Format.HTML,
    ".htm": Format.HTML,
}

SIGNATURES: tuple[tuple[bytes, Promise], ...] = (
    (b"%PDF-", PDF := _("a PDF document")),
    (b"PK\x03\x04", ZIP := _("a Word, Excel or ZIP file")),
    (b"PK\x05\x06", ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE := _("an old or protected Office file")),
    (rb"{\rtf", _("an RTF document")),
    (b"\x89PNG", PICTURE := _("a picture")),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"II*\x00", PICTURE),
    (b"MM\x00*", PICTURE),
    (b"Rar!", ARCHIVE := _("a compressed archive")),
    (b"7z\xbc\xaf\x27\x1c", ARCHIVE),
    (b"\x1f\x8b", ARCHIVE),
)
WEB_PAGE = _("a web page")
OTHER = _("something else")

ALLOWED_CONTENT: dict[Format, tuple[Promise, ...]] = {
    Format.TEXT: (OTHER,),
    Format.MARKDOWN: (OTHER,),
    Format.DOCX: (ZIP,),
    Format.PDF: (PDF,),
    Format.HTML: (WEB_PAGE, OTHER),
}
START_OF_WEB_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
PDF_HEADER_WITHIN = 1024
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


def identify_format(data: bytes, filename: str) -> Format:
    """The format that the extension names, once the first bytes have been seen to agree with it.

    Raises DocumentError: unsupported_type, wrong_type, or encrypted for a Word file with a password.
    """
    expected = _expected(filename)
    content = _sniff(data)
    if content is OLE and ENCRYPTED_PACKAGE in data:
        raise DocumentError(
            ErrorCode.ENCRYPTED, _("The Word file is protected by a password. Remove the password and send it again.")
        )
    if content not in ALLOWED_CONTENT[expected]:
        raise _wrong_type(filename, content)
    return expected


def _expected(filename: str) -> Format:
    extension = PurePath(filename).suffix.lower()
    if extension not in EXTENSIONS:
        raise DocumentError(
            ErrorCode.UNSUPPORTED_TYPE,
            _("Files of the type “{extension}” cannot be read. Save the report as .docx, .pdf, .txt, .md or .html."),
            extension=extension or filename,
        )
    return EXTENSIONS[extension]


def _sniff(data: bytes) -> Promise:
    """What the first bytes say; junk may stand before a PDF's header."""
    for signature, content in SIGNATURES:
        if data.startswith(signature):
            return content
    if START_OF_WEB_PAGE.match(data):
        return WEB_PAGE
    return PDF if b"%PDF-" in data[:PDF_HEADER_WITHIN] else OTHER


def _wrong_type(filename: str, content: Promise) -> DocumentError:
    return DocumentError(
        ErrorCode.WRONG_TYPE,
        _(
            "The name “{filename}” does not fit what is in the file: {content}. "
            "Send the original, or save it again in the type that its name says."
        ),
        filename=PurePath(filename).name,
        content=content,
    )
