"""What the data know: approved figures and accepted statements of result, with where each stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from reports.library.models import Kind, Statement, WorkReport
from reports.organisation.models import Region
from reports.shared import display
from tracker.indicators.catalogue import Catalogue
from tracker.outcomes.claims import Datum, step_of
from tracker.outcomes.facts import Fact
from tracker.outcomes.promises import FACT_COLUMNS, statement_fact
from tracker.progress.models import ProgressEntry

if TYPE_CHECKING:
    from reports.shared.people import User

APPROVED, STATED = 100, 0
DECEMBER = 12
NEARBY_YEARS = 2


@dataclass(frozen=True, slots=True)
class Source:
    """Where a known figure stands: in words, and the page that shows it."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Filed:
    """The key of a figure that a department filed and the office approved."""

    target: int
    month: int


@dataclass(frozen=True, slots=True)
class Stated:
    """The key of a figure that a report states."""

    report: int
    statement: int
    title: str = field(default="", compare=False)


def known_data(
    user: User, region: Region, years: Collection[int], catalogue: Catalogue, *, without: WorkReport | None = None
) -> list[Datum]:
    """Return what `user` may read that is known of a region and those above it, in these years and around them.

    Two queries. `without` is a report that shall not prove itself.
    """
    span = range(min(years) - NEARBY_YEARS, max(years) + NEARBY_YEARS + 1)
    places = [region, *region.above, *([region.above[-1].parent] if region.above else [])]
    keys = [place.pk for place in places if place is not None]
    return [*_approved(user, keys, span), *_accepted(user, keys, span, catalogue, without)]


def _approved(user: User, regions: Collection[int], years: Iterable[int]) -> Iterator[Datum]:
    rows = ProgressEntry.objects.for_user(user).approved().exclude(value=None)
    rows = rows.filter(target__region__in=regions, target__year__in=years)
    columns = (
        "target", "month", "value", "target__name", "target__statement__indicator", "target__measure", "target__unit",
        "target__year", "target__indicator", "target__region", "target__statement__parent",
    )  # fmt: skip
    for pk, month, value, name, stated, measure, unit, year, indicator, region, parent in rows.values_list(*columns):
        fact = Fact(
            name=stated or name, measure=measure, comparator="eq", value=value, unit=unit, year=year,
            parent=parent or "", indicator=indicator, region=region, key=Filed(pk, month),
        )  # fmt: skip
        yield Datum(fact, None, APPROVED + month, is_partial=month < DECEMBER)


def _accepted(
    user: User, regions: Collection[int], years: Iterable[int], catalogue: Catalogue, without: WorkReport | None
) -> Iterator[Datum]:
    rows = Statement.objects.for_user(user).accepted().filter(kind=Kind.ACTUAL, year__in=years)
    rows = rows.filter(report__region__in=regions).order_by("pk")
    rows = rows if without is None else rows.exclude(report=without)
    for row in rows.values_list(*FACT_COLUMNS, "report", "report__title", "report__region", named=True):
        key = Stated(row.report, row.pk, row.report__title)
        fact = statement_fact(row, catalogue, region=row.report__region, key=key)
        yield Datum(fact, step_of(fact.value), STATED)


def sources_of(data: Iterable[Datum]) -> dict[object, Source]:
    """Return where figures stand, by their keys."""
    sources: dict[object, Source] = {}
    for datum in data:
        key = datum.fact.key
        if isinstance(key, Filed):
            month = display.year_month(datum.fact.year or 0, key.month)
            sources[key] = Source(
                _("approved figure, %(month)s") % {"month": month}, reverse("target", args=[key.target])
            )
        elif isinstance(key, Stated):
            url = f"{reverse('reports:review', args=[key.report])}#s{key.statement}"
            sources[key] = Source(key.title, url)
    return sources
