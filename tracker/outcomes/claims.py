"""A statement of result against what is known: agrees, differs, known only of another place or year, not known.

The rules stand in numbered prose in this room's README. An alarm is dear: a figure only differs where the names are the
same to the letter or by the catalogue, and where both say of what they are part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import groupby
from operator import attrgetter

from reports.shared.units import in_unit
from tracker.evaluation.units import has_points
from tracker.outcomes.facts import Fact, value_as
from tracker.outcomes.likeness import Lookup, core, fact_likeness, same_counting

AGREES_FROM = 0.8
DIFFERS_FROM = 0.97
"""How like the names must be for a figure to confirm another, and to contradict it."""
ABOUT_POINTS = Decimal("0.5")
ABOUT_SHARE = Decimal("0.05")
SHORTEST = 3


ALIKE_BY = attrgetter(
    *(f"fact.{name}" for name in ("name", "indicator", "measure", "unit", "parent", "year", "region"))
)
"""What is the same of figures that follow one another, the months of a target: one comparison does for all of them."""


class Answer(StrEnum):
    """What is known of a statement of result."""

    DIFFERS = "differs"
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"
    AGREES = "agrees"


@dataclass(frozen=True, slots=True)
class Datum:
    """A known figure: `step` is how finely it was printed (None: exactly), `rank` how much it counts among others.

    `is_partial` says that it tells of the year so far: it may confirm what a year came to, but not contradict it.
    """

    fact: Fact
    step: Decimal | None = None
    rank: int = 0
    is_partial: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """A claim, what is known of it, and the datum that says so."""

    claim: Fact
    answer: Answer
    datum: Datum | None = None


Run = Sequence[Datum]


class Known:
    """All that is known, to check many claims against; `region` is the place that the claims speak of."""

    def __init__(self, data: Iterable[Datum], region: int | None) -> None:
        runs = [list(run) for _alike, run in groupby((each for each in data if each.fact.has_number), ALIKE_BY)]
        self._runs = {id(run[0].fact): run for run in runs}
        self._lookup = Lookup(run[0].fact for run in runs)
        self._region = region

    def check(self, claim: Fact) -> Checked:
        """Return what is known of one claim."""
        alike = list(self._alike(claim)) if claim.has_number else []
        own = [(datum, likeness) for run, likeness in alike if self._is_of(claim, run[0]) for datum in run]
        whole = [pair for pair in own if not pair[0].is_partial]
        return (
            self._first(claim, own, Answer.AGREES, lambda datum, _likeness: agrees(claim, datum))
            or self._first(claim, whole, Answer.DIFFERS, lambda datum, likeness: _contradicts(claim, datum, likeness))
            or self._elsewhere(claim, alike)
            or Checked(claim, Answer.UNKNOWN)
        )

    def _alike(self, claim: Fact) -> Iterator[tuple[Run, float]]:
        for first in self._lookup.near(claim):
            likeness = fact_likeness(claim, first)
            if likeness >= AGREES_FROM and _is_comparable(claim, first):
                yield self._runs[id(first)], likeness

    def _is_of(self, claim: Fact, datum: Datum) -> bool:
        return datum.fact.year == claim.year and datum.fact.region == self._region

    def _first(
        self,
        claim: Fact,
        found: Sequence[tuple[Datum, float]],
        answer: Answer,
        holds: Callable[[Datum, float], bool],
    ) -> Checked | None:
        fitting = [pair for pair in found if holds(*pair)]
        best = max(fitting, key=lambda pair: (pair[1], pair[0].rank), default=None)
        return Checked(claim, answer, best[0]) if best else None

    def _elsewhere(self, claim: Fact, found: Sequence[tuple[Run, float]]) -> Checked | None:
        """Of the same figure elsewhere first (last year's was copied), then of the own place, then of the next year."""
        sure = [
            (datum, likeness)
            for run, likeness in found
            if likeness >= DIFFERS_FROM and _same_part(claim, run[0].fact)
            for datum in run
            if datum.is_partial or not self._is_of(claim, datum)
        ]
        best = max(
            sure,
            key=lambda pair: (
                agrees(claim, pair[0]),
                pair[0].fact.region == self._region,
                -abs((pair[0].fact.year or 0) - (claim.year or 0)),
                pair[0].rank,
            ),
            default=None,
        )
        return Checked(claim, Answer.ELSEWHERE, best[0]) if best else None


def _is_comparable(claim: Fact, datum: Fact) -> bool:
    return same_counting(claim, datum) and value_as(datum, claim) is not None


def _contradicts(claim: Fact, datum: Datum, likeness: float) -> bool:
    says_enough = len(core(claim.name)) >= SHORTEST or claim.indicator is not None
    # 达到 is what there is, 新增 what came: where only one of both says so, neither contradicts the other.
    same_measure = claim.measure == datum.fact.measure or claim.indicator is not None
    return likeness >= DIFFERS_FROM and says_enough and same_measure and _same_part(claim, datum.fact)


def _same_part(claim: Fact, datum: Fact) -> bool:
    return core(claim.parent) == core(datum.parent) if claim.parent and datum.parent else claim.parent == datum.parent


def agrees(claim: Fact, datum: Datum) -> bool:
    """Tell whether a claim says what is known, as finely as it is printed: 33.2% is 33.18%, 约8000 is 7900.

    超5000亿元 agrees with 5202, but not with a figure below.
    """
    known = value_as(datum.fact, claim)
    if known is None or claim.value is None:
        return False
    far = abs(claim.value - known)
    if far <= _tolerance(claim, datum):
        return True
    if claim.comparator in ("ge", "gt"):
        return known > claim.value
    if claim.comparator in ("le", "lt"):
        return known < claim.value
    return claim.comparator == "approx" and far <= about(claim)


def about(claim: Fact) -> Decimal:
    """Return how far 约 or 左右 reaches: half a point for rates, a twentieth of anything else."""
    return ABOUT_POINTS if has_points(claim.unit) else abs(claim.value or Decimal(0)) * ABOUT_SHARE


def _tolerance(claim: Fact, datum: Datum) -> Decimal:
    """Half of the last printed decimal of the coarser of both; of a figure that is known exactly, of the claim."""
    steps = [step_of(claim.value)]
    if datum.step is not None and (step := in_unit(datum.step, datum.fact.unit, claim.unit)) is not None:
        steps.append(step)
    return max(steps) / 2


def step_of(value: Decimal | None) -> Decimal:
    """Return the worth of a number's last printed decimal: 0.1 for 33.2, 1 for 5000."""
    exponent = value.as_tuple().exponent if value is not None else 0
    return Decimal(1).scaleb(min(int(exponent), 0))
