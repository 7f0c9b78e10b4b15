"""What the levels above a region promised of the same indicators in a year, and the steps between them (层层加码).

A level's own target goes first, as the reader may see it; else what its report is known to say (reference figures).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from reports.library.models import Kind
from reports.organisation.models import Region
from reports.shared import display
from tracker.evaluation.units import gap_unit_of, has_points, points_per
from tracker.indicators.models import Indicator, ReferenceFigure
from tracker.standings.outcomes import Figure, Key, outcomes, wanted_of
from tracker.targets.display import in_words

if TYPE_CHECKING:
    from reports.shared.people import User

Known = Mapping[tuple[int, int, str], ReferenceFigure]


@dataclass(frozen=True)
class Rung:
    """What one level promised and reached; `step` is how far its promise lies from that of the next level above."""

    region: Region
    promised: Figure | None = None
    actual: Figure | None = None
    step: str = ""
    source: str = ""

    @property
    def is_known(self) -> bool:
        """Whether anything is known of this level."""
        return self.promised is not None or self.actual is not None


@dataclass(frozen=True)
class Ladder:
    """One indicator with a rung for each level, the highest first."""

    indicator: Indicator
    rungs: Sequence[Rung]


def levels_of(region: Region) -> list[Region]:
    """Return the region with all that stand above it, the country first."""
    chain = [region]
    while chain[0].parent is not None:
        chain.insert(0, chain[0].parent)
    return chain


def references_of(region: Region) -> list[ReferenceFigure]:
    """Return what is known of the region and of the levels above it, of all years. One query."""
    return list(ReferenceFigure.objects.filter(region__in=levels_of(region)).order_by())


def ladders(user: User, *, region: Region, year: int, known: Sequence[ReferenceFigure], today: dt.date) -> list[Ladder]:
    """Return the ladder of every headline indicator of which any level is known. Five queries.

    `known` are the reference figures of the levels (`references_of`).
    """
    levels, indicators = levels_of(region), list(Indicator.objects.headline())
    found = outcomes(user, regions=levels, indicators=indicators, years=[year], today=today)
    of_year = {(each.region_id, each.indicator_id, each.kind): each for each in known if each.year == year}
    made = []
    for indicator in indicators:
        rungs = []
        for level in levels:
            outcome = found.get(Key(level.pk, indicator.pk, year))
            own = (outcome.promised, outcome.actual) if outcome else (None, None)
            rungs.append(_rung(level, indicator, own, of_year))
        made.append(Ladder(indicator, _with_steps(rungs, wanted_of(indicator).unit)))
    return [each for each in made if any(rung.is_known for rung in each.rungs)]


def _rung(level: Region, indicator: Indicator, own: tuple[Figure | None, Figure | None], known: Known) -> Rung:
    promised, actual = own
    target = known.get((level.pk, indicator.pk, Kind.TARGET))
    result = known.get((level.pk, indicator.pk, Kind.ACTUAL))
    taken = [each for each, figure in ((target, promised), (result, actual)) if each and figure is None]
    return Rung(
        region=level,
        promised=promised or (_figure(indicator, target) if target else None),
        actual=actual or (_figure(indicator, result) if result else None),
        source=_("; ").join(dict.fromkeys(_source(each) for each in taken)),
    )


def _figure(indicator: Indicator, reference: ReferenceFigure) -> Figure:
    value = wanted_of(indicator).value_of(reference.measure, reference.unit, reference.value)
    words = in_words(
        measure=reference.measure, comparator=reference.comparator, value=reference.value, unit=reference.unit
    )
    noted = _("%(words)s (%(note)s)") % {"words": words, "note": reference.note} if reference.note else words
    return Figure(value, noted, "", from_report=True)


def _source(reference: ReferenceFigure) -> str:
    words = _("work report %(year)s") % {"year": reference.report_year}
    if reference.reported_on is None:
        return words
    return _("%(report)s of %(day)s") % {"report": words, "day": display.day(reference.reported_on)}


def _with_steps(rungs: Sequence[Rung], unit: str) -> list[Rung]:
    """Say how far each promise lies from the nearest one above it; amounts of places of different size have no step."""
    above: Decimal | None = None
    stepped = []
    for rung in rungs:
        value = rung.promised.value if rung.promised else None
        step = _step(value - above, unit) if value is not None and above is not None and has_points(unit) else ""
        stepped.append(Rung(rung.region, rung.promised, rung.actual, step, rung.source))
        above = above if value is None else value
    return stepped


def _step(difference: Decimal, unit: str) -> str:
    if not difference:
        return _("the same")
    return display.gap(difference * points_per(unit), gap_unit_of(unit))
