"""Documents in: a file of any supported format becomes text, and the text says whose report of which year it is."""

from .document import MAX_FILE_BYTES, MAX_PAGES, MAX_TEXT_LENGTH, Document, Format
from .errors import DocumentError, ErrorCode
from .reading import read_document

__all__ = [
    "MAX_FILE_BYTES",
    "MAX_PAGES",
    "MAX_TEXT_LENGTH",
    "Document",
    "DocumentError",
    "ErrorCode",
    "Format",
    "read_document",
]
