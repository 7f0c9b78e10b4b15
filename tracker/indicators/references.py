"""Reference figures: those shipped, kept up to date; and more of them, read from any report."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from reports.extraction import Statement, extract
from reports.library.models import Comparator, Kind
from reports.organisation.models import Region
from reports.shared.shipped_data import Tally
from tracker.indicators.catalogue import Catalogue
from tracker.indicators.models import Indicator, ReferenceFigure

REFERENCES = Path(__file__).parent / "data" / "references.csv"
COLUMNS = (
    "region", "indicator", "year", "kind", "measure", "comparator", "value", "unit", "note",
    "report_year", "reported_on",
)  # fmt: skip
NO_NUMBER = (Comparator.RELATIVE, Comparator.QUALITATIVE)
SNIPPET = 25


@dataclass(frozen=True, slots=True)
class ReadFigure:
    """A figure that the engine found in a report, and the words around it for who checks it."""

    indicator: Indicator
    statement: Statement
    words: str


def read_references() -> list[dict[str, str]]:
    """Return the rows of the shipped file: a region's code, an indicator's code, the figure, and where it was said."""
    with REFERENCES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load_references(rows: Iterable[dict[str, str]], tally: Tally) -> None:
    """Bring the shipped figures in; a figure that was added or changed here stays. Four queries, whatever their number.

    Figures of regions or indicators that this installation does not have are left out.
    """
    regions = {each.code: each for each in Region.objects.filter(valid_to=None)}
    indicators = {each.code: each for each in Indicator.objects.all()}
    known = {_key(each): each for each in ReferenceFigure.objects.all()}
    new, changed = [], []
    for row in rows:
        if row["region"] not in regions or row["indicator"] not in indicators:
            continue
        figure = ReferenceFigure(
            region=regions[row["region"]], indicator=indicators[row["indicator"]], **_values(row), is_shipped=True
        )
        there = known.get(_key(figure))
        if there is None:
            new.append(figure)
        elif there.is_shipped and _facts(there) != _facts(figure):
            figure.pk = there.pk
            changed.append(figure)
    ReferenceFigure.objects.bulk_create(new)
    for figure in changed:
        figure.save()
    tally.created += len(new)
    tally.updated += len(changed)


def figures_in(text: str, *, year: int) -> Iterator[ReadFigure]:
    """Find a report's headline targets of `year` and results of the year before, the first of each indicator.

    Only figures of the indicator's usual measure count: growth is not compared with an amount.
    """
    catalogue, seen = Catalogue.load(), set()
    for statement in extract(text, year=year):
        wanted = {Kind.TARGET: year, Kind.ACTUAL: year - 1}.get(Kind(statement.kind))
        if wanted is None or statement.year != wanted or statement.comparator in NO_NUMBER or statement.stretch:
            continue
        indicator = catalogue.find_listed(statement.indicator, statement.measure, statement.unit)
        if indicator is None or not indicator.is_headline or statement.measure != indicator.measure:
            continue
        if (indicator.pk, statement.kind) not in seen:
            seen.add((indicator.pk, statement.kind))
            yield ReadFigure(indicator, statement, text[max(0, statement.start - SNIPPET) : statement.end + SNIPPET])


def row_of(figure: ReadFigure, *, region: Region, report_year: int, reported_on: dt.date | None) -> dict[str, str]:
    """Return a figure as a row of the file."""
    said = figure.statement
    values = (
        region.code, figure.indicator.code, said.year, said.kind, said.measure, said.comparator, said.value, said.unit,
        "", report_year, reported_on or "",
    )  # fmt: skip
    return dict(zip(COLUMNS, map(str, values), strict=True))


def add_reference(row: dict[str, str], *, region: Region, indicator: Indicator) -> bool:
    """Keep a figure as one of this installation; tell whether it is new or other than what was kept."""
    values = _values(row)
    of_what = {"region": region, "indicator": indicator, "year": values.pop("year"), "kind": values.pop("kind")}
    there = ReferenceFigure.objects.filter(**of_what).first()
    if there is not None and all(getattr(there, name) == value for name, value in values.items()):
        return False
    ReferenceFigure.objects.update_or_create(**of_what, defaults=values | {"is_shipped": False})
    return True


def _values(row: dict[str, str]) -> dict[str, Any]:
    kept = {name: row[name] for name in ("kind", "measure", "comparator", "unit", "note")}
    day = dt.date.fromisoformat(row["reported_on"]) if row["reported_on"] else None
    numbers = {"year": int(row["year"]), "value": Decimal(row["value"]), "report_year": int(row["report_year"])}
    return kept | numbers | {"reported_on": day}


def _key(figure: ReferenceFigure) -> tuple[int, int, int, str]:
    return figure.region_id, figure.indicator_id, figure.year, figure.kind


def _facts(figure: ReferenceFigure) -> tuple[object, ...]:
    names = ("measure", "comparator", "value", "unit", "note", "report_year", "reported_on")
    return tuple(getattr(figure, name) for name in names)
