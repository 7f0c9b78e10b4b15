"""What was promised and what came of it, by region, indicator and year.

An adopted target and its approved figures go before what the reports say; a report's word counts once its match with
the indicator is confirmed. Growth is taken as published, never computed from two amounts.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from django.db.models import QuerySet

from reports.library.models import Comparator, Kind, Measure, Statement, address_in_text
from reports.organisation.models import Region
from reports.shared import display
from reports.shared.prefetching import all_but
from reports.shared.units import in_unit
from tracker.evaluation import Status
from tracker.indicators.models import Indicator, IndicatorMatch
from tracker.standings.models import Standing
from tracker.standings.reading import Stand, latest_basis, standings_of
from tracker.targets.display import in_words, target_in_words
from tracker.targets.models import Target

if TYPE_CHECKING:
    from reports.shared.people import User

T = TypeVar("T")
YEAR_END = 12
NO_NUMBER = (Comparator.RELATIVE, Comparator.QUALITATIVE)
# What a total and a count of an indicator that adds up over the year have in common.
TOTALS = frozenset({Measure.LEVEL, Measure.QUANTITY})
# 下降0.9% is how reports write a growth of −0.9 %, and the other way round.
OPPOSITES = frozenset({Measure.GROWTH, Measure.DECLINE})

UNREAD = all_but(
    Target, "region", "year", "number", "name", "indicator", "target_class", "measure", "comparator", "value",
    "value_high", "unit", "standard", "stretch_value", "accumulates", "direction", "frequency", "deadline",
    "is_withdrawn", of="target",
)  # fmt: skip


class Key(NamedTuple):
    """One region, indicator and year."""

    region: int
    indicator: int
    year: int


class Stated(NamedTuple):
    """What a confirmed statement says, without its row: a table of districts reads hundreds of them."""

    region: int
    indicator: int
    year: int
    report: int
    report_year: int
    pk: int
    kind: str
    measure: str
    comparator: str
    value: Decimal | None
    value_high: Decimal | None
    unit: str
    evidence: str
    state: str

    @property
    def key(self) -> Key:
        """The region, indicator and year that it speaks of."""
        return Key(self.region, self.indicator, self.year)


COLUMNS = (
    "statement__report__region", "indicator", "statement__year", "statement__report", "statement__report__year",
    *(f"statement__{each}" for each in Stated._fields[5:]),
)  # fmt: skip


@dataclass(frozen=True)
class Wanted:
    """The measure and unit that figures are compared in."""

    measure: str
    unit: str

    def value_of(self, measure: str, unit: str, value: Decimal | None) -> Decimal | None:
        """Return a figure in this measure and unit; None where it measures something else."""
        if value is None:
            return None
        if measure == self.measure or {measure, self.measure} <= TOTALS:
            return in_unit(value, unit, self.unit)
        return in_unit(-value, unit, self.unit) if {measure, self.measure} == OPPOSITES else None


@dataclass(frozen=True)
class Figure:
    """A promised or reported figure: as published, where to find it, and as it is compared (None: not comparable)."""

    value: Decimal | None
    words: str
    url: str
    month: int = YEAR_END
    from_report: bool = False
    is_unreviewed: bool = False

    @property
    def is_whole_year(self) -> bool:
        """Whether it is the figure of the whole year, not that of its first months."""
        return self.month == YEAR_END


@dataclass(frozen=True)
class Outcome:
    """A promise and what came of it; `others` are reported figures that contradict the one shown."""

    promised: Figure | None = None
    actual: Figure | None = None
    stand: Stand | None = None
    others: tuple[Figure, ...] = ()

    @property
    def status(self) -> Status | None:
        """The status of the adopted target; None where the reports alone speak."""
        return self.stand.status if self.stand else None


def wanted_of(indicator: Indicator) -> Wanted:
    """Return the measure and unit in which the catalogue says an indicator is usually promised."""
    return Wanted(indicator.measure, indicator.unit)


def outcomes(
    user: User, *, regions: Sequence[Region], indicators: Sequence[Indicator], years: Sequence[int], today: dt.date
) -> dict[Key, Outcome]:
    """Return what `user` may read of these regions, indicators and years. Four queries.

    Each target stands as at the latest month of its year that is over on `today`.
    """
    places = {"region__in": regions, "indicator__in": indicators, "year__in": years}
    targets = Target.objects.for_user(user).filter(**places)
    adopted = _grouped((_key_of(each.standing.target), each) for each in _stands(targets, today))
    stated = _grouped((each.key, each) for each in _stated_of(user, regions, indicators, years))
    wanted = {indicator.pk: wanted_of(indicator) for indicator in indicators}
    return {
        key: _outcome(wanted[key.indicator], adopted.get(key, []), stated.get(key, [])) for key in {**adopted, **stated}
    }


def _stands(targets: QuerySet[Target], today: dt.date) -> Iterable[Stand]:
    """How targets stand, each at the newest month of its year, withdrawn ones last."""
    basis = latest_basis(today)
    rows = standings_of(targets, basis).select_related("target").defer(*UNREAD)
    rows = rows.order_by("target__is_withdrawn", "target__number")
    return [Stand(row, replace(basis, month=row.month)) for row in rows]


def _stated_of(
    user: User, regions: Sequence[Region], indicators: Sequence[Indicator], years: Sequence[int]
) -> Iterable[Stated]:
    """The confirmed statements, the report that is nearest to their year first, then in the order of the text."""
    found = IndicatorMatch.objects.for_user(user).confirmed().filter(indicator__in=indicators)
    found = found.filter(statement__report__region__in=regions, statement__year__in=years)
    found = found.exclude(statement__state__in=[Statement.State.REJECTED, Statement.State.REMOVED])
    found = found.exclude(statement__kind=Kind.MILESTONE)
    return map(Stated._make, found.order_by("statement__report__year", "statement__start").values_list(*COLUMNS))


def _outcome(wanted: Wanted, adopted: Sequence[Stand], stated: Sequence[Stated]) -> Outcome:
    stand = _best(wanted, adopted)
    promises = [each for each in stated if each.kind == Kind.TARGET and each.report_year == each.year]
    actuals = [each for each in stated if each.kind == Kind.ACTUAL and each.comparator not in NO_NUMBER]
    reported = _distinct([_figure(wanted, each) for each in actuals])
    filed = _filed(wanted, stand.standing) if stand else None
    own = _adopted(wanted, stand.standing.target) if stand else None
    promised = own or next((_figure(wanted, each) for each in promises), None)
    actual = filed or next(iter(reported), None)
    others = tuple(each for each in reported if actual is None or each.value != actual.value)
    return Outcome(promised=promised, actual=actual, stand=stand, others=others)


def _best(wanted: Wanted, adopted: Sequence[Stand]) -> Stand | None:
    """The first target in the wanted measure, else the first; withdrawn ones come last."""

    def rank(stand: Stand) -> tuple[bool, bool]:
        target = stand.standing.target
        return target.is_withdrawn, _comparable(wanted, target) is None

    return min(adopted, key=rank, default=None)


def _comparable(wanted: Wanted, promise: Target | Stated) -> Decimal | None:
    """The value of a promise or statement as it is compared: words and relations to others have none."""
    value = None if promise.comparator in NO_NUMBER else promise.value
    return wanted.value_of(promise.measure, promise.unit, value)


def _adopted(wanted: Wanted, target: Target) -> Figure:
    return Figure(_comparable(wanted, target), target_in_words(target), target.get_absolute_url())


def _filed(wanted: Wanted, standing: Standing) -> Figure | None:
    """The approved figure that decides; None where none does."""
    actual, target = standing.actual, standing.target
    if actual is None:
        return None
    value = wanted.value_of(target.measure, target.unit, actual)
    words = display.amount(actual, target.unit)
    return Figure(value, words, target.get_absolute_url(), standing.actual_month or standing.month)


def _figure(wanted: Wanted, stated: Stated) -> Figure:
    words = in_words(
        measure=stated.measure,
        comparator=stated.comparator,
        value=stated.value,
        value_high=stated.value_high,
        unit=stated.unit,
        standard=stated.evidence,
    )
    return Figure(
        _comparable(wanted, stated),
        words,
        address_in_text(stated.report, stated.pk),
        from_report=True,
        is_unreviewed=stated.state == Statement.State.OPEN,
    )


def _distinct(figures: Sequence[Figure]) -> list[Figure]:
    """Comparable figures first; of those that say the same only the first."""
    first: dict[Decimal | str, Figure] = {}
    for each in sorted(figures, key=lambda figure: figure.value is None):
        first.setdefault(each.words if each.value is None else each.value, each)
    return list(first.values())


def _key_of(target: Target) -> Key:
    return Key(target.region_id, target.indicator_id or 0, target.year)


def _grouped(pairs: Iterable[tuple[Key, T]]) -> dict[Key, list[T]]:
    groups: dict[Key, list[T]] = defaultdict(list)
    for key, each in pairs:
        groups[key].append(each)
    return groups
