"""Districts in the order of one indicator: who is where, who moved, and who cannot be ranked and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.db.models import F
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.library.models import Measure
from reports.organisation.models import Region
from tracker.evaluation import FALLS, Direction, Frequency, Ranked, Ranking, RankRow, rank
from tracker.evaluation.periods import calendar
from tracker.indicators.models import Indicator
from tracker.standings.models import Standing
from tracker.standings.outcomes import Adopted, Outcome, Wanted, wanted_of
from tracker.verdicts.labels import STATUS_LABELS

NOTHING_KNOWN = _("no target and no figure")
NO_FIGURE = _("no figure")
OTHER_MEASURE = _("given in another measure or unit")
NO_COMPLETION = _("no completion rate")


class Earlier(NamedTuple):
    """How a target stood one period before."""

    target: int
    month: int
    completion: Decimal | None
    actual: Decimal | None
    measure: str
    unit: str


@dataclass(frozen=True)
class Yardstick:
    """What a ranking goes by: how to take it from a period before, and from an outcome, maybe a report's word alone."""

    code: str
    label: str | Promise
    of_earlier: Callable[[Earlier, Wanted], Decimal | None]
    of_outcome: Callable[[Outcome], Decimal | None]


def _actual_of(earlier: Earlier, wanted: Wanted) -> Decimal | None:
    return wanted.value_of(earlier.measure, earlier.unit, earlier.actual)


ACTUAL = Yardstick("actual", _("actual"), _actual_of, lambda outcome: outcome.actual.value if outcome.actual else None)
COMPLETION = Yardstick(
    "completion",
    _("completion rate"),
    lambda earlier, _wanted: earlier.completion,
    lambda outcome: outcome.stand.completion if outcome.stand else None,
)
YARDSTICKS = {each.code: each for each in (ACTUAL, COMPLETION)}


@dataclass(frozen=True)
class Excluded:
    """A district that cannot be ranked, and why."""

    region: Region
    reason: str | Promise


@dataclass(frozen=True)
class DistrictRanking:
    """The ranking with its districts, and those that it leaves out."""

    ranking: Ranking[Region]
    excluded: Sequence[Excluded]
    higher_is_better: bool

    @property
    def ranks(self) -> Sequence[Ranked[Region]]:
        """The ranks, first to last."""
        return self.ranking.ranks

    @property
    def in_order(self) -> list[Region]:
        """All districts: those with a rank, first to last, then the others."""
        return [*(each.key for each in self.ranks), *self.ranking.excluded]


def rank_districts(
    regions: Sequence[Region], outcomes: Mapping[int, Outcome], indicator: Indicator, yardstick: Yardstick
) -> DistrictRanking:
    """Rank regions by their outcome of one indicator; `outcomes` under the regions' numbers. One query.

    The move counts ranks since the period before the one that is shown.
    """
    wanted = wanted_of(indicator)
    earlier = _one_period_earlier(outcomes.values())
    rows = []
    for region in regions:
        outcome = outcomes.get(region.pk, Outcome())
        before = earlier.get(outcome.stand.pk) if outcome.stand else None
        value = yardstick.of_earlier(before, wanted) if before else None
        rows.append(RankRow(region, yardstick.of_outcome(outcome), value))
    higher = yardstick is COMPLETION or higher_is_better(indicator)
    ranking = rank(rows, higher_is_better=higher)
    reasons = [Excluded(region, _reason(outcomes.get(region.pk), yardstick)) for region in ranking.excluded]
    return DistrictRanking(ranking, reasons, higher)


def higher_is_better(indicator: Indicator) -> bool:
    """Tell whether more is better in the indicator's usual measure: a fall that is promised is better the larger."""
    if indicator.measure == Measure.RANK:
        return False
    return (indicator.direction == Direction.HIGHER) != (indicator.measure in FALLS)


def _one_period_earlier(outcomes: Iterable[Outcome]) -> dict[int, Earlier]:
    """How the targets behind approved figures stood one period before, under their numbers.

    Left out are those whose figure for that period is not there: a move from an older one would be none.
    """
    months = {
        outcome.stand.pk: _month_before(outcome.stand, outcome.actual.month)
        for outcome in outcomes
        if outcome.stand and outcome.actual and not outcome.actual.from_report
    }
    asked = {month for month in months.values() if month is not None}
    rows = Standing.objects.filter(target__in=months, month__in=asked, actual_month=F("month")).order_by()
    found = map(Earlier._make, rows.values_list(*Earlier._fields[:4], "target__measure", "target__unit"))
    return {each.target: each for each in found if each.month == months[each.target]}


def _month_before(adopted: Adopted, month: int) -> int | None:
    """The newest month before this one for which a figure exists."""
    earlier = calendar(Frequency(adopted.frequency), adopted.deadline, adopted.year)
    return max((each for each in earlier if each < month), default=None)


def _reason(outcome: Outcome | None, yardstick: Yardstick) -> str | Promise:
    if outcome is None:
        return NOTHING_KNOWN
    if outcome.actual is None:
        return STATUS_LABELS[outcome.status] if outcome.status else NO_FIGURE
    return NO_COMPLETION if yardstick is COMPLETION else OTHER_MEASURE
