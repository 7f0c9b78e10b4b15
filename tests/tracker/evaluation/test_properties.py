"""What holds for every target and every figure."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tracker.evaluation.cases import FOUR_TIERS, NEXT_YEAR, YEAR, YEAR_END, judge
from tracker.evaluation import (
    DEFAULT_RULES,
    Direction,
    Frequency,
    Observation,
    Schedule,
    Shape,
    Stage,
    Status,
    TargetTerms,
    evaluate,
)

ORDER = list(Status)
UNITS = ("%", "个百分点", "‰", "成", "家", "亿元", "位", "倍", "∶1", "")
COMPARATORS = ("ge", "gt", "le", "lt", "eq", "approx", "between", "relative", "qualitative")
BY_FIGURES = [shape for shape in Shape if shape not in (Shape.MILESTONE, Shape.QUALITATIVE)]

amounts = st.decimals(-1000, 1000, places=3, allow_nan=False, allow_infinity=False)
plans = st.lists(st.integers(0, 9), min_size=12, max_size=12).filter(any)
schedules = st.one_of(
    st.just(Schedule()),
    st.integers(1, 12).map(Schedule.even),
    plans.map(lambda plan: Schedule(tuple(Decimal(done) / sum(plan) for done in accumulate(plan)))),
)


@st.composite
def promises(draw):
    low, high = sorted((draw(amounts), draw(amounts)))
    return TargetTerms(
        shape=draw(st.sampled_from(BY_FIGURES)),
        value=low,
        value_high=high,
        unit=draw(st.sampled_from(UNITS)),
        comparator=draw(st.sampled_from(COMPARATORS)),
        due=draw(st.one_of(st.just(YEAR_END), st.dates(date(YEAR, 1, 1), date(YEAR + 1, 6, 30)))),
        year=YEAR,
        baseline=draw(st.one_of(st.none(), amounts)),
        reference=draw(st.one_of(st.none(), amounts)),
        direction=draw(st.sampled_from(Direction)),
        schedule=draw(schedules),
        frequency=draw(st.sampled_from(Frequency)),
        accumulates=draw(st.booleans()),
    )


days = st.dates(date(YEAR, 1, 1), date(YEAR + 1, 12, 31))
months = st.integers(1, 12)
schemes = st.sampled_from((DEFAULT_RULES, FOUR_TIERS, replace(FOUR_TIERS, is_relative=True, growth_below_zero=True)))


@settings(max_examples=600)
@given(promises(), months, days, amounts, amounts, schemes)
def test_a_status_never_improves_when_the_actual_gets_worse(terms, month, as_of, one, other, rules):
    better, worse = (max(one, other), min(one, other)) if terms.more_is_better else (min(one, other), max(one, other))
    good, bad = (
        evaluate(terms, [Observation(month, actual)], month=month, as_of=as_of, rules=rules)
        for actual in (better, worse)
    )
    assert good.status.is_judged == bad.status.is_judged
    assert ORDER.index(good.status) <= ORDER.index(bad.status)
    if good.gap is not None and bad.gap is not None:
        assert good.gap >= bad.gap


@settings(max_examples=400)
@given(promises(), months, days, st.lists(st.one_of(st.none(), amounts), max_size=12), schemes)
def test_every_verdict_is_consistent_and_explains_itself(terms, month, as_of, values, rules):
    figures = [Observation(each, value) for each, value in enumerate(values, start=1)]
    verdict = evaluate(terms, figures, month=month, as_of=as_of, rules=rules)
    assert verdict.reasons
    assert verdict.status is not Status.CRITICAL or rules.has_fourth_tier
    assert (verdict.actual is None) == (verdict.actual_month is None)
    assert (verdict.gap is not None) == verdict.status.is_judged == (verdict.met is not None)
    assert verdict.status is not Status.DONE or verdict.met
    assert verdict.status is not Status.MISSED or (not verdict.met and month == 12 and as_of > YEAR_END)
    assert verdict.completion is None or verdict.expected is not None
    if verdict.remedy is not None:
        assert verdict.status.is_late
    if terms.shape in (Shape.GROWTH, Shape.DECLINE, Shape.RATE, Shape.CEILING, Shape.RANK):
        assert verdict.completion is None


@settings(max_examples=300)
@given(promises(), st.integers(1, 11), amounts)
def test_the_remedy_leads_back_on_pace(terms, month, actual):
    terms = replace(terms, due=YEAR_END, frequency=Frequency.MONTHLY, comparator="ge")
    remedy = judge(terms, {month: actual}, month).remedy
    if remedy is None:
        return
    rescued = judge(terms, {month: actual, remedy.by.month: remedy.value}, remedy.by.month, remedy.by)
    assert rescued.status.is_good
    short = remedy.value + (
        Decimal("-0.01") if terms.more_is_better and terms.shape is not Shape.ZERO else Decimal("0.01")
    )
    if terms.shape is not Shape.ZERO:
        assert not judge(terms, {remedy.by.month: short}, remedy.by.month, remedy.by).status.is_good


@given(st.integers(1, 10**6), months, st.integers(1, 12))
def test_comparisons_are_unrounded(target, month, places):
    """A hair under the line is behind, on the line is on pace, whatever would be shown."""
    terms = TargetTerms(
        shape=Shape.CUMULATIVE, value=Decimal(target) * 12, unit="家", comparator="ge", due=YEAR_END, year=YEAR
    )
    line, hair = Decimal(target) * month, Decimal(1).scaleb(-places)
    day = date(YEAR, 12, 31)
    assert judge(terms, {month: line}, month, day).status in (Status.ON_PACE, Status.DONE)
    assert judge(terms, {month: line - hair}, month, day).gap < 0


@given(st.dates(date(YEAR, 1, 1), NEXT_YEAR), st.integers(0, 400), months, days)
def test_a_milestone_never_improves_when_a_stage_is_done_later(done, delay, month, as_of):
    def seen(day):
        stages = (Stage("开工", date(YEAR, 3, 31), day), Stage("竣工", date(YEAR, 9, 30)))
        terms = TargetTerms(Shape.MILESTONE, None, "", "eq", YEAR_END, YEAR, stages=stages)
        return judge(terms, {}, month, as_of).status

    early, late = seen(done), seen(done + timedelta(days=delay))
    assert late is Status.NOT_DUE or ORDER.index(early) <= ORDER.index(late)


@given(promises(), months, days, st.lists(amounts, min_size=12, max_size=12))
def test_months_after_the_judged_one_change_nothing(terms, month, as_of, values):
    figures = [Observation(each, value) for each, value in enumerate(values, start=1)]
    whole = evaluate(terms, figures, month=month, as_of=as_of, rules=DEFAULT_RULES)
    assert whole == evaluate(terms, figures[:month], month=month, as_of=as_of, rules=DEFAULT_RULES)
