"""Word documents of before .docx: binary ones (.doc, .wps) and RTF, each read in a process of its own.

As of a .docx, deleted and hidden text, headers and comments are left out; foot- and endnotes stand at the end, before
them the text boxes of a binary document.
"""

import re
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .apart import ReaderFailedError, read_apart
from .archive import damaged
from .document import MAX_TEXT_LENGTH
from .errors import DocumentError, ErrorCode
from .folding import fold_lookalikes
from .numbering import LEVELS, Level, List, ListCounters
from .powers import with_powers_in_words

DOC_READER = Path(__file__).with_name("doc_lines.py")
RTF_READER = Path(__file__).with_name("rtf_lines.py")

NUMBER = re.compile("\x10([0-9]+),([0-9]+)\x11")
"""Stands in a line where Word shows a number: of which list, and of which level."""

NUMERALS = {
    1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 11: "japaneseCounting",
    18: "decimalEnclosedCircle", 22: "decimalZero", 23: "bullet", 28: "decimalEnclosedCircleChinese",
    30: "ideographTraditional", 33: "taiwaneseCounting", 35: "taiwaneseCountingThousand", 37: "chineseCounting",
    39: "chineseCountingThousand", 255: "none",
}  # fmt: skip
"""What a binary document calls the numerals by number, a .docx by name; all others are written as 1, 2, 3."""

NUMBERS_LOST = _(
    "The numbers that Word adds to paragraphs by itself are damaged in this file and were not read. "
    "If headings have lost their numbers, save the file as .docx and send that."
)

REFUSALS: dict[str, tuple[ErrorCode, Promise]] = {
    "protected": (
        ErrorCode.ENCRYPTED,
        _("The file is protected by a password. Remove the password and send it again."),
    ),
    "no_word": (
        ErrorCode.WRONG_TYPE,
        _("The file is no Word document, though its name says so. Open it in Word or WPS and save it as .docx."),
    ),
    "too_old": (
        ErrorCode.UNSUPPORTED_TYPE,
        _("The file is of a Word or WPS from before 1997. Open it in WPS and save it as .docx."),
    ),
    "too_long": (
        ErrorCode.TOO_LARGE,
        _("The text has more than {limit} characters. Send only the report itself."),
    ),
    "undecodable": (
        ErrorCode.UNDECODABLE,
        _("The characters of the file cannot be read. Open it in Word or WPS and save it as .docx."),
    ),
}


def read_doc(data: bytes) -> tuple[str, tuple[Promise | str, ...]]:
    """The text of a binary Word document with the numbers that Word adds, and a warning if these are lost.

    Raises DocumentError (damaged, encrypted, wrong_type, unsupported_type, too_large).
    """
    answer = _answer(DOC_READER, data)
    counters = ListCounters({use: _list(found["family"], found["levels"]) for use, found in answer["lists"].items()})
    lines = [NUMBER.sub(lambda match: counters.label(match[1], int(match[2])), line) for line in answer["lines"]]
    return _text(lines), () if answer["are_whole"] else (NUMBERS_LOST,)


def _list(family: str, levels: list[tuple[int, int, str]]) -> List:
    kept = enumerate(levels[:LEVELS])
    return List(family, {depth: Level(start, NUMERALS.get(kind, ""), text) for depth, (start, kind, text) in kept})


def read_rtf(data: bytes) -> str:
    """The text of an RTF document. Raises DocumentError (damaged, undecodable, too_large)."""
    return _text(_answer(RTF_READER, data)["lines"])


def _answer(reader: Path, data: bytes) -> dict[str, Any]:
    try:
        answer = read_apart(reader, data, MAX_TEXT_LENGTH)
    except ReaderFailedError as error:
        raise damaged() from error
    if refused := answer.get("refused"):
        raise _refusal(refused)
    return answer


def _refusal(refused: str) -> DocumentError:
    if refused not in REFUSALS:
        return damaged()
    code, message = REFUSALS[refused]
    return DocumentError(code, message, limit=MAX_TEXT_LENGTH)


def _text(lines: list[str]) -> str:
    return fold_lookalikes("\n".join(map(with_powers_in_words, lines))).strip("\n")
