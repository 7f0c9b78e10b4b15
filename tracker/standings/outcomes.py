"""What was promised and what came of it, by region, indicator and year.

An adopted target and its approved figures go before what the reports say; a report's word counts once its match with
the indicator is confirmed. Growth is taken as published, never computed from two amounts.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from django.db.models import QuerySet

from reports.library.models import Comparator, Kind, Measure, Statement, address_in_text
from reports.organisation.models import Region, rights_of
from reports.organisation.rights import Rights
from reports.shared import display
from reports.shared.addresses import address_of
from reports.shared.people import apart_from_request
from reports.shared.prepared import VIEWS, Prepared
from reports.shared.units import in_unit
from tracker.evaluation import Status
from tracker.indicators.models import Indicator, IndicatorMatch
from tracker.standings.models import Standing
from tracker.standings.reading import Sign, all_hold, bring_up_to_date, latest_basis, sign_of
from tracker.targets.display import for_many, with_stretch
from tracker.targets.models import Target, may_read

if TYPE_CHECKING:
    from reports.shared.people import User

T = TypeVar("T")
Told = Callable[..., str]
"""A promise in words: `in_words` for many of them."""
YEAR_END = 12
NO_NUMBER = (Comparator.RELATIVE, Comparator.QUALITATIVE)
# What a total and a count of an indicator that adds up over the year have in common.
TOTALS = frozenset({Measure.LEVEL, Measure.QUANTITY})
# 下降0.9% is how reports write a growth of −0.9 %, and the other way round.
OPPOSITES = frozenset({Measure.GROWTH, Measure.DECLINE})


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


STATED = (
    "statement__report__region", "indicator", "statement__year", "statement__report", "statement__report__year",
    *(f"statement__{each}" for each in Stated._fields[5:]),
)  # fmt: skip


class Adopted(NamedTuple):
    """How an adopted target stands at the newest month of its year, without its row and that of its standing."""

    sign: Sign
    month: int
    completion: Decimal | None
    gap: Decimal | None
    gap_unit: str
    actual: Decimal | None
    actual_month: int | None
    pk: int
    region: int
    indicator: int
    year: int
    measure: str
    comparator: str
    value: Decimal | None
    value_high: Decimal | None
    unit: str
    standard: str
    stretch_value: Decimal | None
    frequency: str
    deadline: dt.date
    is_withdrawn: bool

    @property
    def key(self) -> Key:
        """The region, indicator and year of its promise."""
        return Key(self.region, self.indicator, self.year)


ADOPTED = (*Adopted._fields[1:7], *(f"target__{each}" for each in Adopted._fields[7:]))


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
    """A promised or reported figure: as published, where to find it, and as it is compared (None: not comparable).

    The address is one of ours, of a route and numbers: nothing in it needs escaping.
    """

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
    stand: Adopted | None = None
    others: tuple[Figure, ...] = ()

    @property
    def status(self) -> Status | None:
        """The status of the adopted target; None where the reports alone speak."""
        return self.stand.sign.status if self.stand else None


def wanted_of(indicator: Indicator) -> Wanted:
    """Return the measure and unit in which the catalogue says an indicator is usually promised."""
    return Wanted(indicator.measure, indicator.unit)


def outcomes(
    user: User, *, regions: Sequence[Region], indicators: Sequence[Indicator], years: Sequence[int], today: dt.date
) -> dict[Key, Outcome]:
    """Return what `user` may read of these regions, indicators and years. Two queries where all stand.

    Each target stands as at the latest month of its year that is over on `today`.
    """
    places = _Places(tuple(each.pk for each in regions), tuple(each.pk for each in indicators), tuple(years))
    adopted = _grouped((each.key, each) for each in _adopted_in(places, user, today))
    stated = _grouped((each.key, each) for each in _stated_in(places, user))
    wanted, told = {indicator.pk: wanted_of(indicator) for indicator in indicators}, for_many()
    return {
        key: _outcome(wanted[key.indicator], adopted.get(key, []), stated.get(key, []), told)
        for key in {**adopted, **stated}
    }


class _Places(NamedTuple):
    """The keys of regions and indicators, and the years."""

    regions: tuple[int, ...]
    indicators: tuple[int, ...]
    years: tuple[int, ...]

    def targets(self, user: User) -> QuerySet[Target]:
        own = Target.objects.for_user(user).filter(region__in=self.regions, indicator__in=self.indicators)
        return own.filter(year__in=self.years)


def _adopted_in(places: _Places, user: User, today: dt.date) -> Iterable[Adopted]:
    """How targets stand, each at the newest month of its year, withdrawn ones last."""
    basis = latest_basis(today)
    if not all_hold(basis):
        bring_up_to_date(places.targets(user), basis)

    @cache
    def sign(status: str, is_waiting: bool) -> Sign:
        return sign_of(Status(status), basis.palette, is_waiting=is_waiting)

    asked = _adopted_asked(apart_from_request(user), rights_of(user), places, today)
    return [Adopted(sign(status, is_waiting), *columns) for status, is_waiting, *columns in asked.rows()]


@lru_cache(VIEWS)
def _adopted_asked(user: User, _rights: Rights, places: _Places, today: dt.date) -> Prepared[Any]:
    rows = Standing.objects.filter(may_read(user, "target"), target__indicator__in=places.indicators).newest(today)
    rows = rows.filter(target__region__in=places.regions, target__year__in=places.years)
    return Prepared(
        rows.order_by("target__is_withdrawn", "target__number").values_list("status", "is_waiting", *ADOPTED)
    )


def _stated_in(places: _Places, user: User) -> Iterable[Stated]:
    """The confirmed statements, the report that is nearest to their year first, then in the order of the text."""
    return map(Stated._make, _stated_asked(apart_from_request(user), rights_of(user), places).rows())


@lru_cache(VIEWS)
def _stated_asked(user: User, _rights: Rights, places: _Places) -> Prepared[Any]:
    found = IndicatorMatch.objects.for_user(user).confirmed().filter(indicator__in=places.indicators)
    found = found.filter(statement__report__region__in=places.regions, statement__year__in=places.years)
    found = found.exclude(statement__state__in=[Statement.State.REJECTED, Statement.State.REMOVED])
    found = found.exclude(statement__kind=Kind.MILESTONE)
    return Prepared(found.order_by("statement__report__year", "statement__start").values_list(*STATED))


def _outcome(wanted: Wanted, adopted: Sequence[Adopted], stated: Sequence[Stated], told: Told) -> Outcome:
    stand = _best(wanted, adopted)
    promises = [each for each in stated if each.kind == Kind.TARGET and each.report_year == each.year]
    actuals = [each for each in stated if each.kind == Kind.ACTUAL and each.comparator not in NO_NUMBER]
    reported = _distinct([_figure(wanted, each, told) for each in actuals])
    filed = _filed(wanted, stand) if stand else None
    own = _promised(wanted, stand, told) if stand else None
    promised = own or next((_figure(wanted, each, told) for each in promises), None)
    actual = filed or next(iter(reported), None)
    others = tuple(each for each in reported if actual is None or each.value != actual.value)
    return Outcome(promised=promised, actual=actual, stand=stand, others=others)


def _best(wanted: Wanted, adopted: Sequence[Adopted]) -> Adopted | None:
    """The first target in the wanted measure, else the first; withdrawn ones come last."""

    def rank(each: Adopted) -> tuple[bool, bool]:
        return each.is_withdrawn, _comparable(wanted, each) is None

    return min(adopted, key=rank, default=None)


def _comparable(wanted: Wanted, promise: Adopted | Stated) -> Decimal | None:
    """The value of a promise or statement as it is compared: words and relations to others have none."""
    value = None if promise.comparator in NO_NUMBER else promise.value
    return wanted.value_of(promise.measure, promise.unit, value)


def _promised(wanted: Wanted, adopted: Adopted, told: Told) -> Figure:
    words = with_stretch(_words_of(adopted, adopted.standard, told), adopted.stretch_value, adopted.unit)
    return Figure(_comparable(wanted, adopted), words, address_of("target", adopted.pk))


def _filed(wanted: Wanted, adopted: Adopted) -> Figure | None:
    """The approved figure that decides; None where none does."""
    actual = adopted.actual
    if actual is None:
        return None
    value, words = wanted.value_of(adopted.measure, adopted.unit, actual), display.amount(actual, adopted.unit)
    return Figure(value, words, address_of("target", adopted.pk), adopted.actual_month or adopted.month)


def _figure(wanted: Wanted, stated: Stated, told: Told) -> Figure:
    return Figure(
        _comparable(wanted, stated),
        _words_of(stated, stated.evidence, told),
        address_in_text(stated.report, stated.pk),
        from_report=True,
        is_unreviewed=stated.state == Statement.State.OPEN,
    )


def _words_of(promise: Adopted | Stated, standard: str, told: Told) -> str:
    return told(
        measure=promise.measure,
        comparator=promise.comparator,
        value=promise.value,
        value_high=promise.value_high,
        unit=promise.unit,
        standard=standard,
    )


def _distinct(figures: Sequence[Figure]) -> list[Figure]:
    """Comparable figures first; of those that say the same only the first."""
    first: dict[Decimal | str, Figure] = {}
    for each in sorted(figures, key=lambda figure: figure.value is None):
        first.setdefault(each.words if each.value is None else each.value, each)
    return list(first.values())


def _grouped(pairs: Iterable[tuple[Key, T]]) -> dict[Key, list[T]]:
    groups: dict[Key, list[T]] = defaultdict(list)
    for key, each in pairs:
        groups[key].append(each)
    return groups
