"""A league table (赛马): districts by several indicators together, with the arithmetic of every score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

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


@dataclass(frozen=True)
class Part:
    """How one indicator's score came about; `points` is None where it could not be scored."""

    indicator: Indicator
    value: str
    basis: str
    weight: Decimal
    points: Decimal | None


@dataclass(frozen=True)
class Line:
    """A district in the table, with the parts that its score is made of."""

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


def league_of(
    results: Results, month: int, *, regions: Sequence[Region], weights: Mapping[Indicator, Decimal], scoring: Scoring
) -> League:
    """Return the league table of a month; the move is that since the month before, if `results` hold it."""
    now = _totals(results[month], weights, scoring)
    before = _totals(results.get(month - 1, {}), weights, scoring)
    rows = [RankRow(each.pk, _value(now, each), _value(before, each)) for each in regions]
    ranking = rank(rows, higher_is_better=True)
    ranked = {each.key: each for each in ranking.ranks}
    lines = [_line(each, ranked.get(each.pk), now, results[month], weights) for each in regions]
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


def _line(
    region: Region,
    ranked: Ranked[int] | None,
    totals: Mapping[int, Total[int]],
    of_month: Mapping[int, Sequence[Result[int]]],
    weights: Mapping[Indicator, Decimal],
) -> Line:
    total = totals[region.pk]
    parts = [_part(each, region, of_month[each.pk], total, weight) for each, weight in weights.items()]
    return Line(region, ranked, total.coverage, parts)


def _part(
    indicator: Indicator, region: Region, results: Sequence[Result[int]], total: Total[int], weight: Decimal
) -> Part:
    result = next(each for each in results if each.key == region.pk)
    if result.completion is not None:
        basis = display.percent(result.completion)
    else:
        basis = "" if result.gap is None else display.gap(result.gap, result.gap_unit)
    score = total.scores[str(indicator.pk)]
    return Part(indicator, display.amount(result.value, indicator.unit), basis, weight, score.points)
