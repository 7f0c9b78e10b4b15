"""A verdict is the same on every day up to the one until which it is said to hold."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.tracker.evaluation.cases import YEAR, YEAR_END, promise
from tests.tracker.evaluation.test_properties import amounts, days, months, promises
from tracker.evaluation import (
    DEFAULT_RULES,
    Frequency,
    Observation,
    QualitativeVerdict,
    Shape,
    Stage,
    Status,
    evaluate,
    holds_until,
)

FAR_AHEAD = 800
rules = st.integers(0, 40).map(lambda grace: replace(DEFAULT_RULES, reporting_days=grace))
near_days = st.dates(date(YEAR - 1, 6, 1), date(YEAR + 1, 12, 31))


@st.composite
def any_promise(draw):
    """A promise of any shape: with figures, with stages, or in words."""
    kind, terms = draw(st.sampled_from(["figures", "stages", "words"])), draw(promises())
    if kind == "figures":
        return replace(terms, withdrawn=draw(st.booleans()))
    if kind == "stages":
        stage = st.builds(Stage, st.just("完工"), near_days, st.one_of(st.none(), near_days))
        return replace(terms, shape=Shape.MILESTONE, stages=tuple(draw(st.lists(stage, max_size=3))))
    given_one = st.builds(
        QualitativeVerdict, st.sampled_from([Status.DONE, Status.ON_PACE]), st.just("核查"), near_days
    )
    return replace(terms, shape=Shape.QUALITATIVE, verdict=draw(st.one_of(st.none(), given_one)))


figures = st.dictionaries(months, amounts, max_size=12)


@settings(max_examples=500)
@given(any_promise(), figures, months, days, rules, st.integers(0, FAR_AHEAD))
def test_it_stands_on_every_day_up_to_the_last_one(terms, reported, month, as_of, rules, later):
    observations = [Observation(*each) for each in reported.items()]
    until = holds_until(terms, month=month, as_of=as_of, rules=rules)
    day = as_of + timedelta(days=later)
    assume(until is None or day <= until)

    assert evaluate(terms, observations, month=month, as_of=day, rules=rules) == evaluate(
        terms, observations, month=month, as_of=as_of, rules=rules
    )


@settings(max_examples=500)
@given(any_promise(), months, months, days, rules)
def test_where_a_later_month_stands_the_earlier_ones_do(terms, one, other, as_of, rules):
    early, late = (
        holds_until(terms, month=month, as_of=as_of, rules=rules) or date.max for month in sorted((one, other))
    )
    assert early >= late


AMOUNT = promise(Shape.CUMULATIVE, 20)


@pytest.mark.parametrize(
    ("terms", "month", "as_of", "until"),
    [
        (AMOUNT, 3, date(YEAR, 3, 10), date(YEAR, 3, 31)),
        (AMOUNT, 3, date(YEAR, 4, 1), None),
        (AMOUNT, 12, date(YEAR, 12, 31), YEAR_END),
        (AMOUNT, 12, date(YEAR + 1, 1, 1), None),
        (replace(AMOUNT, due=date(YEAR + 1, 6, 30)), 12, date(YEAR + 1, 1, 1), date(YEAR + 1, 6, 30)),
        (replace(AMOUNT, frequency=Frequency.QUARTERLY), 5, date(YEAR, 4, 5), None),
        (replace(AMOUNT, withdrawn=True), 3, date(YEAR, 3, 10), None),
        (promise(Shape.MILESTONE, None), 3, date(YEAR, 3, 10), date(YEAR, 3, 10)),
        (promise(Shape.MILESTONE, None), 3, date(YEAR, 4, 1), None),
        (promise(Shape.QUALITATIVE, None), 3, date(YEAR, 3, 10), None),
    ],
)
def test_what_turns_it(terms, month, as_of, until):
    assert holds_until(terms, month=month, as_of=as_of, rules=DEFAULT_RULES) == until


def test_days_to_report_move_the_day_on_which_a_figure_is_owed():
    lenient = replace(DEFAULT_RULES, reporting_days=10)
    assert holds_until(AMOUNT, month=3, as_of=date(YEAR, 4, 1), rules=lenient) == date(YEAR, 4, 10)
