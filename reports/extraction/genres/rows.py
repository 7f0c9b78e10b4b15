"""A row of a table of indicators: a name, and a statement for every figure that its columns promise or report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from ..lexicon import late
from ..model import Kind, Measure, Nature, Span, Statement
from .columns import VALUES, Column, Header
from .figures import Figure, figure_in
from .grid import Cell, Row
from .headers import Holds
from .meaning import Named, Told, measured, told_by
from .time import Times
from .titles import month_of

Words = Callable[[str, Kind, int], list[Statement]]
"""Reads a few words as one sentence of a plan or of a review; its spans are those of the words."""

_NUMBERING = late(r"[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[）)]?[、.．](?!\d)|[（(]\d{1,2}[）)]|[#*★▲·•—-]+")
_PART = late(r"(?:其中|#)[：:，]?")
_FOOTNOTE = late(r"(?:\[\d+\]|[*＊①②③④⑤]+)$")
_BRACKET = late(r"[（(〔\[](?P<unit>[^（）()〔〕\[\]]{1,12})[）)〕\]]$")
_NO_UNIT = late(
    r"[一二三四五六七八九十]类|含|以上|以下|口径|其中|当年|累计|户籍|常住|可比|不变价|现价|[A-Z]{2}|级|型|率$"
)
_BARE_GROWTH = late(r"(?:同比|比上年|可比|名义|年均)?(?:增长|增速|增幅|增长率)")
_NATURES = {"约束性": Nature.BINDING, "预期性": Nature.EXPECTED}
_UNKNOWN = late(r"[—\-–/~.…·*\s]*|无|暂无|待定|未下达")
_AMOUNTS = (Measure.LEVEL, Measure.QUANTITY)
_SURE, _WORDED = 0.96, 0.8


class RowReader:
    """Reads the rows of one table one after another, since some name only what the row above left out."""

    def __init__(self, header: Header, times: Times, unit: str, words: Words) -> None:
        self._header, self._times, self._words = header, times, words
        self._unit = unit
        self._whole: Named | None = None
        self.refused: list[tuple[Span, str]] = []

    def read(self, row: Row) -> list[Statement]:
        """Return the statements of a row; what is no figure, or not surely one, is refused."""
        named = self._named(row)
        if named is None:
            return []
        base = self._base(row, named)
        found = [
            statement
            for column, cell in zip(self._header.columns, row.cells, strict=False)
            if column.holds in VALUES and not _UNKNOWN.fullmatch(cell.text)
            for statement in self._value(named, column, cell, row, base)
        ]
        nature = self._nature(row)
        return [each._replace(nature=nature) if nature and each.kind is Kind.TARGET else each for each in found]

    def _named(self, row: Row) -> Named | None:
        cell = next((cell for cell in self._cells(row, Holds.NAME, Holds.TASK) if cell.text), None)
        if cell is None:
            return None
        name, unit = _without_unit(_FOOTNOTE.sub("", _NUMBERING.sub("", cell.plain, count=1)))
        part = _PART.match(name) or (cell.plain.startswith("#") and _NUMBERING.match(cell.plain))
        name = _PART.sub("", name)
        units = [found.plain for found in self._cells(row, Holds.UNIT) if found.plain]
        unit = (units[0] if units else "") or unit or self._unit
        parent = self._whole.name if part and self._whole else ""
        if self._whole and _BARE_GROWTH.fullmatch(name):
            return replace(self._whole, unit=unit or "%", measure=Measure.GROWTH)
        if not name:
            return None
        name, measure = measured(name, unit)
        named = Named(name, unit, measure, parent, (cell.start, cell.end))
        self._whole = self._whole if part else named
        return named

    def _cells(self, row: Row, *holds: Holds) -> Iterator[Cell]:
        for column, cell in zip(self._header.columns, row.cells, strict=False):
            if column.holds in holds:
                yield cell

    def _nature(self, row: Row) -> Nature | None:
        found = (_NATURES.get(cell.plain.removesuffix("指标")) for cell in self._cells(row, Holds.NATURE))
        return next((nature for nature in found if nature), None)

    def _base(self, row: Row, named: Named) -> tuple[Decimal, int] | None:
        """The level that a plan of several years starts from."""
        if named.measure not in _AMOUNTS:
            return None
        for column, cell in zip(self._header.columns, row.cells, strict=False):
            past = column.holds in (Holds.YEAR, Holds.RESULT) and column.year and column.year <= self._times.result
            figure = figure_in(cell) if past else None
            if column.year and figure and not figure.cumulative and figure.high is None:
                return figure.value, column.year
        return None

    def _value(
        self, named: Named, column: Column, cell: Cell, row: Row, base: tuple[Decimal, int] | None
    ) -> Iterator[Statement]:
        claim = self._times.claim(column)
        figure = figure_in(cell)
        if claim is None:
            self._refuse(cell, "former-plan")
        elif figure is None:
            yield from self._worded(named, cell, row, *claim)
        elif told := told_by(named, column, figure, has_levels=self._has_levels(row)):
            statement = _statement(told, named, figure, row, *claim)
            if statement.kind is Kind.ACTUAL:
                statement = statement._replace(month=month_of(column.header))
            starts = base if self._is_of_years() and column.holds is not Holds.SPAN else None
            if starts and statement.kind is Kind.TARGET and statement.measure in _AMOUNTS:
                statement = statement._replace(base=starts[0], base_year=starts[1])
            yield statement
        else:
            self._refuse(cell, "unclear-unit")

    def _is_of_years(self) -> bool:
        return self._times.target - self._times.result > 1

    def _refuse(self, cell: Cell, rule: str) -> None:
        self.refused.append(((cell.start, cell.end), rule))

    def _has_levels(self, row: Row) -> bool:
        """Whether the row gives the values at the beginning and at the end of the plan's years."""
        held = (Holds.YEAR, Holds.PLAN, Holds.RESULT)
        figures = [figure_in(cell) for cell in self._cells(row, *held)]
        return sum(figure is not None and not figure.cumulative for figure in figures) > 1

    def _worded(self, named: Named, cell: Cell, row: Row, kind: Kind, year: int) -> Iterator[Statement]:
        """增长6%左右, 与经济增长同步: read the name and the words of the cell as one sentence."""
        shift = cell.start - len(named.name)
        found = [each for each in self._words(named.name + cell.text, kind, year) if each.start >= len(named.name)]
        if len(found) != 1 or found[0].kind is Kind.MILESTONE:
            self._refuse(cell, "unclear-words")
            return
        said = found[0]
        yield said._replace(
            indicator=named.name,
            parent=named.parent,
            kind=kind,
            year=year,
            start=said.start + shift,
            end=said.end + shift,
            evidence=_row_text(row),
            rule="table-words",
            confidence=_WORDED,
            name_span=named.span,
            number_span=(said.start + shift, said.end + shift) if said.number_span else None,
            comparator_span=None,
            verb_span=None,
        )


def _without_unit(name: str) -> tuple[str, str]:
    """Part a name from the unit in brackets behind it."""
    bracket = _BRACKET.search(name)
    if bracket is None or _NO_UNIT.search(bracket["unit"]):
        return name, ""
    return name[: bracket.start()], bracket["unit"]


def _statement(told: Told, named: Named, figure: Figure, row: Row, kind: Kind, year: int) -> Statement:
    return Statement(
        kind=kind,
        indicator=told.name,
        measure=told.measure,
        comparator=figure.comparator,
        value=figure.value,
        value_high=figure.high,
        unit=told.unit,
        year=year,
        parent=named.parent,
        start=figure.span[0],
        end=figure.span[1],
        evidence=_row_text(row),
        rule="table-row",
        confidence=_SURE,
        section=(),
        name_span=named.span,
        number_span=figure.span,
        comparator_span=figure.bound_span,
        verb_span=None,
        passage=0,
    )


def _row_text(row: Row) -> str:
    return " ".join(cell.text for cell in row.cells if cell.text)
