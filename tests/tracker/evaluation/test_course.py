"""Which promises are worked off over the year, and what is expected by a month."""

from datetime import date
from decimal import Decimal

import pytest

from tests.tracker.evaluation.cases import YEAR, promise
from tracker.evaluation import DEFAULT_RULES, Observation, Shape, evaluate
from tracker.evaluation.case import Case
from tracker.evaluation.course import Course, course_of, expected_figure


def case_of(terms):
    return Case(terms, (Observation(6, Decimal(1)),), 6, date(YEAR, 7, 20), DEFAULT_RULES)


@pytest.mark.parametrize(
    ("shape", "target", "more", "course"),
    [
        (Shape.CUMULATIVE, 20, {}, (0, 20)),
        (Shape.CUMULATIVE, 0, {}, None),
        (Shape.CHANGE, 2, {}, (0, 2)),
        (Shape.STOCK, 230, {"baseline": 200}, (200, 230)),
        (Shape.STOCK, 230, {}, (0, 230)),
        (Shape.STOCK, 230, {"baseline": 230}, None),
        (Shape.CEILING, 100, {"accumulates": True}, (0, 100)),
        (Shape.CEILING, 100, {}, None),
        (Shape.ZERO, 0, {"baseline": 9}, (9, 0)),
        (Shape.ZERO, 0, {}, None),
        (Shape.ZERO, 0, {"baseline": 9, "accumulates": True}, None),
        (Shape.GROWTH, 7, {}, None),
        (Shape.RANK, 3, {}, None),
    ],
)
def test_what_is_worked_off_and_from_where(shape, target, more, course):
    assert course_of(case_of(promise(shape, target, **more))) == (Course(*map(Decimal, course)) if course else None)


def test_half_of_the_way_is_expected_by_june():
    assert expected_figure(case_of(promise(Shape.CUMULATIVE, 20, "家", "ge")), 6) == 10


def test_events_that_add_up_have_no_schedule_wherever_one_looks():
    """A stock may stand before the year, but what adds up are events: form, chart and verdict say the same."""
    terms = promise(Shape.ZERO, 0, "起", "eq", baseline=18, accumulates=True)
    verdict = evaluate(terms, [Observation(6, Decimal(9))], month=6, as_of=date(YEAR, 7, 20), rules=DEFAULT_RULES)
    assert (verdict.expected, verdict.completion) == (None, None)
    assert expected_figure(case_of(terms), 6) is None
