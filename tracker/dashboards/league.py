"""A league table (赛马): districts by several indicators together, with the arithmetic of every score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.organisation.models import Region
from reports.shared import display
from tracker.evaluation import Ranked, Ranking, RankRow, rank
from tracker.evaluation.scoring import Result, Scoring, Total, scores_of, totals_of
from tracker.indicators.models import Indicator
from tracker.standings.leagues import Results
from tracker.standings.rankings import higher_is_better

LABELS: Mapping[Scoring, str | Promise] = {
    Scoring.CAPPED: _("completion, capped"),
    Scoring.EFFICACY: _("efficacy coefficient"),
    Scoring.PLACES: _("by place"),
    Scoring.POINTS: _("points above or below"),
}
RULES: Mapping[Scoring, str | Promise] = {
    Scoring.CAPPED: _("Weight × completion rate, no more than the weight; without a rate all if kept, else nothing."),
    Scoring.EFFICACY: _("Weight × (60% + 40% × distance from the last ÷ distance of the first from the last)."),
    Scoring.PLACES: _("The first has the whole weight; each place costs 5% of it."),
    Scoring.POINTS: _("80% of the weight for what is promised; each percentage point more or less is 0.5% of it."),
}


class Part(NamedTuple):
    """How one indicator's score came about; `points` is None where it could not be scored."""

    indicator: str
    value: str
    basis: str
    weight: Decimal
    points: Decimal | None


@dataclass(frozen=True)
class Line:
    """A district in the table, with the parts that its score is made of; without a rank there is none."""

    region: Region
    ranked: Ranked[int] | None
    coverage: Decimal
    parts: Sequence[Part]


@dataclass(frozen=True)
class League:
    """The table: ranked lines first to last, and those that cannot be ranked."""

    ranking: Ranking[int]
    lines: Sequence[Line]
    unranked: Sequence[Line]


@dataclass(frozen=True)
class Column:
    """An indicator with its weight and what every district reached in it."""

    key: str
    name: str
    unit: str
    weight: Decimal
    results: Mapping[int, Result[int]]

    def part_of(self, total: Total[int]) -> Part:
        """Return how the indicator's share of a district's points came about."""
        result = self.results[total.key]
        value = display.amount(result.value, self.unit)
        return Part(self.name, value, _basis(result), self.weight, total.scores[self.key].points)


def league_of(
    results: Results, month: int, *, regions: Sequence[Region], weights: Mapping[Indicator, Decimal], scoring: Scoring
) -> League:
    """Return the league table of a month; the move is that since the month before, if `results` hold it."""
    now = _totals(results[month], weights, scoring)
    before = _totals(results.get(month - 1, {}), weights, scoring)
    rows = [RankRow(each.pk, _value(now, each), _value(before, each)) for each in regions]
    ranking = rank(rows, higher_is_better=True)
    ranked = {each.key: each for each in ranking.ranks}
    columns = [_column(each, weight, results[month][each.pk]) for each, weight in weights.items()]
    lines = [_line(each, ranked.get(each.pk), now[each.pk], columns) for each in regions]
    order = sorted((line for line in lines if line.ranked), key=lambda line: line.ranked.rank if line.ranked else 0)
    return League(ranking, order, [line for line in lines if not line.ranked])


def _totals(
    of_month: Mapping[int, Sequence[Result[int]]], weights: Mapping[Indicator, Decimal], scoring: Scoring
) -> dict[int, Total[int]]:
    if not of_month:
        return {}
    shares = {
        str(each.pk): scores_of(of_month[each.pk], scoring, higher_is_better=higher_is_better(each)) for each in weights
    }
    totals = totals_of(shares, {str(each.pk): weight for each, weight in weights.items()})
    return {each.key: each for each in totals}


def _value(totals: Mapping[int, Total[int]], region: Region) -> Decimal | None:
    return totals[region.pk].value if region.pk in totals else None


def _column(indicator: Indicator, weight: Decimal, results: Sequence[Result[int]]) -> Column:
    of_regions = {each.key: each for each in results}
    return Column(str(indicator.pk), indicator.label, indicator.unit, weight, of_regions)


def _line(region: Region, ranked: Ranked[int] | None, total: Total[int], columns: Sequence[Column]) -> Line:
    return Line(region, ranked, total.coverage, [each.part_of(total) for each in columns] if ranked else ())


def _basis(result: Result[int]) -> str:
    """The completion rate, else the gap, that the score goes by; blank where neither is known."""
    if result.completion is not None:
        return display.percent(result.completion)
    return "" if result.gap is None else display.gap(result.gap, result.gap_unit)
