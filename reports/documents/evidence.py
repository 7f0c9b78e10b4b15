"""Where in a report something about its region or year is said, found in a view without line wraps."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import TypeVar

from reports.extraction import unwrapped

Claim = TypeVar("Claim", bound=Hashable)

DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
CHINESE_DIGITS = str.maketrans("〇零○ＯOo一二三四五六七八九", "000000123456789")
CHINESE_YEAR = re.compile(r"[一二][〇零○ＯOo一二三四五六七八九]{3}(?=年)")
VISIBLE = re.compile(r"[^\s\u200b-\u200f\u2060\ufeff]+")
VISIBLE_OR_LINE_END = re.compile(r"[^\s\u200b-\u200f\u2060\ufeff]+|\n")
HEAD_LENGTH = 400
TAIL_LENGTH = 200
SALUTATION = "各位代表"


class Basis(StrEnum):
    """What kind of words a claim rests on."""

    TITLE = "title"
    SESSION = "session"
    OFFICE = "office"
    SPEAKER = "speaker"
    PLAN = "plan"
    REVIEW = "review"
    PHRASE = "phrase"
    MENTIONS = "mentions"
    DATE = "date"


TITLE_BASES = frozenset({Basis.TITLE, Basis.SESSION, Basis.OFFICE})
"""What stands around a report; all other bases lie in its text."""


@dataclass(frozen=True, slots=True)
class NamedRegion:
    """A region that a report can be of; one that is not in the catalogue has neither `code` nor `pk`.

    `short_name` is without 区 or 市. `above` are the names of the regions in which it lies, the nearest first. It
    existed from `first_year` to `last_year`; None where there is no such limit.
    """

    name: str
    short_name: str
    code: str = ""
    pk: int | None = None
    above: tuple[str, ...] = ()
    first_year: int | None = None
    last_year: int | None = None
    is_prefecture: bool = False

    def existed_in(self, year: int | None) -> bool:
        """Tell whether it existed in a year; without one, whether it exists."""
        if year is None:
            return self.last_year is None
        return (self.first_year or year) <= year <= (self.last_year or year)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that claim a year or a region: their span in the raw text, the words, and what they claim."""

    start: int
    end: int
    quote: str
    basis: Basis
    year: int | None = None
    region: NamedRegion | None = None


class View:
    """A text without blanks and with all digits written 0 to 9, and the way back to the raw offsets."""

    def __init__(self, raw: str, *, keep_lines: bool = False) -> None:
        """`keep_lines` leaves the line ends in, for rules that look for headings."""
        kept = list((VISIBLE_OR_LINE_END if keep_lines else VISIBLE).finditer(raw))
        condensed = "".join(words[0] for words in kept).translate(DIGITS)
        self.text = CHINESE_YEAR.sub(lambda match: match[0].translate(CHINESE_DIGITS), condensed)
        self._raw = raw
        self._offsets = list(chain.from_iterable(range(*words.span()) for words in kept))

    def evidence(
        self, start: int, end: int, basis: Basis, *, year: int | None = None, region: NamedRegion | None = None
    ) -> Evidence:
        """Evidence for a span of the view, given in offsets of the raw text."""
        first, last = self._offsets[start], self._offsets[end - 1] + 1
        return Evidence(first, last, unwrapped(self._raw[first:last]), basis, year, region)

    def around(self) -> Iterator[tuple[int, int]]:
        """The spans where a title stands: before the salutation, and at the end of a newspaper's page."""
        salutation = self.text.find(SALUTATION)
        head = salutation if 0 <= salutation < HEAD_LENGTH else HEAD_LENGTH
        yield 0, min(head, len(self.text))
        yield max(head, len(self.text) - TAIL_LENGTH), len(self.text)


def weigh(claims: Iterable[tuple[Claim, Basis]], weights: dict[Basis, int]) -> list[tuple[Claim, int]]:
    """Add up the weights of what speaks for each claim, each basis once; the weightiest claim first."""
    total: Counter[Claim] = Counter()
    for claim, basis in dict.fromkeys(claims):
        total[claim] += weights[basis]
    return total.most_common()
