"""What no step takes up, and why: dates, numberings, parts of words, phrases that judge nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .lexicon import late
from .model import Span
from .numerals import NUMERALS
from .quantities import NUMBER
from .standards import trigger

_NUMBERS = late(rf"{NUMBER}|[{NUMERALS}]{{2,}}")
_DIGITS = late(r"\d+(?:\.\d+)?")
_BESIDE = 2
"""A phrase so close before a number, such as 超过, is its bound and no standard."""
_REASONS: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = (
    ("date", late(""), late("(?:[—\\-–~至到、]\\d+)?(?:年|月|日|号|时|世纪|周年)")),
    ("numbering", late(r"(?:^|[\n。；：])[（(\[〔]?$"), late(r"[.、）)\]〕]")),
    ("numbering", late("[第（(\\[〔]$"), late("")),
    ("part-of-a-word", late(r"[A-Za-z+\-×/.“·]$"), late("")),
    ("part-of-a-word", late(""), late(r"[A-Za-z+\-×/”·]")),
)


def passed_over(text: str, seen: Iterable[Span]) -> Iterator[tuple[Span, str]]:
    """Return the numbers and phrases that `seen` does not cover, each with the reason why it says nothing."""
    covered = _covered(text, seen)
    for match in _NUMBERS.finditer(text):
        if not any(covered[match.start() : match.end()]):
            yield match.span(), _reason(text, match)
    for match in trigger().finditer(text):
        if not any(covered[match.start() : match.end() + _BESIDE]):
            yield match.span(), "no-standard"


def left_out(raw: str, seen: Iterable[Span]) -> Iterator[Span]:
    """Return the numbers that the cleaned text does not hold: page numbers, running heads, counters of a page."""
    covered = _covered(raw, seen)
    for match in _DIGITS.finditer(raw):
        if not any(covered[match.start() : match.end()]):
            yield match.span()


def _covered(text: str, seen: Iterable[Span]) -> bytearray:
    covered = bytearray(len(text) + _BESIDE)
    for start, end in seen:
        covered[start:end] = b"\1" * (end - start)
    return covered


def _reason(text: str, match: re.Match[str]) -> str:
    before, tail = text[max(0, match.start() - 2) : match.start()], match.end()
    for reason, left, right in _REASONS:
        if left.search(before) and right.match(text, tail):
            return reason
    return "figure-of-speech" if not match[0][0].isdigit() else "no-unit"
