"""What looks wrong about a figure before it is submitted. It informs and never refuses anything.

Pure: plain values in, warnings out. In this order, so that one slip of the hand is told once:

1. *Scale.* The figure is about ten thousand times, or a ten thousandth of, what it stands beside (the last figure, that
   of the same month last year, the schedule's, the target), and near none of these: 万 was taken for 亿.
2. *Fell.* A total that adds up over the year is below the last one.
3. *Jump.* The step since the last figure, by the month, is more than `MANY_STEPS` times the usual one.
4. *Share.* A share is over the whole.
5. *Decimals.* The earlier figures had decimals and this one has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from django.utils.translation import gettext as _

from reports.shared.display import amount, derived, gap, month_name
from tracker.evaluation.units import gap_unit_of

MANY_STEPS = 3
NEAR = 30
TEN_THOUSANDFOLD = (Decimal(1_000), Decimal(100_000))
FEWEST_STEPS_OF_A_LEVEL = 2
SMALLEST_JUMP_OF_A_LEVEL = Decimal("0.1")
WHOLE = {"%": 100, "％": 100, "﹪": 100, "‰": 1000, "成": 10}


class Doubt(StrEnum):
    """What looks wrong."""

    SCALE = "scale"
    FELL = "fell"
    JUMP = "jump"
    SHARE = "share"
    DECIMALS = "decimals"


@dataclass(frozen=True, slots=True)
class Figure:
    """What was filed for a month of the year."""

    month: int
    value: Decimal


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a figure stands beside: the earlier ones of its year in the order of their months, and what is known else.

    `is_share` says that the whole is a hundred per cent: not so for a growth rate.
    """

    month: int
    unit: str = ""
    accumulates: bool = False
    is_share: bool = False
    earlier: Sequence[Figure] = ()
    last_year: Decimal | None = None
    expected: Decimal | None = None
    promised: Decimal | None = None

    @property
    def last(self) -> Figure | None:
        """The newest of the earlier figures."""
        return self.earlier[-1] if self.earlier else None

    def named(self) -> list[tuple[str, Decimal]]:
        """What a figure's size can be compared with, in words, the nearest first."""
        last = (
            (_("the figure of %(month)s") % {"month": month_name(self.last.month)}, self.last.value)
            if self.last
            else None
        )
        others = (
            (_("the same month of last year"), self.last_year),
            (_("the schedule"), self.expected),
            (_("the annual target"), self.promised),
        )
        known = [(words, value) for words, value in (*([last] if last else []), *others) if value is not None]
        return [(words, value) for words, value in known if value]


@dataclass(frozen=True, slots=True)
class Warned:
    """One thing that looks wrong, in the reader's words."""

    doubt: Doubt
    words: str

    def __str__(self) -> str:
        return self.words


def warnings_of(value: Decimal | None, beside: Surroundings) -> list[Warned]:
    """Return what looks wrong about a figure; nothing where none was typed."""
    if value is None:
        return []
    scale = _scale(value, beside)
    if scale:
        return [scale]
    rules = (_fell, _jump, _share, _decimals)
    return [warned for rule in rules if (warned := rule(value, beside))]


def _scale(value: Decimal, beside: Surroundings) -> Warned | None:
    compared = beside.named()
    ratios = [(words, other, abs(value / other)) for words, other in compared]
    if not value or any(Decimal(1) / NEAR <= ratio <= NEAR for _words, _other, ratio in ratios):
        return None
    low, high = TEN_THOUSANDFOLD
    for words, other, ratio in ratios:
        if low <= ratio <= high or low <= 1 / ratio <= high:
            text = (
                _("%(value)s is about ten thousand times %(what)s (%(other)s): was 万 taken for 亿?")
                if ratio > 1
                else _("%(value)s is about a ten thousandth of %(what)s (%(other)s): was 亿 taken for 万?")
            )
            shown = {"value": amount(value, beside.unit), "what": words, "other": derived(other, beside.unit)}
            return Warned(Doubt.SCALE, text % shown)
    return None


def _fell(value: Decimal, beside: Surroundings) -> Warned | None:
    last = beside.last
    if not beside.accumulates or last is None or value >= last.value:
        return None
    text = _("A running total fell: %(last)s in %(month)s, now %(value)s. Is it the figure of the month alone?")
    return Warned(Doubt.FELL, text % _beside_last(value, last, beside.unit))


def _jump(value: Decimal, beside: Surroundings) -> Warned | None:
    last, usual = beside.last, _usual_step(beside)
    if last is None or usual is None or (beside.accumulates and value < last.value):
        return None
    step = (value - last.value) / max(beside.month - last.month, 1)
    if abs(step) <= MANY_STEPS * usual or (not beside.accumulates and _is_small(step, last.value)):
        return None
    text = _("A jump: %(step)s a month since %(month)s (%(last)s), usually about %(usual)s.")
    unit = gap_unit_of(beside.unit)
    shown = _beside_last(value, last, beside.unit) | {"step": gap(step, unit), "usual": derived(usual, unit)}
    return Warned(Doubt.JUMP, text % shown)


def _usual_step(beside: Surroundings) -> Decimal | None:
    """How much the figure moves in a month; a running total begins at nothing. None where that cannot be told."""
    figures = [*([Figure(0, Decimal(0))] if beside.accumulates else []), *beside.earlier]
    steps = list(_steps(figures))
    if len(steps) < (1 if beside.accumulates else FEWEST_STEPS_OF_A_LEVEL) or not any(steps):
        return None
    return sum(steps, Decimal(0)) / len(steps)


def _steps(figures: Sequence[Figure]) -> Iterator[Decimal]:
    for before, after in pairwise(figures):
        yield abs(after.value - before.value) / (after.month - before.month)


def _is_small(step: Decimal, last: Decimal) -> bool:
    return abs(step) <= abs(last) * SMALLEST_JUMP_OF_A_LEVEL


def _share(value: Decimal, beside: Surroundings) -> Warned | None:
    whole = WHOLE.get(beside.unit)
    if not beside.is_share or whole is None or value <= whole:
        return None
    text = _("A share over the whole: %(value)s is more than %(whole)s.")
    return Warned(Doubt.SHARE, text % {"value": amount(value, beside.unit), "whole": amount(whole, beside.unit)})


def _decimals(value: Decimal, beside: Surroundings) -> Warned | None:
    recent = beside.earlier[-2:]
    if len(recent) < 2 or not value or _has_decimals(value) or not all(_has_decimals(each.value) for each in recent):
        return None
    text = _("The earlier figures have decimals (%(last)s), this one has none: is it rounded?")
    return Warned(Doubt.DECIMALS, text % {"last": amount(recent[-1].value, beside.unit)})


def _has_decimals(value: Decimal) -> bool:
    return value != value.to_integral_value()


def _beside_last(value: Decimal, last: Figure, unit: str) -> dict[str, str]:
    return {"last": amount(last.value, unit), "month": month_name(last.month), "value": amount(value, unit)}
