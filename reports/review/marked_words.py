"""From words that a person marked to a place in the text, and to a first proposal of what they say."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from reports.extraction import unwrapped
from reports.library.models import Comparator, Kind, Measure, Passage, Statement

NUMBER = re.compile(
    r"(?P<number>\d[\d,，]*(?:\.\d+)?)\s*(?P<unit>个?百分点|[%％‰]|[万亿千百]*[一-龥A-Za-z]{0,4})?", re.ASCII
)
BOUNDS = (
    (re.compile("以上|不低于|不少于|至少"), Comparator.GE),
    (re.compile("以内|以下|不超过|不高于"), Comparator.LE),
    (re.compile("超过|突破|高于"), Comparator.GT),
    (re.compile("低于|少于"), Comparator.LT),
    (re.compile("左右|约"), Comparator.APPROX),
)
MEASURES = (
    (re.compile("增长|增速"), Measure.GROWTH),
    (re.compile("下降|压减"), Measure.DECLINE),
    (re.compile("达到|达|突破|控制在|稳定在"), Measure.LEVEL),
)
JOINTS = re.compile("[、，和及与]|以及")


def locate(text: str, quote: str, *, near: int) -> tuple[int, int] | None:
    """Return the place of `quote` in the text that lies nearest to `near`; white space in the text does not count."""
    characters = [re.escape(char) for char in quote if not char.isspace()]
    if not characters:
        return None
    found = [match.span() for match in re.finditer(r"\s*".join(characters), text)]
    return min(found, key=lambda span: abs(span[0] - near), default=None)


def propose(marked: str, passage: Passage, year: int) -> dict[str, Any]:
    """Propose the fields of a statement from the marked words, and the quote that carries it.

    Only what the words plainly say: the person fills in the rest.
    """
    words = unwrapped(marked)
    number = NUMBER.search(words)
    is_plan = passage.role == Passage.Role.PLAN
    proposal: dict[str, Any] = {
        "kind": Kind.TARGET if is_plan else Kind.ACTUAL,
        "year": year if is_plan else year - 1,
        "quote": _without_bound(number[0]) if number else words,
        "comparator": _first(BOUNDS, words, Comparator.EQ) if number else Comparator.QUALITATIVE,
        "measure": _first(MEASURES, words, Measure.QUANTITY),
        "indicator": words[: number.start()] if number else "",
    }
    if number:
        proposal |= {
            "value": Decimal(re.sub("[,，]", "", number["number"])),
            "unit": _without_bound(number["unit"] or ""),
        }
    return proposal


def _without_bound(found: str) -> str:
    return re.sub("以上|以内|以下|左右", "", found)


def _first(table: Any, words: str, otherwise: str) -> str:
    return next((value for pattern, value in table if pattern.search(words)), otherwise)


def parts_of(indicator: str) -> list[str]:
    """Propose the names of the parts of a joint name: 覆盖率、处理率 → both."""
    return [part for part in JOINTS.split(indicator) if part]


def merged(rows: list[Statement]) -> dict[str, Any]:
    """Propose one meaning for several statements: the first one's, with all names, and all numbers as a range."""
    names = "、".join(dict.fromkeys(row.indicator for row in rows))
    values = sorted({row.value for row in rows if row.value is not None})
    proposal: dict[str, Any] = {"indicator": names[:300]}
    if len(values) == 2 and len({row.unit for row in rows}) == 1 and len({row.indicator for row in rows}) == 1:
        proposal |= {"value": values[0], "value_high": values[1], "comparator": Comparator.BETWEEN}
    return proposal
