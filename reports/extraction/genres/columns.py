"""The columns of a table: what each holds, of which year and in which unit, also where two rows head them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from ..lexicon import late
from .grid import Cell, Grid
from .headers import Holds, held_under

VALUES = frozenset({Holds.PLAN, Holds.RESULT, Holds.YEAR, Holds.GROWTH, Holds.SPAN, Holds.COMPLETION})
DUTIES = frozenset({Holds.LEAD, Holds.RESPONSIBLE, Holds.SUPPORTING, Holds.LEADER, Holds.DEADLINE})

_YEAR = late(r"20\d\d")
_WORDED_YEARS = (("(?<![比较])上年", -1), ("去年", -1), ("本年", 0), ("今年", 0), ("当年", 0))
_BRACKETED = late(r"[（(](?P<unit>[^（）()\d]{1,10})[）)]$")
_NO_UNIT = late("[一二三四五六七八九十]季度|月|预计|初步|计划|目标|累计|年均|以上|牵头")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds, of which year, and in which unit where its header says so."""

    holds: Holds
    year: int | None = None
    unit: str = ""
    header: str = ""


_GROUPS = (Holds.YEAR, Holds.PLAN, Holds.RESULT)
_NOTHING = Column(Holds.OTHER)


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a table and how many of its rows they take up."""

    columns: tuple[Column, ...]
    rows: int

    def has(self, *held: Holds) -> bool:
        """Whether any column holds one of these."""
        return any(column.holds in held for column in self.columns)

    @property
    def is_of_tasks(self) -> bool:
        """Whether a row is a task: something to do, and who has to do it or until when."""
        return self.has(Holds.TASK, Holds.NAME) and self.has(*DUTIES)

    @property
    def is_of_indicators(self) -> bool:
        """Whether a row is an indicator: a name and figures."""
        return self.has(Holds.NAME, Holds.TASK) and self.has(*VALUES) and not self.has(Holds.PLACE)


def header_at(grid: Grid, index: int, year: int) -> Header | None:
    """Return the header that begins with a row, or None where the row is none."""
    cells = grid.rows[index].cells
    columns = [_column(cell, year) for cell in cells]
    if sum(column.holds is not Holds.OTHER for column in columns) < 2 or _known(columns) < 0.6:
        return None
    columns = _with_name(columns)
    if parted := _parted(columns, grid, index, year):
        return Header(tuple(_inherited(parted)), 2)
    return Header(tuple(_inherited(columns)), 1)


def _with_name(columns: list[Column]) -> list[Column]:
    """The corner of a table may be empty: what stands below it are the names."""
    if columns[0].header or any(column.holds in (Holds.NAME, Holds.TASK) for column in columns):
        return columns
    return [Column(Holds.NAME), *columns[1:]]


def _known(columns: Sequence[Column]) -> float:
    named = [column for column in columns if column.header]
    return sum(column.holds is not Holds.OTHER for column in named) / len(named)


def _column(cell: Cell, year: int) -> Column:
    words = cell.plain
    bracket = _BRACKETED.search(words)
    unit = bracket["unit"] if bracket and not _NO_UNIT.search(bracket["unit"]) else ""
    bare = words[: bracket.start()] if bracket and unit else words
    return Column(held_under(bare, words), _year_of(words, year), unit, words)


def _year_of(words: str, year: int) -> int | None:
    years = _YEAR.findall(words)
    if years:
        return int(years[-1])
    return next((year + shift for word, shift in _WORDED_YEARS if re.search(word, words)), None)


def _parted(columns: list[Column], grid: Grid, index: int, year: int) -> list[Column] | None:
    """Where a second row parts years into plan and result: the columns of both rows as one; else None."""
    if index + 2 >= len(grid.rows):
        return None
    labels = [_column(cell, year) for cell in grid.rows[index + 1].cells]
    named = [label for label in labels if label.header]
    groups = [number for number, column in enumerate(columns) if column.holds in _GROUPS and column.year]
    if len(named) < 2 or not groups or any(label.holds not in VALUES for label in named):
        return None
    width = max(len(row.cells) for row in grid.rows[index + 2 :])
    if any(not column.header for column in columns):
        return _side_by_side(columns, labels, width)
    return _spread(columns, named, groups, width, year)


def _side_by_side(columns: list[Column], labels: list[Column], width: int) -> list[Column] | None:
    """Both rows have a cell for every column: an empty one above a label belongs to what stands left of it."""
    if not width <= len(columns) + 1 or len(labels) > width:
        return None
    result: list[Column] = []
    above = _NOTHING
    for number, label in enumerate([*labels, *[_NOTHING] * (width - len(labels))]):
        own = columns[number] if number < len(columns) else _NOTHING
        above = own if own.header or not label.header else above
        result.append(_joined(above, label) if label.header else own)
    return result


def _spread(
    columns: list[Column], named: list[Column], groups: list[int], width: int, year: int
) -> list[Column] | None:
    """A merged cell stands once: how many columns it has is told by what the labels below can mean."""
    if width != len(columns) - len(groups) + len(named):
        return None
    ways = [way for way in _ways(named, len(groups)) if all(map(_is_group, way))]
    if len(ways) > 1:
        years = [columns[number].year or 0 for number in groups]
        ways = [way for way in ways if not any(_is_ahead(run, at, year) for run, at in zip(way, years, strict=True))]
    if len(ways) != 1:
        return None
    result: list[Column] = []
    for number, column in enumerate(columns):
        result += [_joined(column, label) for label in ways[0].pop(0)] if number in groups else [column]
    return result


def _ways(labels: list[Column], count: int) -> Iterator[list[list[Column]]]:
    """All ways to part the labels among so many groups."""
    for cuts in combinations(range(1, len(labels)), count - 1):
        ends = (0, *cuts, len(labels))
        yield [labels[start:end] for start, end in pairwise(ends)]


def _is_group(labels: list[Column]) -> bool:
    """No label comes twice in a group, and none begins with a growth, which is that of the amount before it."""
    headers = {label.header for label in labels}
    return len(headers) == len(labels) and labels[0].holds not in (Holds.GROWTH, Holds.COMPLETION)


def _is_ahead(labels: list[Column], of: int, year: int) -> bool:
    """Whether a group would report results of the year that is only planned."""
    return of >= year and any(label.holds is Holds.RESULT for label in labels)


def _joined(above: Column, label: Column) -> Column:
    holds = Holds.PLAN if above.holds is Holds.PLAN and label.holds is Holds.RESULT else label.holds
    year, unit = label.year or above.year, label.unit or above.unit
    return Column(holds, year, unit, above.header + label.header)


def _inherited(columns: list[Column]) -> list[Column]:
    """A column of growth speaks of the year of the column before it where its own header names none."""
    result: list[Column] = []
    for column in columns:
        if column.holds in (Holds.GROWTH, Holds.COMPLETION) and column.year is None and result:
            column = replace(column, year=result[-1].year)
        result.append(column)
    return result
