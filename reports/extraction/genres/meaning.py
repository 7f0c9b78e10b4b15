"""What a figure of a table measures, from the name of its row, its column and its unit."""

from __future__ import annotations

from dataclasses import dataclass

from ..lexicon import late
from ..measuring import is_made
from ..model import Measure, Span
from ..quantities import POINT_UNITS, SHARE_UNITS
from .columns import Column
from .figures import Figure
from .headers import Holds

_GROWTH = late(r"(?:可比|同比|名义|实际|年均)?(?:增速|增长率|增长速度|增幅|增长|涨幅|上涨幅度|上涨)$")
_DECLINE = late(r"(?:累计|年均)?(?:下降|降低|减少|削减)(?:率|幅度|比例)?$|降幅$")
_RATE_OF_ITS_OWN = late("自然增长率$")
_SEVERAL_UNITS = late("[、，；]|/|或")
_RATIO = late(
    r"[^、，/]{1,6}/(?:[万千百]?(?:立方米|平方米|平方公里|公里|公顷|元|人|户|升|吨|年|日|天|亩|辆|床))|元/.{1,4}"
)
_POINTS = "个百分点"
_OF_PLAN = "完成年度目标"


@dataclass(frozen=True, slots=True)
class Named:
    """What a row is about: an indicator, what its figures measure and in which unit, and what it is part of."""

    name: str
    unit: str
    measure: Measure
    parent: str
    span: Span


@dataclass(frozen=True, slots=True)
class Told:
    """What one figure says: name, unit and measure."""

    name: str
    unit: str
    measure: Measure


def measured(name: str, unit: str) -> tuple[str, Measure]:
    """Return a name without its verb of change, and what a figure in that unit measures of it."""
    if unit.endswith((*SHARE_UNITS, *POINT_UNITS)):
        return _changing(name, points=unit.endswith(POINT_UNITS))
    return name, Measure.QUANTITY if "新增" in name or is_made(name) else Measure.LEVEL


def _changing(name: str, *, points: bool) -> tuple[str, Measure]:
    growth, decline = _GROWTH.search(name), _DECLINE.search(name)
    if growth and growth.start() and not _RATE_OF_ITS_OWN.search(name):
        return name[: growth.start()], Measure.INCREASE if points else Measure.GROWTH
    if decline and decline.start():
        return name[: decline.start()], Measure.DECREASE if points else Measure.DECLINE
    return name, Measure.INCREASE if points else Measure.LEVEL


def told_by(named: Named, column: Column, figure: Figure, *, has_levels: bool) -> Told | None:
    """Return what a figure says, or None where its column and unit leave it open."""
    if column.holds is Holds.COMPLETION:
        return Told(named.name + _OF_PLAN, "%", Measure.LEVEL) if figure.unit in ("", "%") else None
    if column.holds is Holds.GROWTH:
        return _grown(named, column, figure)
    unit = _unit(named, figure)
    if not unit:
        return None
    name, measure = (named.name, named.measure) if unit == named.unit else measured(named.name, unit)
    if figure.cumulative or (column.holds is Holds.SPAN and "年均" not in column.header):
        return _over_the_years(Told(name, unit, measure), has_levels=has_levels)
    if column.holds is Holds.SPAN:
        return _on_average(Told(name, unit, measure), figure)
    return Told(name, unit, measure)


def _grown(named: Named, column: Column, figure: Figure) -> Told | None:
    """A column of growth says something of amounts only; shares change by points."""
    unit = figure.unit or column.unit or "%"
    if unit.endswith("百分点"):
        return Told(named.name, _POINTS, Measure.INCREASE)
    amount = not named.unit.endswith((*SHARE_UNITS, *POINT_UNITS))
    return Told(named.name, "%", Measure.GROWTH) if unit == "%" and amount else None


def _unit(named: Named, figure: Figure) -> str:
    """The unit of a figure: its own, else that of its row; none where these differ or several are named."""
    if figure.unit and named.unit and not _same_unit(figure.unit, named.unit):
        return ""
    unit = figure.unit or named.unit
    return "" if _SEVERAL_UNITS.search(unit) and not _RATIO.fullmatch(unit) else unit


def _same_unit(one: str, other: str) -> bool:
    return one.lstrip("万亿千百") == other.lstrip("万亿千百")


def _over_the_years(told: Told, *, has_levels: bool) -> Told | None:
    """〔…〕 adds up over a plan period: what is made, or by how much a level changes."""
    if told.measure in (Measure.GROWTH, Measure.DECLINE, Measure.INCREASE, Measure.DECREASE):
        return told
    if told.unit in SHARE_UNITS:
        return Told(told.name, _POINTS, Measure.INCREASE) if has_levels else None
    return Told(told.name, told.unit, Measure.INCREASE if has_levels else Measure.QUANTITY)


def _on_average(told: Told, figure: Figure) -> Told | None:
    """An average a year is a growth in per cent; of a share it could be points or per cent, so it says nothing."""
    if told.measure in (Measure.GROWTH, Measure.DECLINE):
        return told
    if told.unit in SHARE_UNITS and not (figure.unit == "%" and told.unit != "%"):
        return None
    return Told(told.name, "%", Measure.GROWTH)
