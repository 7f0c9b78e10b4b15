"""Where a promise is heading: the figure at the year's end if things go on as they do, and what it would take.

Rule 35. Only what is worked off over the year has a projection; what is compared directly has none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from tracker.evaluation.case import Case
from tracker.evaluation.course import course_of

YEARS_NEEDED = 2
"""Earlier years from which on their course is followed: one alone may have been out of the ordinary."""
DECEMBER = 12


@dataclass(frozen=True)
class Projection:
    """The figure expected at the year's end, in the target's unit; `share` of the whole promise (0.8 is 80 %).

    `years` is how many earlier years' courses it follows, 0 for a straight line. `per_month` is how much came a month
    so far, `needed_per_month` how much must come in each month that is left; None where none is left or nothing is
    needed any more.
    """

    value: Decimal
    share: Decimal
    years: int
    per_month: Decimal
    needed_per_month: Decimal | None


def project(case: Case, earlier: Sequence[Mapping[int, Decimal]] = ()) -> Projection | None:
    """Return where a target is heading from its newest figure; None for what has no course, or is over.

    `earlier` are the figures of earlier years by month, in the same unit. Where at least two of them have a figure for
    this month and for December, the year is taken to run as those did together (Σ ÷ Σ); else along a straight line.
    """
    with localcontext(prec=28):
        return _projected(case, earlier)


def _projected(case: Case, earlier: Sequence[Mapping[int, Decimal]]) -> Projection | None:
    course = course_of(case) if case.figures else None
    if course is None or case.is_final or case.months_left == 0:
        return None
    known = [each for each in earlier if _runs_up(each, case.actual_month)]
    years = len(known) if len(known) >= YEARS_NEEDED else 0
    part = _share_by(case.actual_month, known) if years else _elapsed(case)
    done = case.actual - course.start
    value = course.start + done / part
    return Projection(
        value=value,
        share=(value - course.start) / (course.goal - course.start),
        years=years,
        per_month=done / case.actual_month,
        needed_per_month=_needed(course.goal - case.actual, case.months_left, upwards=course.goal > course.start),
    )


def _elapsed(case: Case) -> Decimal:
    return Decimal(case.actual_month) / (case.actual_month + case.months_left)


def _share_by(month: int, years: Sequence[Mapping[int, Decimal]]) -> Decimal:
    """The share of a whole year that was there by this month, in these years together."""
    return sum((each[month] for each in years), Decimal(0)) / sum((each[DECEMBER] for each in years), Decimal(0))


def _runs_up(figures: Mapping[int, Decimal], month: int) -> bool:
    """A year that can be followed: something was there by this month, and no more than at its end."""
    return month in figures and DECEMBER in figures and 0 < figures[month] <= figures[DECEMBER]


def _needed(rest: Decimal, months: int, *, upwards: bool) -> Decimal | None:
    return rest / months if (rest > 0) == upwards and rest else None
