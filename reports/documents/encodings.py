"""From bytes to text: UTF-8, UTF-16 and GB18030, with or without a byte order mark.

A wrong guess would go unnoticed until somebody reads the text, so nothing is replaced or skipped: an
encoding is taken only if all bytes decode and the outcome looks like Chinese (or ASCII) text.
"""

import codecs
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from .errors import DocumentError, ErrorCode

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
DECLARATIONS = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030"}
LINE_ENDS = "\t\n\r\f"
GUESSES = ("gb18030", "utf-16-le", "utf-16-be")
SAMPLE_LENGTH = 50_000
PLAUSIBLE = 0.6


def decode(data: bytes, *, declared: str = "") -> tuple[str, str]:
    """Decode bytes; the answer is the text and the name of its encoding.

    A byte order mark decides. Without one UTF-8 is tried first, since its byte patterns hardly come about
    by chance, then the encoding that the document declares, then the most plausible of the others.
    Raises DocumentError (undecodable, wrong_type).
    """
    encoding = _marked(data) or _unmarked_utf_8(data) or _declared(data, declared) or _most_plausible(data) or "utf-8"
    text = _strictly(data, encoding)
    if text is None:
        raise _undecodable(data, encoding)
    if "\x00" in text:
        raise _binary(text)
    return text, encoding


def plausibility(text: str) -> float:
    """Share of what is not ASCII that ordinary Chinese text is made of, from 0 to 1, judged by the beginning."""
    judged = [
        character for character in text[:SAMPLE_LENGTH] if not " " <= character <= "~" and character not in LINE_ENDS
    ]
    ordinary = _ordinary_characters()
    return sum(character in ordinary for character in judged) / len(judged) if judged else 1.0


@lru_cache(maxsize=1)
def _ordinary_characters() -> frozenset[str]:
    """Punctuation, full-width forms and the 3,755 common characters (first level of GB 2312)."""
    common = bytes(byte for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF) for byte in (row, cell))
    ranges = ((0x2010, 0x2040), (0x2460, 0x2474), (0x3000, 0x3020), (0xFF01, 0xFF5F))
    others = "\xa0\xb7\u2103\ufeff" + "".join(chr(code) for first, end in ranges for code in range(first, end))
    return frozenset(common.decode("gb2312", "ignore") + others)


def _marked(data: bytes) -> str:
    return next((encoding for mark, encoding in BYTE_ORDER_MARKS if data.startswith(mark)), "")


def _unmarked_utf_8(data: bytes) -> str:
    """UTF-16 can pass for UTF-8 too, but then it is full of NUL characters."""
    return "utf-8" if b"\x00" not in data and _strictly(data, "utf-8") is not None else ""


def _declared(data: bytes, declared: str) -> str:
    """The declared encoding if it holds; gb2312 and gbk are subsets of gb18030, which is what is meant."""
    encoding = DECLARATIONS.get(declared.lower(), "")
    return encoding if _score(data, encoding) >= PLAUSIBLE else ""


def _most_plausible(data: bytes) -> str:
    best = max(GUESSES, key=lambda encoding: _score(data, encoding))
    return best if _score(data, best) >= PLAUSIBLE else ""


def _score(data: bytes, encoding: str) -> float:
    text = _strictly(data, encoding)
    return 0.0 if text is None else plausibility(text)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding) if encoding else None
    except UnicodeDecodeError:
        return None


def _binary(text: str) -> DocumentError:
    return DocumentError(
        ErrorCode.WRONG_TYPE,
        _(
            "This is not a text file: it contains NUL characters (the first at position {position}). "
            "Send the report as text, Word, PDF or HTML."
        ),
        position=text.index("\x00") + 1,
    )


def _undecodable(data: bytes, encoding: str) -> DocumentError:
    return DocumentError(
        ErrorCode.UNDECODABLE,
        _(
            "The characters cannot be read as UTF-8, UTF-16 or GB18030 (first trouble at byte {position}). "
            "Open the file in an editor that shows it correctly and save it as UTF-8."
        ),
        position=_first_trouble(data, encoding),
    )


def _first_trouble(data: bytes, encoding: str) -> int:
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start + 1
    return 1
