"""Tables as they come out of files: a line for each row, cells parted by tabs; with the place of every cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from ..folding import fold, group_digits

_LONGEST_BAND = 60
_CAPTION_LINES = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, in plain forms and without white space around it, and where."""

    text: str
    start: int
    end: int

    @property
    def plain(self) -> str:
        """The text without any white space."""
        return re.sub(r"\s", "", self.text)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; a band is a line of one cell that heads the rows below it."""

    cells: tuple[Cell, ...]
    start: int
    end: int

    @property
    def is_band(self) -> bool:
        """Whether the row has no more than one cell that says something."""
        return sum(bool(cell.text) for cell in self.cells) <= 1


@dataclass(slots=True)
class Grid:
    """The rows of one table, and the line above it."""

    caption: str
    rows: list[Row] = field(default_factory=list)


def grids(text: str) -> Iterator[Grid]:
    """Return the tables of a text: runs of lines with tabs, with the bands between them."""
    grid: Grid | None = None
    above: list[str] = []
    waiting: list[Row] = []
    for line, start in _lines(text):
        if "\t" in line:
            grid = grid or Grid(_caption(above))
            grid.rows += [*waiting, _row(line, start)]
            waiting = []
            continue
        above.append(line)
        row = _row(line, start) if grid else None
        if row is None or not row.cells[0].text:
            continue
        if grid and not waiting and _may_be_band(row):
            waiting = [row]
        elif grid:
            yield grid
            grid, waiting = None, []
    if grid:
        yield grid


def _caption(above: list[str]) -> str:
    """Return the last lines that say something; the others of a long text are not even folded."""
    said = (words for line in reversed(above) if (words := _row(line, 0).cells[0].text))
    return "\n".join(reversed(list(islice(said, _CAPTION_LINES))))


def _may_be_band(row: Row) -> bool:
    words = row.cells[0].text
    return len(words) <= _LONGEST_BAND and "。" not in words


def _lines(text: str) -> Iterator[tuple[str, int]]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield line, start
        start += len(line) + 1


def _row(line: str, start: int) -> Row:
    return Row(tuple(_cells(group_digits(fold(line)), start)), start, start + len(line))


def _cells(line: str, start: int) -> Iterator[Cell]:
    if "\t" not in line:
        line = line[: _LONGEST_BAND * 2]
    for words in line.split("\t"):
        left, stripped = start + len(words) - len(words.lstrip()), words.strip()
        yield Cell(stripped, left, left + len(stripped))
        start += len(words) + 1
