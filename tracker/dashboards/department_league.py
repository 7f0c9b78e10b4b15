"""A league table of a region's departments: each by its own targets, weighted as in the task table.

The rule is that of 完成率封顶: weight × completion rate, no more than the weight; a target without a rate has all of
its weight if it is on course, else nothing. What nobody reported or what is not due yet is not scored: filing
discipline has a table of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.organisation.models import Department
from tracker.evaluation import Ranked, Ranking, RankRow, Status, rank
from tracker.evaluation.scoring import Result, Scoring, Total, scores_of, totals_of
from tracker.standings.reading import Stand

NOT_SCORED = frozenset({Status.UNREPORTED})


@dataclass(frozen=True)
class TargetPart:
    """What one target gave: its share of the weight (None: not scored) and the points."""

    stand: Stand
    weight: Decimal
    points: Decimal | None


@dataclass(frozen=True)
class DepartmentLine:
    """A department in the table, with the targets that its score is made of."""

    department: Department
    ranked: Ranked[int] | None
    coverage: Decimal
    parts: Sequence[TargetPart]

    @property
    def n_scored(self) -> int:
        """How many of its targets could be scored."""
        return sum(part.points is not None for part in self.parts)


@dataclass(frozen=True)
class DepartmentLeague:
    """The table: ranked lines first to last, and those that cannot be ranked."""

    ranking: Ranking[int]
    lines: Sequence[DepartmentLine]
    unranked: Sequence[DepartmentLine]


def department_league_of(now: Sequence[Stand], before: Iterable[Stand]) -> DepartmentLeague:
    """Return the table of a month; the move is that since the stands `before`."""
    own, earlier = _by_lead(now), {pk: _total(stands).value for pk, stands in _by_lead(before).items()}
    totals = {pk: _total(stands) for pk, stands in own.items()}
    ranking = rank([RankRow(pk, total.value, earlier.get(pk)) for pk, total in totals.items()], higher_is_better=True)
    ranked = {each.key: each for each in ranking.ranks}
    lines = [_line(stands, ranked.get(pk), totals[pk]) for pk, stands in own.items()]
    order = sorted((line for line in lines if line.ranked), key=lambda line: line.ranked.rank if line.ranked else 0)
    return DepartmentLeague(ranking, order, [line for line in lines if not line.ranked])


def _by_lead(stands: Iterable[Stand]) -> dict[int, list[Stand]]:
    """The targets that weigh something, by who leads them."""
    found: dict[int, list[Stand]] = defaultdict(list)
    for stand in stands:
        if stand.standing.target.weight > 0:
            found[stand.standing.lead_id].append(stand)
    return found


def _total(stands: Sequence[Stand]) -> Total[int]:
    """Points over weights of one department, as a league of one."""
    lead = stands[0].standing.lead_id
    shares = {str(stand.standing.target_id): {lead: _share(stand)} for stand in stands}
    weights = {str(stand.standing.target_id): stand.standing.target.weight for stand in stands}
    return totals_of(shares, weights)[0]


def _share(stand: Stand) -> Decimal | None:
    if not stand.status.counts or stand.status in NOT_SCORED:
        return None
    result = Result(0, value=Decimal(0), completion=stand.completion, met=stand.status.is_good)
    return scores_of([result], Scoring.CAPPED, higher_is_better=True)[0]


def _line(stands: Sequence[Stand], ranked: Ranked[int] | None, total: Total[int]) -> DepartmentLine:
    parts = [
        TargetPart(stand, stand.standing.target.weight, total.scores[str(stand.standing.target_id)].points)
        for stand in stands
    ]
    return DepartmentLine(stands[0].standing.lead, ranked, total.coverage, parts)
