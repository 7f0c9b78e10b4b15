"""A filled scorecard as a page and a file show it: districts in their order, with the points of every item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from reports.organisation.models import Region
from reports.shared import display
from tracker.evaluation import Ranked, RankRow, rank
from tracker.evaluation.scoring import Total, totals_of
from tracker.scorecards.models import Filling, Mark


@dataclass(frozen=True)
class Column:
    """An item as it was when the scorecard was filled."""

    place: int
    name: str
    weight: Decimal


@dataclass(frozen=True)
class Cell:
    """What a district had in an item: in words, and its points; `points` is None where it could not be scored."""

    column: Column
    words: str
    points: Decimal | None


@dataclass(frozen=True)
class Line:
    """A district: its place and total (None: less than half of the weights could be scored), and its cells."""

    region: Region
    ranked: Ranked[int] | None
    coverage: Decimal
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Sheet:
    """The whole table; `n` districts of `total` have a place."""

    filling: Filling
    columns: Sequence[Column]
    lines: Sequence[Line]
    n: int
    total: int

    def rows(self) -> Iterator[Sequence[object]]:
        """Yield the table for a file, the header first."""
        heads = [part for column in self.columns for part in (column.name, _("points of %s") % column.weight)]
        yield [_("Rank"), _("Region"), _("Score"), _("Weights scored"), *heads]
        for line in self.lines:
            parts = [part for cell in line.cells for part in (cell.words, cell.points)]
            place, value = (line.ranked.rank, line.ranked.value) if line.ranked else (None, None)
            yield [place, line.region.label, value, display.percent(line.coverage), *parts]


def sheet_of(filling: Filling, before: Filling | None, readable: Iterable[int] | None) -> Sheet:
    """Return a filling as a table; the move is that since `before`.

    Places are those among all districts; of them only the `readable` ones are shown (None: all).
    """
    marks = list(filling.marks.select_related("region"))
    columns = list({mark.place: Column(mark.place, mark.name, mark.weight) for mark in marks}.values())
    totals, earlier = _totals(marks), _totals(list(before.marks.all())) if before else {}
    regions = list({mark.region_id: mark.region for mark in marks}.values())
    ranking = rank(
        [RankRow(each.pk, _value(totals, each), _value(earlier, each)) for each in regions], higher_is_better=True
    )
    ranked = {each.key: each for each in ranking.ranks}
    own = {(mark.region_id, mark.place): mark for mark in marks}
    shown = set(readable) if readable is not None else {each.pk for each in regions}
    lines = [
        Line(
            each,
            ranked.get(each.pk),
            totals[each.pk].coverage,
            [_cell(column, own[each.pk, column.place]) for column in columns],
        )
        for each in regions
        if each.pk in shown
    ]
    lines.sort(key=lambda line: line.ranked.rank if line.ranked else len(regions) + 1)
    return Sheet(filling, columns, lines, ranking.n, ranking.total)


def _totals(marks: Sequence[Mark]) -> Mapping[int, Total[int]]:
    shares: dict[str, dict[int, Decimal | None]] = defaultdict(dict)
    for mark in marks:
        shares[str(mark.place)][mark.region_id] = mark.share
    totals = totals_of(shares, {str(mark.place): mark.weight for mark in marks})
    return {each.key: each for each in totals}


def _value(totals: Mapping[int, Total[int]], region: Region) -> Decimal | None:
    return totals[region.pk].value if region.pk in totals else None


def _cell(column: Column, mark: Mark) -> Cell:
    return Cell(column, _in_words(mark), None if mark.share is None else mark.share * mark.weight)


def _in_words(mark: Mark) -> str:
    if mark.total is not None:
        return _("%(done)s of %(total)s") % {"done": mark.done, "total": mark.total} if mark.total else _("none due")
    if mark.value is None:
        return _("no figure")
    return display.amount(mark.value, mark.unit)
