"""Districts in the order of one indicator: who is where, who moved, and who cannot be ranked and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.library.models import Measure
from reports.organisation.models import Region
from tracker.evaluation import Direction, Ranked, Ranking, RankRow, rank
from tracker.evaluation.periods import calendar_of
from tracker.indicators.models import Indicator
from tracker.progress.judgement import Judged, judge_row
from tracker.standings.outcomes import Outcome, Wanted, wanted_of
from tracker.verdicts.labels import STATUS_LABELS

FALLS = frozenset({Measure.DECLINE, Measure.DECREASE})
NOTHING_KNOWN = _("no target and no figure")
NO_FIGURE = _("no figure")
OTHER_MEASURE = _("given in another measure or unit")
NO_COMPLETION = _("no completion rate")


@dataclass(frozen=True)
class Yardstick:
    """What a ranking goes by: how to take it from a verdict, and from an outcome that may be a report's word alone."""

    code: str
    label: str | Promise
    of_judged: Callable[[Judged, Wanted], Decimal | None]
    of_outcome: Callable[[Outcome], Decimal | None]


def _actual_of(judged: Judged, wanted: Wanted) -> Decimal | None:
    target = judged.target
    return wanted.value_of(target.measure, target.unit, judged.verdict.actual)


ACTUAL = Yardstick("actual", _("actual"), _actual_of, lambda outcome: outcome.actual.value if outcome.actual else None)
COMPLETION = Yardstick(
    "completion",
    _("completion rate"),
    lambda judged, _wanted: judged.verdict.completion,
    lambda outcome: outcome.judged.verdict.completion if outcome.judged else None,
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


def rank_districts(
    regions: Sequence[Region], outcomes: Mapping[int, Outcome], indicator: Indicator, yardstick: Yardstick
) -> DistrictRanking:
    """Rank regions by their outcome of one indicator; `outcomes` under the regions' numbers. No query.

    The move counts ranks since the period before the one that is shown.
    """
    wanted = wanted_of(indicator)
    rows = []
    for region in regions:
        outcome = outcomes.get(region.pk, Outcome())
        rows.append(RankRow(region, yardstick.of_outcome(outcome), _previous(outcome, yardstick, wanted)))
    higher = yardstick is COMPLETION or higher_is_better(indicator)
    ranking = rank(rows, higher_is_better=higher)
    reasons = [Excluded(region, _reason(outcomes.get(region.pk), yardstick)) for region in ranking.excluded]
    return DistrictRanking(ranking, reasons, higher)


def higher_is_better(indicator: Indicator) -> bool:
    """Tell whether more is better in the indicator's usual measure: a fall that is promised is better the larger."""
    return (indicator.direction == Direction.HIGHER) != (indicator.measure in FALLS)


def _previous(outcome: Outcome, yardstick: Yardstick, wanted: Wanted) -> Decimal | None:
    """The same one period earlier; None where the figures of the system do not tell."""
    judged = outcome.judged
    if judged is None or outcome.actual is None or outcome.actual.from_report:
        return None
    earlier = [month for month in calendar_of(judged.terms) if month < outcome.actual.month]
    if not earlier:
        return None
    before = judge_row(judged.target, judged.figures, replace(judged.basis, month=earlier[-1]))
    return yardstick.of_judged(before, wanted) if before.verdict.actual_month == earlier[-1] else None


def _reason(outcome: Outcome | None, yardstick: Yardstick) -> str | Promise:
    if outcome is None:
        return NOTHING_KNOWN
    if outcome.actual is None:
        return STATUS_LABELS[outcome.status] if outcome.status else NO_FIGURE
    return NO_COMPLETION if yardstick is COMPLETION else OTHER_MEASURE
