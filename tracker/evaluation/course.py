"""The way from a start to a goal that is worked off over the year: one decision for verdict, chart and form."""

from dataclasses import dataclass
from decimal import Decimal

from tracker.evaluation.case import Case
from tracker.evaluation.terms import Shape

_FROM_NOTHING = Decimal(0)


@dataclass(frozen=True)
class Course:
    """Where the way begins and where it must end, in the target's unit; it may lead down (清零 of a stock)."""

    start: Decimal
    goal: Decimal

    def at(self, share: Decimal) -> Decimal:
        """The figure at which `share` of the way is done (0.5: half of it)."""
        return self.start + (self.goal - self.start) * share


def course_of(case: Case) -> Course | None:
    """The way that the figures are worked off on; None for what is compared directly at any month.

    Amounts and changes begin at nothing, stocks at the value before the year; a ceiling on a total is used up from
    nothing. There is no way to a target of zero or less, from a level that is at the target already, or to events that
    must not happen.
    """
    match case.terms.shape:
        case Shape.CUMULATIVE | Shape.CHANGE:
            return _upwards(_FROM_NOTHING, case.target)
        case Shape.STOCK:
            return _upwards(case.terms.baseline or _FROM_NOTHING, case.target)
        case Shape.CEILING:
            return _upwards(_FROM_NOTHING, case.upper_edge) if case.terms.accumulates else None
        case Shape.ZERO:
            return _down_to_nothing(case)
        case _:
            return None


def expected_figure(case: Case, month: int) -> Decimal | None:
    """What should be reached (under a ceiling: may be used) by the end of `month`; None without a way to work off."""
    course = course_of(case)
    return None if course is None else course.at(case.expected_by(month))


def _upwards(start: Decimal, goal: Decimal) -> Course | None:
    return Course(start, goal) if start < goal else None


def _down_to_nothing(case: Case) -> Course | None:
    """A stock that is cleared; what adds up over the year are events, and the first one decides."""
    stock = case.terms.baseline or _FROM_NOTHING
    return Course(stock, _FROM_NOTHING) if stock > 0 and not case.terms.accumulates else None
