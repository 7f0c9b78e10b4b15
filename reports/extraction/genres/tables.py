"""The tables of a text: which rows are tasks and which are indicators, what they say, and what is left to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ..lexicon import late
from ..model import Span, Statement
from .columns import DUTIES, VALUES, Header, header_at
from .duties import Assigned, Duty, duty_of
from .figures import figure_in
from .grid import Cell, Grid, Row, grids
from .headers import Holds
from .rows import RowReader, Words
from .time import Times

_CAPTION_UNIT = late(r"单位[：:]\s*(?P<unit>[^\s，；、）)]{1,8})")
_AMOUNT = late(r"(?:≥|>|≤|<|约|不低于|不少于|达到?|完成|增长|下降|新增)?\s*\d")
_UNTIL = late(r"\d|年|月|底|前|季度|长期|持续|全程|适时|按|—|-|/")
_TITLE = 40
_TASK_TEXT = (Holds.TASK, Holds.NAME)


@dataclass(slots=True)
class Tables:
    """What the tables of a text say, and which of their cells are left to be read as sentences."""

    statements: list[Statement] = field(default_factory=list)
    rows: list[Span] = field(default_factory=list)
    duties: list[Assigned] = field(default_factory=list)
    results: list[Span] = field(default_factory=list)
    """Cells that say how far a task has come."""
    taken: list[Span] = field(default_factory=list)
    """What is not to be read as sentences: headers, figures, units, names of departments."""
    ends: list[int] = field(default_factory=list)
    """Where a cell that is read ends, or a row begins: there a sentence ends."""
    refused: list[tuple[Span, str]] = field(default_factory=list)


def tables_in(text: str, times: Times, words: Words) -> Tables:
    """Read the tables of a text that have a header; all others stay part of the text."""
    found = Tables()
    for grid in grids(text) if "\t" in text else ():
        _read_grid(grid, times, words, found)
    return found


def _read_grid(grid: Grid, times: Times, words: Words, found: Tables) -> None:
    reader: _GridReader | None = None
    unit = _CAPTION_UNIT.search(grid.caption)
    skip = 0
    for number, row in enumerate(grid.rows):
        if skip:
            skip -= 1
        elif header := header_at(grid, number, times.target):
            reader = _GridReader(header, times, unit["unit"] if unit else "", words, found, _title(grid))
            skip = header.rows - 1
            found.taken += [(each.start, each.end) for each in grid.rows[number : number + header.rows]]
            found.ends.append(row.start - 1)
        elif reader and not row.is_band:
            reader.read(row)


def _title(grid: Grid) -> tuple[str, ...]:
    lines = [line for line in grid.caption.split("\n") if line and "单位" not in line and "。" not in line]
    return (lines[-1][:_TITLE],) if lines else ()


class _GridReader:
    """Reads the rows below one header."""

    def __init__(
        self, header: Header, times: Times, unit: str, words: Words, found: Tables, section: tuple[str, ...]
    ) -> None:
        self._header, self._found, self._section = header, found, section
        self._rows = RowReader(header, times, unit, words)

    def read(self, row: Row) -> None:
        """Read one row below the header."""
        if self._header.has(Holds.PLACE) and not self._header.is_of_tasks:
            self._refuse(row, "table-of-places")
        elif (lined_up := aligned(row, self._header)) is None:
            self._refuse(row, "row-out-of-line")
        elif self._header.is_of_tasks:
            self._read_task(lined_up)
        elif self._header.is_of_indicators:
            self._take(lined_up, self._rows.read(lined_up))
            self._found.taken.append((row.start, row.end))

    def _refuse(self, row: Row, rule: str) -> None:
        self._found.taken.append((row.start, row.end))
        self._found.refused += [((cell.start, cell.end), rule) for cell in row.cells if re.search(r"\d", cell.text)]

    def _take(self, row: Row, statements: list[Statement]) -> None:
        self._found.refused += self._rows.refused
        self._rows.refused = []
        if statements:
            self._found.rows.append((row.start, row.end))
            self._found.statements += [each._replace(section=self._section) for each in statements]

    def _read_task(self, row: Row) -> None:
        """A task's figures stand apart from its name, or its words are read as sentences; its duty holds for all."""
        cells = list(zip(self._header.columns, row.cells, strict=False))
        figured = self._rows.read(row) if self._has_figures(row) else []
        self._take(row, figured)
        read = [cell for column, cell in cells if not figured and _is_sentence(cell, column.holds)]
        done = [cell for column, cell in cells if column.holds is Holds.PROGRESS and cell.text]
        self._found.ends.append(row.start - 1)
        for _, cell in cells:
            if cell in read or cell in done:
                self._found.ends.append(cell.end)
            elif cell.text:
                self._found.taken.append((cell.start, cell.end))
        self._found.results += [(cell.start, cell.end) for cell in done]
        self._found.duties.append(Assigned(self._duty(row), (row.start, row.end), (row.start, row.start)))

    def _has_figures(self, row: Row) -> bool:
        """Whether a column of values holds a figure, or words that need the task's name before them."""
        values = [cell for column, cell in zip(self._header.columns, row.cells, strict=False) if column.holds in VALUES]
        names = list(self._cells(row, Holds.TASK, Holds.NAME))
        numbered = any(re.search(r"\d(?![.、．])", cell.text[2:]) for cell in names)
        return not numbered and any(figure_in(cell) or _AMOUNT.match(cell.text) for cell in values)

    def _cells(self, row: Row, *holds: Holds) -> Iterator[Cell]:
        for column, cell in zip(self._header.columns, row.cells, strict=False):
            if column.holds in holds:
                yield cell

    def _duty(self, row: Row) -> Duty:
        said = {holds: "，".join(cell.text for cell in self._cells(row, holds)) for holds in DUTIES}
        return duty_of(
            lead=said[Holds.LEAD],
            responsible=said[Holds.RESPONSIBLE],
            supporting=said[Holds.SUPPORTING],
            leader=said[Holds.LEADER],
            deadline=said[Holds.DEADLINE],
        )


