"""From an uploaded file to a document, or to a refusal that says why."""

import re

from django.utils.translation import gettext_lazy as _

from .document import MAX_FILE_BYTES, MAX_TEXT_LENGTH, Document, Format, unread
from .docx import read_docx
from .encodings import decode
from .errors import DocumentError, ErrorCode
from .html import read_html
from .kinds import identify_format
from .ofd import read_ofd
from .old_word import read_doc, read_rtf
from .pdf import read_pdf
from .xlsx import read_xlsx

MEGABYTE = 1024 * 1024
LETTER_OR_DIGIT = re.compile(r"\w")


def read_document(data: bytes, filename: str) -> Document:
    """Read a file of any supported format; its extension and its content must agree.

    Raises DocumentError with a message for the user. Nothing of a file is taken over in part: it is
    read whole or refused.
    """
    _require_size(data)
    document = _read(data, identify_format(data, filename))
    _require_text(document.text)
    return document


def _read(data: bytes, file_format: Format) -> Document:
    match file_format:
        case Format.DOCX:
            return Document(read_docx(data), file_format)
        case Format.RTF:
            return Document(read_rtf(data), file_format)
        case Format.DOC | Format.XLSX:
            text, warnings = (read_doc if file_format is Format.DOC else read_xlsx)(data)
            return Document(text, file_format, warnings=warnings)
        case Format.PDF | Format.OFD:
            text, pages, pictures = (read_pdf if file_format is Format.PDF else read_ofd)(data)
            return Document(text, file_format, pages=pages, pictures=pictures, warnings=unread(pictures))
        case Format.PICTURE:
            raise _picture()
        case Format.HTML:
            text, encoding = read_html(data)
        case Format.TEXT | Format.MARKDOWN:
            text, encoding = decode(data)
    return Document(text, file_format, encoding)


def _picture() -> DocumentError:
    return DocumentError(
        ErrorCode.SCANNED,
        _(
            "The file is a picture, and text recognition is not installed here. "
            "Ask whoever runs this site for it (the command is “make ocr”), or send the Word file."
        ),
    )


def _require_size(data: bytes) -> None:
    if not data:
        raise DocumentError(ErrorCode.EMPTY, _("The file is empty. Choose the report's file again."))
    if len(data) > MAX_FILE_BYTES:
        raise DocumentError(
            ErrorCode.TOO_LARGE,
            _(
                "The file has {size} MB; at most {limit} MB are accepted. "
                "Send a file without pictures, or only the text."
            ),
            size=f"{len(data) / MEGABYTE:.1f}",
            limit=MAX_FILE_BYTES // MEGABYTE,
        )


def _require_text(text: str) -> None:
    if not LETTER_OR_DIGIT.search(text):
        raise DocumentError(
            ErrorCode.NO_TEXT,
            _("There is no text in the file. If it shows pictures of text, run text recognition first."),
        )
    if len(text) > MAX_TEXT_LENGTH:
        raise DocumentError(
            ErrorCode.TOO_LARGE,
            _("The text has {length} characters; at most {limit} are accepted. Send only the report itself."),
            length=len(text),
            limit=MAX_TEXT_LENGTH,
        )
