"""League tables of several indicators: published ways of turning figures into points.

Sources: 完成率封顶 贵阳 (score = weight × completion, no more than the weight); 功效系数 临沂 2012 (60 % of the weight
for the last, all of it for the first); 争先进位 (the first has all, each place costs 5 %); 加减分 (80 % of the
weight, and half a per cent of it for each point above or below the promise).
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from enum import StrEnum
from typing import Generic, TypeVar

from reports.shared.units import PERCENTAGE_POINTS
from tracker.evaluation.ranking import RankRow, rank

K = TypeVar("K", bound=Hashable)
ONE, NOTHING = Decimal(1), Decimal(0)
FLOOR = Decimal("0.6")
"""What the last still has by 功效系数."""
STEP = Decimal("0.05")
"""What a place costs by 争先进位."""
BASE, PER_POINT = Decimal("0.8"), Decimal("0.005")
"""What meeting the promise exactly gives by 加减分, and what a point more or less does."""
RANKED_FROM = Decimal("0.5")
"""The share of all weights that must be scored for a place: who has half a table is not compared."""


class Scoring(StrEnum):
    """A published way of scoring."""

    CAPPED = "capped"
    EFFICACY = "efficacy"
    PLACES = "places"
    POINTS = "points"


@dataclass(frozen=True)
class Result(Generic[K]):
    """What one candidate reached in one indicator.

    `value` in the indicator's unit, `completion` of the year's promise (0.8 is 80 %) where there is such a share, `gap`
    to the promise or the schedule, positive when good, in `gap_unit`; `met` whether the promise is kept at present.
    None is not known.
    """

    key: K
    value: Decimal | None
    completion: Decimal | None = None
    gap: Decimal | None = None
    gap_unit: str = ""
    met: bool = False


@dataclass(frozen=True)
class Score:
    """Points of one candidate in one indicator: a share of the weight (0 to 1), None where it cannot be scored."""

    share: Decimal | None
    weight: Decimal

    @property
    def points(self) -> Decimal | None:
        """The points: share × weight."""
        return None if self.share is None else self.share * self.weight


@dataclass(frozen=True)
class Total(Generic[K]):
    """A candidate's points over all indicators, as per cent of the weights that could be scored.

    `coverage` is the share of all weights that could; `value` is None where that is less than half.
    """

    key: K
    value: Decimal | None
    coverage: Decimal
    scores: Mapping[str, Score]


def scores_of(results: Sequence[Result[K]], scoring: Scoring, *, higher_is_better: bool) -> dict[K, Decimal | None]:
    """Return the share of the weight (0 to 1) that each candidate has in one indicator, None where it has none.

    Raises ValueError when a key comes twice.
    """
    with localcontext(prec=28):
        return _WAYS[scoring](results, higher_is_better)


def totals_of(shares: Mapping[str, Mapping[K, Decimal | None]], weights: Mapping[str, Decimal]) -> list[Total[K]]:
    """Add up what candidates have in each indicator (by its name, with its weight): Σ points ÷ Σ weights that count.

    Raises ValueError for a weight of zero or less.
    """
    if any(weight <= 0 for weight in weights.values()):
        raise ValueError("A weight must be greater than zero.")
    keys = list(dict.fromkeys(key for each in shares.values() for key in each))
    with localcontext(prec=28):
        return [_total(key, shares, weights) for key in keys]


def _total(key: K, shares: Mapping[str, Mapping[K, Decimal | None]], weights: Mapping[str, Decimal]) -> Total[K]:
    scores = {name: Score(of.get(key), weights[name]) for name, of in shares.items()}
    counted = [each for each in scores.values() if each.points is not None]
    weight = sum((each.weight for each in counted), NOTHING)
    coverage = weight / sum(weights.values(), NOTHING)
    points = sum((each.points or NOTHING for each in counted), NOTHING)
    value = points / weight * 100 if counted and coverage >= RANKED_FROM else None
    return Total(key, value, coverage, scores)


def _capped(results: Sequence[Result[K]], _higher: bool) -> dict[K, Decimal | None]:
    """Where there is no completion rate the promise is kept or not: all or nothing (目标完成计分法)."""

    def share(result: Result[K]) -> Decimal | None:
        if result.completion is not None:
            return min(max(result.completion, NOTHING), ONE)
        return None if result.value is None else ONE if result.met else NOTHING

    return {each.key: share(each) for each in results}


def _by_efficacy(results: Sequence[Result[K]], higher: bool) -> dict[K, Decimal | None]:
    values = [each.value for each in results if each.value is not None]
    if not values:
        return dict.fromkeys((each.key for each in results), None)
    worst, best = (min(values), max(values)) if higher else (max(values), min(values))

    def share(value: Decimal | None) -> Decimal | None:
        if value is None:
            return None
        return ONE if best == worst else FLOOR + (ONE - FLOOR) * (value - worst) / (best - worst)

    return {each.key: share(each.value) for each in results}


def _by_place(results: Sequence[Result[K]], higher: bool) -> dict[K, Decimal | None]:
    ranking = rank([RankRow(each.key, each.value) for each in results], higher_is_better=higher)
    shares: dict[K, Decimal | None] = dict.fromkeys(ranking.excluded)
    return shares | {each.key: max(ONE - STEP * (each.rank - 1), NOTHING) for each in ranking.ranks}


def _by_points(results: Sequence[Result[K]], _higher: bool) -> dict[K, Decimal | None]:
    """Only a gap in points tells how many points more or less there are."""

    def share(result: Result[K]) -> Decimal | None:
        if result.gap is None or not result.gap_unit.endswith(PERCENTAGE_POINTS):
            return None
        return min(max(BASE + PER_POINT * result.gap, NOTHING), ONE)

    return {each.key: share(each) for each in results}


_WAYS: Mapping[Scoring, Callable[[Sequence[Result[K]], bool], dict[K, Decimal | None]]] = {
    Scoring.CAPPED: _capped,
    Scoring.EFFICACY: _by_efficacy,
    Scoring.PLACES: _by_place,
    Scoring.POINTS: _by_points,
}
