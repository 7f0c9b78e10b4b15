"""The figure in a cell of a table: 6左右, ≥95, 5.5—6, 〔13.5〕, 40家; anything else is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ..folding import THOUSANDS
from ..lexicon import late
from ..model import Comparator, Span
from ..quantities import UNIT
from .grid import Cell

_SCALE = "(?:万亿|千万|百万|亿|万|千)"
_COMMA = f"[，{THOUSANDS}]"
_FIGURE = late(
    lambda: (
        r"(?P<open>[〔\[【])?\s*(?P<mark>[≥≤><~≈]|>=|<=|约|不低于|不少于|大于|高于|超过|不超过|不高于|小于|低于|控制在)?\s*"
        rf"(?P<low>-?\d{{1,3}}(?:{_COMMA}\d{{3}})+(?:\.\d+)?|-?\d+(?:\.\d+)?)"
        r"(?:%?\s*[-—~至]+\s*(?P<high>\d+(?:\.\d+)?))?"
        rf"\s*(?P<unit>{_SCALE}?{UNIT})?\s*(?P<close>[〕\]】])?"
        r"\s*(?P<bound>以上|及以上|左右|上下|以内|以下)?\s*(?:（(?:预计|初步|快报|预期)(?:数|值)?）)?"
    )
)
_MARKS = {
    **dict.fromkeys(("≥", ">=", "不低于", "不少于"), Comparator.GE),
    **dict.fromkeys((">", "大于", "高于", "超过"), Comparator.GT),
    **dict.fromkeys(("≤", "<=", "不超过", "不高于", "控制在"), Comparator.LE),
    **dict.fromkeys(("<", "小于", "低于"), Comparator.LT),
    **dict.fromkeys(("~", "≈", "约"), Comparator.APPROX),
}
_BOUNDS = {
    **dict.fromkeys(("以上", "及以上"), Comparator.GE),
    **dict.fromkeys(("以内", "以下"), Comparator.LE),
    **dict.fromkeys(("左右", "上下"), Comparator.APPROX),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as a cell writes it; `cumulative` where it stands in 〔〕: the sum over a plan period."""

    value: Decimal
    high: Decimal | None
    unit: str
    comparator: Comparator
    cumulative: bool
    span: Span
    bound_span: Span | None


def figure_in(cell: Cell) -> Figure | None:
    """Return the figure that a cell holds and nothing else, or None."""
    match = _FIGURE.fullmatch(cell.text)
    if match is None or bool(match["open"]) != bool(match["close"]):
        return None
    high = Decimal(match["high"]) if match["high"] else None
    low = Decimal(re.sub(_COMMA, "", match["low"]))
    if high is not None and high < low:
        return None
    end = match.end("unit") if match["unit"] else match.end("high") if match["high"] else match.end("low")
    span = (cell.start + match.start("low"), cell.start + end)
    return Figure(
        low, high, match["unit"] or "", _comparator(match), bool(match["open"]), span, _bound_span(match, cell)
    )


def _comparator(match: re.Match[str]) -> Comparator:
    if match["high"]:
        return Comparator.BETWEEN
    return _BOUNDS.get(match["bound"] or "") or _MARKS.get(match["mark"] or "") or Comparator.EQ


def _bound_span(match: re.Match[str], cell: Cell) -> Span | None:
    group = "bound" if match["bound"] else "mark" if match["mark"] else ""
    return (cell.start + match.start(group), cell.start + match.end(group)) if group else None
