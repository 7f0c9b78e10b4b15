"""Documents in: a file of any supported format becomes text, and the text says whose report of which year it is."""

from .document import MAX_FILE_BYTES, MAX_PAGES, MAX_TEXT_LENGTH, Document, Format
from .errors import DocumentError, ErrorCode
from .evidence import Evidence, NamedRegion
from .identity import Contradiction, ContradictionCode, Identity, identify, propose_year
from .kinds import EXTENSIONS
from .reading import read_document

__all__ = [
    "EXTENSIONS",
    "MAX_FILE_BYTES",
    "MAX_PAGES",
    "MAX_TEXT_LENGTH",
    "Contradiction",
    "ContradictionCode",
    "Document",
    "DocumentError",
    "ErrorCode",
    "Evidence",
    "Format",
    "Identity",
    "NamedRegion",
    "identify",
    "propose_year",
    "read_document",
]