def _is_sentence(cell: Cell, holds: Holds) -> bool:
    """Whether a cell is read as a sentence: what to do, and an aim if it says more than that it is to be done."""
    return bool(cell.text) and (holds in _TASK_TEXT or (holds is Holds.PLAN and bool(re.search(r"\d", cell.text))))


def aligned(row: Row, header: Header) -> Row | None:
    """Return a row with a cell for each column, or None where it is not sure which cell belongs to which.

    A short row lacks cells at its end, where they were empty, or at its beginning, where one cell spans several rows.
    """
    missing = len(header.columns) - len(row.cells)
    if missing < 0:
        extra = row.cells[len(header.columns) :]
        row = replace(row, cells=row.cells[: len(header.columns)])
        return row if not any(cell.text for cell in extra) and _fits(row, header) else None
    empty = tuple(Cell("", row.end, row.end) for _ in range(missing))
    behind = replace(row, cells=row.cells + empty)
    if _fits(behind, header):
        return behind
    before = replace(row, cells=tuple(Cell("", row.start, row.start) for _ in range(missing)) + row.cells)
    return before if missing and _fits(before, header) else None


def _fits(row: Row, header: Header) -> bool:
    """Whether every cell may stand in its column."""
    return all(
        not cell.text or _may_hold(cell, column.holds) for column, cell in zip(header.columns, row.cells, strict=True)
    )


def _may_hold(cell: Cell, holds: Holds) -> bool:
    if holds is Holds.NUMBER:
        return bool(re.fullmatch(r"[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[）).、]?", cell.plain))
    if holds in (Holds.NAME, Holds.UNIT, Holds.NATURE, Holds.LEAD, Holds.RESPONSIBLE):
        return figure_in(cell) is None
    if holds is Holds.DEADLINE:
        return bool(_UNTIL.search(cell.text))
    return holds not in VALUES or len(cell.text) <= _TITLE * 5
